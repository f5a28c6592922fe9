/** A session of BigQuery. Who may, its client finds as it always does. https://cloud.google.com/bigquery/docs/reference/rest */
import { loadPeer } from '../../../peer.ts';
import { placeOf } from '../place.ts';
import { part, Refused } from '../rest.ts';
import { type Column, type Session, STATEMENT_SECONDS, type TableQuestion } from '../table.ts';
import { noTable, type Told, tableError } from '../table-error.ts';
import { dialect, kindOf } from './dialect.ts';
import { mostBytes } from './most-bytes.ts';

export const ADDRESS = 'bigquery://project/dataset.table';
export const CREDENTIALS = 'GOOGLE_APPLICATION_CREDENTIALS, or those of gcloud';

interface Field {
  readonly name?: string;
  readonly type?: string;
  readonly mode?: string;
}

export async function openBigQuery(question: TableQuestion): Promise<Session> {
  const { signal, fail, address } = question;
  const { host: projectId, names } = placeOf(question, [2], ADDRESS);
  const [dataset = '', table = ''] = names;
  const { BigQuery } = await loadPeer(
    'tables at bigquery:// need',
    ['@google-cloud/bigquery'],
    () => import('@google-cloud/bigquery'),
  );
  const client = new BigQuery({ projectId, userAgent: 'weir' });
  const told: Told = { question, credentials: CREDENTIALS, codes: CODES, tooLong: TOO_LONG };
  const most = mostBytes(fail);
  let bytes = 0;
  const { fields, location } = await described();
  const columns = fields.map(({ name = '', type = '', mode }): Column => {
    return { name, type, kind: mode === 'REPEATED' ? 'other' : kindOf(type) };
  });
  if (columns.length === 0) throw noTable(question);
  const source = [projectId, dataset, table].map(dialect.identifier).join('.');
  return { source, columns, rows, scanned: () => bytes, [Symbol.asyncDispose]: async () => {} };

  async function described(): Promise<{ readonly fields: readonly Field[]; readonly location?: string }> {
    try {
      signal?.throwIfAborted();
      const [metadata] = await client.dataset(dataset).table(table).getMetadata();
      return { fields: metadata.schema?.fields ?? [], location: metadata.location };
    } catch (error) {
      throw tableError(error, told, codeOf(error));
    }
  }

  async function* rows(sql: string): AsyncGenerator<readonly (string | null)[]> {
    const named = location === undefined ? {} : { location };
    await using ending = new AsyncDisposableStack();
    try {
      signal?.throwIfAborted();
      const [plan] = await client.createQueryJob({ query: sql, dryRun: true, ...named });
      const planned = Number(plan.metadata.statistics?.totalBytesProcessed ?? 0);
      if (planned > most.bytes) throw most.error(address, planned);
      const [job] = await client.createQueryJob({
        query: sql,
        ...named,
        maximumBytesBilled: String(most.bytes),
        jobTimeoutMs: STATEMENT_SECONDS * 1000,
        labels: { by: 'weir' },
      });
      const found = job.getQueryResultsStream();
      let isDone = false;
      ending.defer(async () => {
        if (!isDone) await job.cancel().catch(() => {});
      });
      const stop = (): void => void found.destroy(new Error('nobody waits any more'));
      signal?.addEventListener('abort', stop, { once: true });
      ending.defer(async () => signal?.removeEventListener('abort', stop));
      let count = 0;
      for await (const row of found) {
        count += 1;
        yield Object.values(row as Record<string, string | null>);
      }
      isDone = true;
      // A page without rows, and without the next one, ends the stream.
      const [, , answer] = await job.getQueryResults({ autoPaginate: false, maxResults: 0 });
      if (part(answer?.totalRows) !== String(count)) throw new Refused(200, 'an incomplete answer');
      bytes += planned;
    } catch (error) {
      throw tableError(error, told, codeOf(error));
    }
  }
}

/** The reason of the first of the errors that the service lists. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const [first] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  const reason: unknown = first?.reason;
  if (typeof reason === 'string') return reason;
  return /could not load the default credentials/i.test(error.message) ? 'noCredentials' : undefined;
}

/** https://cloud.google.com/bigquery/docs/error-messages */
const CODES = {
  'no credentials': ['noCredentials'],
  'credentials refused': ['authError', 'invalidCredentials', 'required'],
  'not allowed': ['accessDenied', 'forbidden'],
  'no place': ['notFound'],
};
const TOO_LONG = ['bytesBilledLimitExceeded', 'resourcesExceeded', 'stopped', 'timeout', 'quotaExceeded'];
