/** What a check may cost: BigQuery says what a statement would read before it is run, and is paid for by that. */
import type { RecordingError } from '../../../errors.ts';
import type { TableQuestion } from '../table.ts';

const NAME = 'WEIR_BIGQUERY_MAX_BYTES';
/** A tenth of a terabyte: about 0.6 USD on demand. */
const USUAL = 100e9;

/** Of the environment: it is the operator who pays. Throws what `fail` gives. */
export function mostBytes(fail: TableQuestion['fail']): {
  readonly bytes: number;
  error(address: string, planned: number): RecordingError;
} {
  const text = process.env[NAME];
  const bytes = text === undefined || text === '' ? USUAL : Number(text);
  if (!(Number.isSafeInteger(bytes) && bytes > 0))
    throw fail(`${NAME} is ${JSON.stringify(text)}`, 'a number of bytes');
  return {
    bytes,
    error: (address, planned) =>
      fail(
        `counting the table ${address} would read ${planned.toLocaleString('en')} bytes, more than ${bytes.toLocaleString('en')}`,
        `a narrower where, by the column that the table is partitioned by, or a larger ${NAME}`,
      ),
  };
}
