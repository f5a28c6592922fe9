/** https://docs.databricks.com/api/workspace/statementexecution */
import { itOpens } from './services/opens.ts';
import { startService } from './services/service.ts';

const service = await startService();
const origin = `http://127.0.0.1:${service.port}`;
const statements = '/api/2.0/sql/statements';

itOpens({
  scheme: 'databricks',
  address: `databricks://127.0.0.1:${service.port}/main.traffic.requests`,
  service,
  environment: { DATABRICKS_TOKEN: 's3cret', DATABRICKS_WAREHOUSE_ID: '1234567890abcdef' },
  shows: 'Bearer s3cret',
  columns: [
    ['origin', 'string', null],
    ['delay', 'int', null],
    ['at', 'timestamp', null],
    ['', '', ''],
    ['# Partition Information', '', ''],
    ['# col_name', 'data_type', 'comment'],
    ['at', 'timestamp', null],
  ],
  serve(tell) {
    let rows: ReturnType<typeof tell> = [];
    return ({ method, path, headers, body }) => {
      if (method === 'POST') {
        rows = tell(JSON.parse(body).statement);
        return { body: { statement_id: '1-a', status: { state: 'PENDING' } } };
      }
      if (path.startsWith('/signed/')) {
        // A signed address is nobody else's.
        if (headers.authorization !== undefined) return { status: 400, body: 'credentials where none belong' };
        return { body: path.endsWith('0') ? rows.slice(0, 1) : rows.slice(1) };
      }
      if (path === `${statements}/1-a/result/chunks/1`) {
        return { body: { external_links: [{ chunk_index: 1, external_link: `${origin}/signed/1` }] } };
      }
      const link = {
        external_link: `${origin}/signed/0`,
        next_chunk_internal_link: `${statements}/1-a/result/chunks/1`,
      };
      const manifest = { total_row_count: rows.length, truncated: false };
      const ended = { statement_id: '1-a', status: { state: 'SUCCEEDED' }, manifest };
      return { body: { ...ended, result: rows.length === 0 ? {} : { external_links: [link] } } };
    };
  },
  sqlOf: ({ method, path, body }) =>
    method === 'POST' && path === statements ? JSON.parse(body).statement : undefined,
  isOfColumns: ({ body }) => body.includes('DESCRIBE'),
  refused: { status: 403, body: { error_code: 'PERMISSION_DENIED', message: 'Invalid access token. of a row' } },
  wrong: {
    body: {
      statement_id: '1-a',
      status: { state: 'FAILED', error: { error_code: 'BAD_REQUEST', message: "[CAST_INVALID_INPUT] 'of a row'" } },
    },
  },
  wrongCode: 'BAD_REQUEST',
  tooLong: { status: 504, body: { error_code: 'DEADLINE_EXCEEDED', message: 'of a row' } },
  isOfLastPart: ({ path }) => path.endsWith('/result/chunks/1'),
  running: () => ({ body: { statement_id: '1-a', status: { state: 'RUNNING' } } }),
  isCancel: ({ path }) => path === `${statements}/1-a/cancel`,
});
