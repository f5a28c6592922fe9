import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { databricks } from '../../../src/recordings/envelopes/databricks/index.ts';
import { readerOf } from '../../../src/recordings/read.ts';
import { readAll, temporaryFolder, values } from '../files.ts';
import { filesOfFolder, itOpens } from './contract.ts';

// By hand from the tables of columns of https://docs.databricks.com/aws/en/machine-learning/model-serving/inference-tables
// and https://docs.databricks.com/aws/en/ai-gateway/inference-tables.
function row(request: unknown, response: unknown, more: object = {}) {
  return {
    ...{ databricks_request_id: 'd1', client_request_id: null, timestamp_ms: 1772352900000, status_code: 200 },
    ...{ sampling_fraction: 1, execution_time_ms: 12, request_metadata: { model_name: 'churn', model_version: '3' } },
    request: typeof request === 'string' || request === null ? request : JSON.stringify(request),
    response: typeof response === 'string' || response === null ? response : JSON.stringify(response),
    ...more,
  };
}

/** As the AI Gateway names its columns. */
const gateway = {
  ...{ timestamp_ms: undefined, execution_time_ms: undefined, request_metadata: undefined },
  ...{ request_time: '2026-03-01T08:15:00.000Z', logging_error_codes: [], served_entity_id: 's1', requester: 'x' },
};

const raw = [
  row({ dataframe_records: [{ age: 40 }] }, { predictions: [0.1] }, { sampling_fraction: 0.1 }),
  row(
    {
      dataframe_split: {
        columns: ['age', 'plan'],
        data: [
          [1, 'a'],
          [2, 'b'],
        ],
      },
    },
    { predictions: [{ p: 0.5 }, { p: 0.25 }] },
    { databricks_request_id: 'd2', client_request_id: 'order-7' },
  ),
  row({ instances: [[1, 2]] }, { predictions: ['yes'] }, { databricks_request_id: 'd3', sampling_fraction: '0.25' }),
  row({ inputs: { x: [1, 2] } }, { predictions: [3] }, { databricks_request_id: 'd4' }),
  row(
    { messages: [{ role: 'user', content: 'Hi' }] },
    { choices: [{ message: { role: 'assistant', content: 'Hello' } }] },
    { databricks_request_id: 'd5', ...gateway },
  ),
];

const time = 1772352900000;
const records = [
  { input: { age: 40 }, output: 0.1, id: 'd1', time, weight: 10 },
  { input: { age: 1, plan: 'a' }, output: { p: 0.5 }, id: 'order-7/0', time },
  { input: { age: 2, plan: 'b' }, output: { p: 0.25 }, id: 'order-7/1', time },
  { input: [1, 2], output: 'yes', id: 'd3', time, weight: 4 },
  { input: { inputs: { x: [1, 2] } }, output: { predictions: [3] }, id: 'd4', time },
  {
    input: { messages: [{ role: 'user', content: 'Hi' }] },
    output: { choices: [{ message: { role: 'assistant', content: 'Hello' } }] },
    ...{ id: 'd5', time: '2026-03-01T08:15:00.000Z' },
  },
];

itOpens({
  envelope: databricks,
  raw,
  records,
  unusable: [
    [
      row(null, '{}', { ...gateway, logging_error_codes: ['MAX_REQUEST_SIZE_EXCEEDED'] }),
      /^the request is not there: MAX_REQUEST_SIZE_EXCEEDED$/,
    ],
    [row('{}', null), /^the response is not there$/],
    [row('{"dataframe_records":[', '{}'), /^the request is not JSON/],
    [row({ dataframe_records: [{}, {}] }, { predictions: [1] }), /^2 rows in the request, 1 in its answer$/],
    [
      row({ dataframe_split: { columns: ['a'], data: [[1, 2]] } }, { predictions: [1] }),
      /^a dataframe_split with a row/,
    ],
    [row({ dataframe_split: { columns: ['a'] } }, { predictions: [1] }), /^a dataframe_split without rows$/],
    [row('{}', '{}', { status_code: 400 }), /^answered with status 400$/],
    [row('{}', '{}', { sampling_fraction: 0 }), /^the sampling_fraction is no number above 0 and up to 1$/],
    [row('{}', '{}', { sampling_fraction: 'half' }), /^the sampling_fraction/],
    [{ databricks_request_id: 'x' }, /^no row of an inference table$/],
    [7, /^no row/],
  ],
});

it('the same rows in Parquet are the same records', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'rows.json'), JSON.stringify(raw));
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`
    COPY (SELECT * FROM read_json('${join(folder, 'rows.json')}', columns = {
      databricks_request_id: 'VARCHAR', client_request_id: 'VARCHAR', timestamp_ms: 'BIGINT', request_time: 'VARCHAR',
      status_code: 'INTEGER', sampling_fraction: 'DOUBLE', execution_time_ms: 'BIGINT', request: 'VARCHAR', response: 'VARCHAR',
      logging_error_codes: 'VARCHAR[]' })) TO '${join(folder, 'table.parquet')}'`);
  connection.closeSync();
  execFileSync('rm', [join(folder, 'rows.json')]);
  const [file] = await filesOfFolder(databricks, folder, '*.parquet');
  if (!file) throw new Error('no file');
  expect(values(await readAll(readerOf(file), file))).toEqual(records);
});
