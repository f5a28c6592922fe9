/** A session of Trino, by its protocol of statements. https://trino.io/docs/current/develop/client-protocol.html */
import { placeOf } from '../place.ts';
import { ask, originOf, part, Refused } from '../rest.ts';
import { type Session, STATEMENT_SECONDS, type TableQuestion } from '../table.ts';
import { noTable, type Told, tableError } from '../table-error.ts';
import { columnsOf } from './columns.ts';
import { dialect } from './dialect.ts';

export const ADDRESS = 'trino://host/catalog.schema.table';
export const CREDENTIALS = 'TRINO_USER with TRINO_PASSWORD, or TRINO_ACCESS_TOKEN';

interface Page {
  readonly data?: readonly (readonly (string | null)[])[];
  readonly nextUri?: string;
  readonly stats?: { readonly state?: string };
  readonly error?: { readonly errorName?: string };
}

export async function openTrino(question: TableQuestion): Promise<Session> {
  const { signal } = question;
  const { host, port, names } = placeOf(question, [3], ADDRESS);
  const place = names.map(dialect.fold) as [string, string, string];
  const origin = originOf(host, port);
  const headers = headersOf(process.env);
  const told: Told = { question, credentials: CREDENTIALS, codes: CODES, tooLong: TOO_LONG };
  const columns = await columnsOf(place, rows);
  if (columns.length === 0) throw noTable(question);
  return { source: place.map(dialect.identifier).join('.'), columns, rows, [Symbol.asyncDispose]: async () => {} };

  async function* rows(sql: string): AsyncGenerator<readonly (string | null)[]> {
    let next: string | undefined;
    try {
      let page = await send(`${origin}/v1/statement`, sql);
      for (;;) {
        if (page.error) throw new Refused(200, page.error.errorName ?? 'no reason');
        next = page.nextUri;
        yield* page.data ?? [];
        if (next === undefined) {
          if (part(page.stats).state === 'FINISHED') return;
          throw new Refused(200, 'an incomplete answer');
        }
        // Credentials go only to the host that weir.yml names.
        if (new URL(next).host !== new URL(origin).host) throw new Refused(200, 'another host');
        page = await send(next);
      }
    } catch (error) {
      throw tableError(error, told);
    } finally {
      // A query whose pages nobody fetches goes on computing unless it is cancelled.
      if (next !== undefined) await ask(next, { method: 'DELETE', headers }).catch(() => {});
    }
  }

  async function send(url: string, sql?: string): Promise<Page> {
    const { body } = await ask(url, { headers, signal, ...(sql !== undefined && { method: 'POST', body: sql }) });
    return (body ?? {}) as Page;
  }
}

function headersOf({
  TRINO_USER: user = 'weir',
  TRINO_PASSWORD: password,
  TRINO_ACCESS_TOKEN: token,
}: NodeJS.ProcessEnv) {
  return {
    'user-agent': 'weir',
    'x-trino-user': user,
    'x-trino-source': 'weir',
    // What stands in rows is fixed, and nothing of the server's own settings matters.
    'x-trino-time-zone': 'UTC',
    'x-trino-session': `query_max_run_time=${STATEMENT_SECONDS}s`,
    ...(password && { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }),
    ...(token && { authorization: `Bearer ${token}` }),
  };
}

/** https://github.com/trinodb/trino/blob/master/core/trino-spi/src/main/java/io/trino/spi/StandardErrorCode.java */
const CODES = {
  'not allowed': ['PERMISSION_DENIED'],
  'no place': ['CATALOG_NOT_FOUND', 'SCHEMA_NOT_FOUND', 'TABLE_NOT_FOUND', 'NOT_FOUND'],
};
const TOO_LONG = [
  'EXCEEDED_TIME_LIMIT',
  'EXCEEDED_CPU_LIMIT',
  'EXCEEDED_SCAN_LIMIT',
  'EXCEEDED_GLOBAL_MEMORY_LIMIT',
  'EXCEEDED_LOCAL_MEMORY_LIMIT',
];
