/** https://docs.snowflake.com/en/developer-guide/sql-api/reference */
import { itOpens } from './services/opens.ts';
import { startService } from './services/service.ts';

const service = await startService();
const handle = '01b2c3d4-0000-1111-0000-000000000001';

itOpens({
  scheme: 'snowflake',
  address: `snowflake://127.0.0.1:${service.port}/traffic.public.requests`,
  service,
  environment: { SNOWFLAKE_TOKEN: 's3cret', SNOWFLAKE_WAREHOUSE: 'SMALL', SNOWFLAKE_ROLE: 'READER' },
  shows: 'Bearer s3cret',
  columns: [
    ['origin', 'TEXT', null],
    ['delay', 'NUMBER', '0'],
    ['at', 'TIMESTAMP_TZ', null],
  ],
  serve(tell) {
    let rows: ReturnType<typeof tell> = [];
    return ({ method, path, body }) => {
      if (method === 'POST') {
        rows = tell(JSON.parse(body).statement);
        return { status: 202, body: { code: '333334', statementHandle: handle } };
      }
      if (path.includes('partition=1')) return { body: { data: rows.slice(1) } };
      const partitionInfo = [{ rowCount: 1 }, { rowCount: rows.length - 1 }];
      return { body: { statementHandle: handle, resultSetMetaData: { partitionInfo }, data: rows.slice(0, 1) } };
    };
  },
  sqlOf: ({ method, path, body }) =>
    method === 'POST' && !path.endsWith('/cancel') ? JSON.parse(body).statement : undefined,
  isOfColumns: ({ body }) => body.includes('INFORMATION_SCHEMA'),
  refused: { status: 401, body: { code: '390303', message: 'Invalid OAuth access token: of a row' } },
  wrong: { status: 422, body: { code: '100038', message: "Numeric value 'of a row' is not recognized" } },
  wrongCode: '100038',
  tooLong: { status: 408, body: { code: '000630', message: 'of a row' } },
  isOfLastPart: ({ path }) => path.includes('partition=1'),
  running: () => ({ status: 202, body: { code: '333334', statementHandle: handle } }),
  isCancel: ({ path }) => path.endsWith(`${handle}/cancel`),
});
