/** What went wrong with a table, as an error at its line of weir.yml. Services' own messages may hold values of rows: only codes are shown. */

import { RecordingError } from '../../errors.ts';
import { type Codes, troubleError, troubleOf } from '../storage/bucket/trouble.ts';
import { Refused } from './rest.ts';
import { STATEMENT_SECONDS, type TableQuestion } from './table.ts';

export interface Told {
  readonly question: Pick<TableQuestion, 'address' | 'fail' | 'signal'>;
  readonly credentials: string;
  readonly codes: Codes;
  /** Codes of a statement that took longer, or read more, than it may. */
  readonly tooLong: readonly string[];
}

/** Statuses of a service that understood the request, and not the statement in it. */
const OF_STATEMENT: ReadonlySet<number> = new Set([200, 400, 422]);

/**
 * Throws the signal's reason where that is why.
 *
 * @param code as the service calls it; undefined: that of a `Refused`
 */
export function tableError(
  error: unknown,
  { question, credentials, codes, tooLong }: Told,
  code = codeOf(error),
): Error {
  const { address, fail, signal } = question;
  signal?.throwIfAborted();
  if (error instanceof RecordingError) return error;
  const where = `the table ${address}`;
  const status = error instanceof Refused ? error.status : undefined;
  if (code !== undefined && tooLong.includes(code)) {
    const message = `${where} took longer than ${STATEMENT_SECONDS / 60} minutes to answer, or more than it may (${code})`;
    return fail(message, 'fewer rows: a narrower where');
  }
  const isKnown = code !== undefined && Object.values(codes).flat().includes(code);
  if (code !== undefined && !isKnown && (status === undefined || OF_STATEMENT.has(status))) {
    return fail(`${where} could not be asked (${code})`, 'a where that compares what can be compared');
  }
  const shown = code ?? (status === undefined ? undefined : `HTTP ${status}`);
  return troubleError(troubleOf(error, codes, status, shown), address, { where, credentials }, fail);
}

/** An error of a table that is not there, or shows no columns to who asks. */
export function noTable({ address, fail }: Pick<TableQuestion, 'address' | 'fail'>): Error {
  return fail(
    `there is no such place as the table ${address}`,
    'one that is there, and that these credentials may read',
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Refused ? error.code : undefined;
}
