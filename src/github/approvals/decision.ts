/**
 * What people decided in a pull request, in a form that only the App can have written: each decision is signed with a
 * key made of the App's private key, so that copies in comments, which others may edit, cannot be forged.
 */
import { createHmac, createPrivateKey, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Plain data; `at` is GitHub's time of the comment or button, ISO 8601. */
export type Decision = Approve | Revoke | AllowRun;

interface Made {
  /** `owner/repo#12`, lower case: a decision counts nowhere else. */
  readonly subject: string;
  /** Login of who decided, without `@`. */
  readonly by: string;
  readonly at: string;
  /** The comment that said so; undefined for a button. */
  readonly comment?: number;
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

export interface Signer {
  /** `payload.signature`, both base64url: nothing that markdown or HTML would look at. */
  sign(decision: Decision): string;
  /** Undefined for what is forged, altered, of another subject or of an unknown format. Never throws. */
  read(encoded: string, subject: string): Decision | undefined;
}

/** Of the payload; what a later Weir writes is not guessed at. */
const format = 1;

/**
 * @param privateKey the App's, as PEM. With another one every earlier decision is void.
 *
 * Throws where it is no key. The same key in another form (PKCS#1, PKCS#8, other line breaks) signs the same.
 */
export function signer(privateKey: string): Signer {
  const bytes = createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'der' });
  const key = Buffer.from(hkdfSync('sha256', bytes, '', 'weir decisions v1', 32));
  const seal = (payload: string): string => createHmac('sha256', key).update(payload).digest('base64url');
  return {
    sign(decision) {
      const payload = Buffer.from(JSON.stringify({ format, ...decision })).toString('base64url');
      return `${payload}.${seal(payload)}`;
    },
    read(encoded, subject) {
      const [payload = '', signature = '', ...rest] = encoded.split('.');
      // The text of the signature is compared: more than one text decodes to the same bytes.
      if (rest.length > 0 || !isSame(signature, seal(payload))) return undefined;
      const decision = parsePayload(payload);
      return decision?.subject === subject ? decision : undefined;
    },
  };
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Of a payload whose signature is right: the App wrote it, if perhaps another version of it. */
function parsePayload(payload: string): Decision | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof value === 'object' && value !== null ? toDecision(new Map(Object.entries(value))) : undefined;
  } catch {
    return undefined;
  }
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
  const made = { subject, by, at, ...(comment === undefined ? {} : { comment }) };
  const [pipeline, fingerprint, reason, head] = [text('pipeline'), text('fingerprint'), text('reason'), text('head')];
  switch (text('kind')) {
    case 'approve':
      if (pipeline === undefined || fingerprint === undefined || reason === undefined) return undefined;
      return { kind: 'approve', ...made, pipeline, fingerprint, reason };
    case 'revoke':
      return pipeline === undefined ? undefined : { kind: 'revoke', ...made, pipeline };
    case 'run':
      return head === undefined ? undefined : { kind: 'run', ...made, head };
    default:
      return undefined;
  }
}
