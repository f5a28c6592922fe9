/**
 * Errors of storage services as sentences. Only codes are taken from what a service or its client says: their messages may
 * hold keys, tokens, signatures and signed addresses. For the same reason they are not kept as a cause.
 */
import type { RecordingError } from '../../../errors.ts';
import type { Question } from '../storage.ts';
import { OtherVersion, type Trouble, Unreliable } from './bucket.ts';

/** Undefined for what is no word: a code is shown, and nothing else of an error is. */
export function codeOf(...parts: readonly unknown[]): string | undefined {
  const words = parts.filter(
    (part) => typeof part === 'number' || (typeof part === 'string' && /^[A-Za-z][\w.-]{0,60}$/.test(part)),
  );
  return words.length === 0 ? undefined : words.join(' ');
}

/** Of a connection, as Node names them, also where a client has wrapped it. */
export function connectionCode(error: unknown): string | undefined {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    const code = 'code' in one ? one.code : undefined;
    if (typeof code === 'string' && /^(E[A-Z]{4,20}|UND_ERR_\w+|ERR_TLS_\w+|CERT_\w+|[A-Z_]*CERT[A-Z_]*)$/.test(code)) {
      return code;
    }
    if (one instanceof AggregateError && one.errors.length > 0) return connectionCode(one.errors[0]);
    if (one.name === 'TimeoutError' || one.name === 'AbortError') return 'ETIMEDOUT';
  }
  return undefined;
}

/** @param where the place in weir.yml's words: `the bucket acme-traffic`; `credentials`: where its vendor looks for them */
export interface Wording {
  readonly where: string;
  readonly credentials: string;
}

export function troubleError(
  { why, code }: Trouble,
  name: string,
  { where, credentials }: Wording,
  fail: Question['fail'],
): RecordingError {
  const told = code === undefined ? '' : ` (${code})`;
  switch (why) {
    case 'no credentials':
      return fail(`no credentials for ${where} were found`, credentials);
    case 'credentials refused':
      return fail(`${where} refused the credentials${told}`, credentials);
    case 'not allowed':
      return fail(`${where} does not let these credentials read ${name}${told}`, 'the right to list and to read it');
    case 'clock':
      return fail(`${where} refused a request for its time${told}`, 'the clock of this machine set right');
    case 'no place':
      return fail(`there is no such place as ${where}${told}`, 'one that is there');
    case 'no object':
    case 'replaced':
      return fail(`${name} was replaced or removed while it was read`, 'a file that stays as it is; then check again');
    case 'unreachable':
      return fail(`${where} can't be reached${told}`, 'a service that answers');
    case 'other':
      return fail(`${where} could not be read${told}`, 'a service that answers');
    default:
      return why satisfies never;
  }
}

/** Codes of a service, by what they mean. */
export type Codes = { readonly [why in Trouble['why']]?: readonly string[] };

/** By the service's codes, then by the HTTP status, then by the connection. */
export function troubleOf(error: unknown, codes: Codes, status?: number, code?: string): Trouble {
  const shown = codeOf(status, code);
  if (error instanceof OtherVersion) return { why: 'replaced' };
  if (error instanceof Unreliable) return { why: 'other', code: error.message };
  for (const [why, known] of Object.entries(codes) as [Trouble['why'], readonly string[]][]) {
    if (code !== undefined && known.includes(code)) return { why, code: shown };
  }
  if (status === 401) return { why: 'credentials refused', code: shown };
  if (status === 403) return { why: 'not allowed', code: shown };
  if (status === 404) return { why: 'no object', code: shown };
  if (status === 412) return { why: 'replaced', code: shown };
  const connection = connectionCode(error);
  if (connection !== undefined) return { why: 'unreachable', code: connection };
  return { why: 'other', code: shown };
}
