/** https://cloud.google.com/bigquery/docs/reference/rest */
import { expect, it, onTestFinished, vi } from 'vitest';
import { RecordingError } from '../../../src/errors.ts';
import { openBigQuery } from '../../../src/recordings/tables/bigquery/open-bigquery.ts';
import { itOpens } from './services/opens.ts';
import { type Answered, type Asked, startService } from './services/service.ts';

const service = await startService();
const address = 'bigquery://acme-data/traffic.requests';
const BIGQUERY_EMULATOR_HOST = `http://127.0.0.1:${service.port}/bigquery/v2`;
const jobReference = { projectId: 'acme-data', jobId: 'j1', location: 'EU' };
const columns = [
  ['origin', 'STRING'],
  ['delay', 'INTEGER'],
  ['at', 'TIMESTAMP'],
];

function sqlOf({ method, path, body }: Asked): string | undefined {
  if (method !== 'POST' || !/\/jobs(\?|$)/.test(path)) return undefined;
  return JSON.parse(body).configuration.query.query;
}

function planned(bytes: number): Answered {
  const statistics = { totalBytesProcessed: String(bytes) };
  return { body: { jobReference, status: { state: 'DONE' }, statistics, configuration: { dryRun: true } } };
}

function failed(status: number, reason: string): Answered {
  const errors = [{ reason, message: 'of a row' }];
  return { status, body: { error: { code: status, message: 'of a row', errors } } };
}

function serve(tell: (sql: string) => readonly (readonly (string | null)[])[], bytes = 3_000_000) {
  let rows: ReturnType<typeof tell> = [];
  return (asked: Asked): Answered => {
    const sql = sqlOf(asked);
    if (sql !== undefined) {
      rows = tell(sql);
      return JSON.parse(asked.body).configuration.dryRun
        ? planned(bytes)
        : { body: { jobReference, status: { state: 'RUNNING' }, statistics: {} } };
    }
    if (asked.path.includes('/tables/')) {
      const fields = tell('of columns').map(([name, type]) => ({ name, type, mode: 'NULLABLE' }));
      return { body: { id: 'requests', location: 'EU', schema: { fields } } };
    }
    if (!asked.path.includes('/queries/')) return { body: { jobReference, status: { state: 'DONE' } } };
    const isFirst = !asked.path.includes('pageToken');
    const fields = (rows[0] ?? []).map((_, index) => ({ name: `f${index}_`, type: 'STRING' }));
    const page = (isFirst ? rows.slice(0, 1) : rows.slice(1)).map((cells) => ({ f: cells.map((v) => ({ v })) }));
    const more = isFirst && { pageToken: 'more' };
    return { body: { jobComplete: true, schema: { fields }, rows: page, totalRows: `${rows.length}`, ...more } };
  };
}

itOpens({
  scheme: 'bigquery',
  address,
  service,
  environment: { BIGQUERY_EMULATOR_HOST, METADATA_SERVER_DETECTION: 'none' },
  columns,
  serve,
  sqlOf,
  isOfColumns: ({ path }) => path.includes('/tables/'),
  refused: failed(403, 'accessDenied'),
  wrong: failed(400, 'invalidQuery'),
  wrongCode: 'invalidQuery',
  tooLong: failed(400, 'bytesBilledLimitExceeded'),
  isOfLastPart: ({ path }) => path.includes('pageToken'),
  running: (asked) => {
    if (sqlOf(asked) !== undefined && JSON.parse(asked.body).configuration.dryRun) return planned(1);
    if (asked.path.includes('/queries/')) return { body: { jobReference, jobComplete: false } };
    return { body: { jobReference, status: { state: 'RUNNING' }, statistics: {} } };
  },
  isCancel: ({ path }) => path.includes('/cancel'),
});

it('a statement of BigQuery that would read more than its operator allows is not run', async () => {
  vi.stubEnv('BIGQUERY_EMULATOR_HOST', BIGQUERY_EMULATOR_HOST);
  vi.stubEnv('METADATA_SERVER_DETECTION', 'none');
  onTestFinished(() => void vi.unstubAllEnvs());
  service.answer(serve((sql) => (sql === 'of columns' ? columns : []), 2e11));
  const fail = (message: string): RecordingError => new RecordingError([{ message }]);
  const session = await openBigQuery({ address, fail });
  await expect(Array.fromAsync(session.rows('SELECT 1'))).rejects.toThrow(
    `counting the table ${address} would read 200,000,000,000 bytes, more than 100,000,000,000`,
  );
  expect(service.asked.filter((asked) => sqlOf(asked) !== undefined)).toHaveLength(1);
  vi.stubEnv('WEIR_BIGQUERY_MAX_BYTES', 'many');
  await expect(openBigQuery({ address, fail })).rejects.toThrow('WEIR_BIGQUERY_MAX_BYTES is "many"');
});
