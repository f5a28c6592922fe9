/**
 * What people decided in a pull request, in a form that only the App can have written: each decision is signed with a
 * key made of the App's private key, so that copies in comments, which others may edit, cannot be forged.
 */
import { createSeal } from '../seal.ts';

/** Plain data; `at` is GitHub's time of the comment or button, ISO 8601. */
export type Decision = Approve | Revoke | AllowRun | Snooze;

interface Made {
  /** `123456#12`: number of the repository on GitHub and of the pull request or issue in it. A decision counts nowhere else. */
  readonly subject: string;
  /** Login of who decided, without `@`. */
  readonly by: string;
  readonly at: string;
  /** The comment that said so; undefined for a button. */
  readonly comment?: number;
  /** `owner/name` of the repository downstream in whose issue that comment stands; undefined: in the pull request itself. */
  readonly home?: string;
}

/** An owner accepts what a pipeline's outputs do under exactly this change. */
export interface Approve extends Made {
  readonly kind: 'approve';
  readonly pipeline: string;
  readonly fingerprint: string;
  readonly reason: string;
}

/** Takes every earlier approval of the pipeline back. */
export interface Revoke extends Made {
  readonly kind: 'revoke';
  readonly pipeline: string;
}

/** A maintainer lets this head of a fork be replayed, and no other. */
export interface AllowRun extends Made {
  readonly kind: 'run';
  readonly head: string;
}

/** Days that a snooze holds at most, and as long as closing as not planned does. */
export const LONGEST_SNOOZE = 90;

/** An owner does not want to hear of what was found in production until a day. */
export interface Snooze extends Made {
  readonly kind: 'snooze';
  readonly pipeline: string;
  /** As `causesOf` calls it. */
  readonly cause: string;
  /** `2001-05-14` */
  readonly until: string;
}

export interface DecisionSubject {
  /** What new decisions are signed for: `Decision.subject`. */
  readonly now: string;
  /** `owner/repo#12`, lower case: what earlier versions signed for. */
  readonly formerly: string;
}

export interface Signer {
  /** `payload.signature`, both base64url: nothing that markdown or HTML would look at. */
  sign(decision: Decision): string;
  /** With the subject of now. Undefined for what is forged, altered, of another subject or of an unknown format. Never throws. */
  read(encoded: string, subject: DecisionSubject): Decision | undefined;
}

/** Of the payload; what a later Weir writes is not guessed at. */
const format = 1;

/** @param privateKey the App's, as PEM: see `createSeal`. Throws where it is no key. */
export function signer(privateKey: string): Signer {
  const seal = createSeal(privateKey, 'decisions');
  return {
    sign: (decision) => seal.close({ format, ...decision }),
    read(encoded, subject) {
      const payload = seal.open(encoded);
      // The App wrote it, if perhaps another version of it.
      const decision = payload && toDecision(new Map(Object.entries(payload)));
      const isAboutIt = decision?.subject === subject.now || decision?.subject === subject.formerly;
      return decision && isAboutIt ? { ...decision, subject: subject.now } : undefined;
    },
  };
}

function toDecision(fields: ReadonlyMap<string, unknown>): Decision | undefined {
  const text = (name: string): string | undefined => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const [subject, by, at, comment] = [text('subject'), text('by'), text('at'), fields.get('comment')];
  if (fields.get('format') !== format || subject === undefined || by === undefined || at === undefined)
    return undefined;
  if (Number.isNaN(Date.parse(at)) || (comment !== undefined && typeof comment !== 'number')) return undefined;
  const home = text('home');
  const made = { subject, by, at, ...(comment === undefined ? {} : { comment }), ...(home !== undefined && { home }) };
  const [pipeline, fingerprint, reason, head] = [text('pipeline'), text('fingerprint'), text('reason'), text('head')];
  const [cause, until] = [text('cause'), text('until')];
  switch (text('kind')) {
    case 'approve':
      if (pipeline === undefined || fingerprint === undefined || reason === undefined) return undefined;
      return { kind: 'approve', ...made, pipeline, fingerprint, reason };
    case 'revoke':
      return pipeline === undefined ? undefined : { kind: 'revoke', ...made, pipeline };
    case 'run':
      return head === undefined ? undefined : { kind: 'run', ...made, head };
    case 'snooze':
      if (pipeline === undefined || cause === undefined || until === undefined) return undefined;
      return { kind: 'snooze', ...made, pipeline, cause, until };
    default:
      return undefined;
  }
}
