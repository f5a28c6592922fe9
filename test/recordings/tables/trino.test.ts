/** https://trino.io/docs/current/develop/client-protocol.html */
import { itOpens } from './services/opens.ts';
import { startService } from './services/service.ts';

const service = await startService();
const next = `http://127.0.0.1:${service.port}/v1/statement/executing/1/y/`;

itOpens({
  scheme: 'trino',
  address: `trino://127.0.0.1:${service.port}/hive.traffic.requests`,
  service,
  environment: { TRINO_USER: 'tester', TRINO_PASSWORD: 's3cret' },
  shows: `Basic ${Buffer.from('tester:s3cret').toString('base64')}`,
  columns: [
    ['origin', 'varchar(3)'],
    ['delay', 'integer'],
    ['at', 'timestamp(6) with time zone'],
  ],
  serve(tell) {
    let rows: ReturnType<typeof tell> = [];
    return ({ method, path, body }) => {
      if (method === 'POST') {
        rows = tell(body);
        return { body: { id: '1', nextUri: `${next}0`, stats: { state: 'QUEUED' } } };
      }
      const page = Number(path.at(-1));
      if (page === 0) return { body: { id: '1', nextUri: `${next}1`, stats: { state: 'RUNNING' } } };
      if (page === 1) return { body: { id: '1', nextUri: `${next}2`, data: rows.slice(0, 1), stats: {} } };
      return { body: { id: '1', data: rows.slice(1), stats: { state: 'FINISHED' } } };
    };
  },
  sqlOf: ({ method, body }) => (method === 'POST' ? body : undefined),
  isOfColumns: ({ body }) => body.includes('information_schema'),
  refused: { status: 401, body: 'Authentication failed: of a row' },
  wrong: { body: { id: '1', error: { errorName: 'TYPE_MISMATCH', message: "Cannot apply to 'of a row'" } } },
  wrongCode: 'TYPE_MISMATCH',
  tooLong: { body: { id: '1', error: { errorName: 'EXCEEDED_TIME_LIMIT', message: 'of a row' } } },
  isOfLastPart: ({ path }) => path.endsWith('/2'),
  running: () => ({ body: { id: '1', nextUri: `${next}0`, stats: { state: 'RUNNING' } } }),
  isCancel: ({ method }) => method === 'DELETE',
});
