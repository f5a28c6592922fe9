/** Stages whose documents are answered outside the lock, as a text each. */
import { stringify } from '../document/stringify.ts';
import type { Beside, Document, Outcome, Stage } from './engine.ts';
import { type Answer, type Ask, refusing } from './outside.ts';

/** How a stage puts its documents, and what it makes of the answers. */
export interface Wording {
  /** Throws where nothing can be said of such a document. */
  readonly request: (document: Document, beside: Beside) => string;
  /** Throws where the answer is none. */
  readonly read: (answer: string) => Outcome;
  /** Why a document cannot be put, and why an answer is none, without a value of either. */
  readonly unsaid: string;
  readonly unread: string;
}

/** @param ask who answers; without, each document is unreplayable */
export function asking({ request, read, unsaid, unread }: Wording, ask: Ask = refusing(NOBODY).ask): Stage {
  return {
    async run(batch, beside = {}) {
      const requests: string[] = [];
      const outcomes: (Outcome | undefined)[] = batch.map((document) => {
        try {
          requests.push(request(document, beside));
          return undefined;
        } catch {
          return { outcome: 'failed', reason: unsaid };
        }
      });
      const { signal } = beside;
      const answers = requests.length === 0 ? [] : await ask(requests, signal && { signal });
      let next = 0;
      return outcomes.map((outcome) => {
        if (outcome) return outcome;
        const answer = answers[next];
        next += 1;
        return toOutcome(answer);
      });
    },
  };

  function toOutcome(answer: Answer | undefined): Outcome {
    if (answer === undefined) return { outcome: 'failed', reason: 'there was no answer' };
    if (typeof answer !== 'string') return answer;
    try {
      return read(answer);
    } catch {
      return { outcome: 'failed', reason: unread };
    }
  }
}

const NOBODY = 'nobody answers for this version of it';

/** A document in one line of JSON, with the params beside its members. Whole numbers of any size stay what they are. */
export function toLine(document: Document, { params }: Beside): string {
  const isMapping = typeof document === 'object' && document !== null && !Array.isArray(document);
  const value = params !== undefined && isMapping ? { ...document, params } : document;
  return stringify(value) ?? 'null';
}
