/** Makes a stage of an expression in JSONata: one record after the other, each with so many steps and no more. */
import type { Expression } from 'jsonata';
import { ranOutOfStack } from '../../../errors.ts';
import { textIn } from '../../content.ts';
import type { Artifact, Document, Outcome, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { processorTime } from '../../processor-time.ts';
import { compileMarks } from '../marked.ts';
import { isLibraryError, parse } from './parse.ts';
import { readsOf } from './reads.ts';

/** Nodes of the expression that are evaluated for one record. */
const MOST_STEPS = 1_000_000;
/** Functions that call each other. */
const DEEPEST = 10_000;
const LONGEST_SEQUENCE = 1_000_000;
/** Milliseconds of processor time for one record. */
const LONGEST = 4000;
/** It is looked at after so many steps. */
const BETWEEN = 1024;

/** Throws ArtifactError where the expression does not parse. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const text = textIn(artifact, artifact.path);
  const limits = new Limits();
  const expression = withinStack(artifact.path, () => parse(text, artifact.path, limits));
  for (const name of ['now', 'millis', 'random', 'shuffle']) {
    expression.registerFunction(name, () => {
      throw new Unrepeatable(name);
    });
  }
  const reads = await readsOf(expression);
  const marksIn = compileMarks(reads?.grouped ?? [], 'tupleStream', Boolean);
  return {
    ...(reads && { reads: reads.paths }),
    async run(batch, { params } = {}) {
      const outcomes: Outcome[] = [];
      for (const document of batch)
        outcomes.push(marksIn(document) ?? (await evaluate(expression, text, document, params, limits)));
      return outcomes;
    },
  };
}

/** What gives something else at each call. */
class Unrepeatable extends Error {
  readonly function: string;

  constructor(name: string) {
    super(name);
    this.function = name;
  }
}

class TooManySteps extends Error {}
class TooMuchTime extends Error {}

/**
 * The library asks for `stack` at each step; so steps are counted without a callback, which it would wait for. Its own
 * `timeout` goes by the clock, so that a record's outcome would depend on what else the machine does.
 */
class Limits {
  readonly sequence = LONGEST_SEQUENCE;
  #steps = 0;
  #begun = 0;

  get stack(): number {
    this.#steps += 1;
    if (this.#steps > MOST_STEPS) throw new TooManySteps();
    if (this.#steps % BETWEEN === 0 && processorTime() - this.#begun > LONGEST) throw new TooMuchTime();
    return DEEPEST;
  }

  begin(): void {
    this.#steps = 0;
    this.#begun = processorTime();
  }
}

/** The library marks lists that it made; what it only hands on stays as it is. */
function withoutMarks(value: unknown): unknown {
  if (Array.isArray(value)) return 'sequence' in value || value.some(isList) ? value.map(withoutMarks) : value;
  if (typeof value !== 'object' || value === null || !Object.values(value).some(isList)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutMarks(member)]));
}

/** Or something that may hold one. */
function isList(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Params are the variable `$params`. */
async function evaluate(
  expression: Expression,
  text: string,
  document: Document,
  params: unknown,
  limits: Limits,
): Promise<Outcome> {
  limits.begin();
  try {
    const value: unknown = await expression.evaluate(document, params === undefined ? {} : { params });
    return { outcome: 'ok', value: withoutMarks(value) ?? null };
  } catch (error) {
    if (error instanceof Unrepeatable) {
      return { outcome: 'unreplayable', reason: `\`$${error.function}()\` gives something else at each call` };
    }
    return { outcome: 'failed', reason: explain(error, text) };
  }
}

/** The library's messages may hold what a record holds; its codes do not. */
function explain(error: unknown, text: string): string {
  if (error instanceof TooManySteps) return `the expression took more than ${MOST_STEPS.toLocaleString('en-US')} steps`;
  if (error instanceof TooMuchTime) return `the expression took more than ${LONGEST / 1000} s of processor time`;
  if (ranOutOfStack(error)) return 'the expression, or what it works on, is nested too deeply';
  if (!isLibraryError(error)) return `the expression broke with ${error instanceof Error ? error.name : 'an error'}`;
  const { code, position } = error;
  const meaning = MEANINGS[code] ?? `broke with ${code} (https://docs.jsonata.org/errors)`;
  const line = position === undefined ? '' : ` at line ${text.slice(0, position).split('\n').length}`;
  return `the expression ${meaning}${line}`;
}

/** https://github.com/jsonata-js/jsonata/blob/v2.2.2/src/jsonata.js, errorCodes. */
const MEANINGS: Readonly<Record<string, string>> = {
  D1001: 'computed with a number out of range',
  D1011: `called functions more than ${DEEPEST.toLocaleString('en-US')} deep`,
  D2014: 'makes a sequence that is too long',
  D2015: 'makes a sequence that is too long',
  D3141: 'threw an error of its own',
  D3137: 'threw an error of its own',
  T1006: 'called what is no function',
  T2001: 'computed with something that is no number',
  T2002: 'computed with something that is no number',
  T2010: 'compared two things of different types',
  T2009: 'compared two things of different types',
};
