/** A session of Databricks, by its API of SQL statements. https://docs.databricks.com/api/workspace/statementexecution */
import { placeOf } from '../place.ts';
import { ask, originOf, part, Refused, TIMED_OUT, untilEnded } from '../rest.ts';
import type { Column, Session, TableQuestion } from '../table.ts';
import { noTable, type Told, tableError } from '../table-error.ts';
import { dialect, kindOf } from './dialect.ts';
import { CREDENTIALS, tokenFor } from './token.ts';

export { CREDENTIALS };
export const ADDRESS = 'databricks://host/catalog.schema.table';

const RUNNING: ReadonlySet<string> = new Set(['PENDING', 'RUNNING']);

interface Links {
  readonly external_links?: readonly { readonly external_link?: string; readonly next_chunk_internal_link?: string }[];
}

interface Statement {
  readonly statement_id?: string;
  readonly status?: { readonly state?: string; readonly error?: { readonly error_code?: string } };
  /** Of a statement that has succeeded. */
  readonly manifest?: { readonly total_row_count?: number; readonly truncated?: boolean };
  readonly result?: Links;
}

export async function openDatabricks(question: TableQuestion): Promise<Session> {
  const { signal, fail } = question;
  const { host, port, names } = placeOf(question, [3], ADDRESS);
  const origin = originOf(host, port);
  const told: Told = { question, credentials: CREDENTIALS, codes: CODES, tooLong: TOO_LONG };
  const { DATABRICKS_WAREHOUSE_ID: warehouse } = process.env;
  if (!warehouse) throw fail('DATABRICKS_WAREHOUSE_ID is not set', 'the id of the SQL warehouse that is asked');
  const token = await tokenFor(origin, signal).catch((error: unknown) => Promise.reject(tableError(error, told)));
  if (token === undefined) throw tableError(new Refused(401, 'NONE'), told);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'user-agent': 'weir' };
  const source = names.map(dialect.identifier).join('.');
  const columns = described(await Array.fromAsync(rows(`DESCRIBE TABLE ${source}`)));
  if (columns.length === 0) throw noTable(question);
  return { source, columns, rows, [Symbol.asyncDispose]: async () => {} };

  async function* rows(sql: string): AsyncGenerator<readonly (string | null)[]> {
    let running: string | undefined;
    try {
      let started: Statement | undefined = await start(sql);
      const id = idOf(started);
      running = id;
      const statement = await untilEnded(async () => {
        const found = started ?? (await send<Statement>(`/api/2.0/sql/statements/${id}`));
        started = undefined;
        return RUNNING.has(found.status?.state ?? '') ? undefined : found;
      }, signal);
      const { state, error } = statement.status ?? {};
      if (state !== 'SUCCEEDED') throw new Refused(200, error?.error_code ?? state ?? 'no state');
      const { total_row_count: total, truncated: isCut } = part(statement.manifest);
      if (isCut) throw new Refused(200, 'an incomplete answer');
      for (let links = total === 0 ? undefined : (statement.result ?? {}); links; ) {
        const link = part(links.external_links?.[0]);
        // The link is signed and leads to a storage, which must not get the warehouse's token.
        const { body } = await ask(part(link.external_link), { signal });
        yield* part(body as (string | null)[][] | undefined);
        const next = link.next_chunk_internal_link;
        links = next === undefined ? undefined : await send<Links>(next);
      }
      running = undefined;
    } catch (error) {
      throw tableError(error, told);
    } finally {
      if (running !== undefined) {
        const cancel = `${origin}/api/2.0/sql/statements/${running}/cancel`;
        await ask(cancel, { method: 'POST', headers }).catch(() => {});
      }
    }
  }

  async function start(statement: string): Promise<Statement> {
    return send<Statement>('/api/2.0/sql/statements', {
      statement,
      warehouse_id: warehouse,
      // What comes in the answer itself is cut at 25 MiB.
      disposition: 'EXTERNAL_LINKS',
      format: 'JSON_ARRAY',
      wait_timeout: '30s',
      on_wait_timeout: 'CONTINUE',
    });
  }

  async function send<T>(path: string, message?: object): Promise<T> {
    const url = new URL(path, origin);
    if (url.origin !== origin) throw new Refused(200, 'another host');
    const post = message && ({ method: 'POST', body: JSON.stringify(message) } as const);
    const { body } = await ask(url.href, { headers, signal, ...post });
    return (body ?? {}) as T;
  }
}

/** Columns come first, then what else is known of the table, behind lines that are empty or begin with #. */
function described(found: readonly (readonly (string | null)[])[]): Column[] {
  const end = found.findIndex(([name]) => !name || name.startsWith('#'));
  return found.slice(0, end === -1 ? undefined : end).map(([name, type]) => {
    return { name: name ?? '', type: type ?? '', kind: kindOf(type ?? '') };
  });
}

function idOf({ statement_id: id }: Statement): string {
  // It becomes part of an address.
  if (id === undefined || !/^[\w-]+$/.test(id)) throw new Refused(200, 'no statement');
  return id;
}

/** https://docs.databricks.com/error-messages/error-classes */
const CODES = {
  'no credentials': ['NONE'],
  'credentials refused': ['UNAUTHENTICATED', 'invalid_client'],
  'not allowed': ['PERMISSION_DENIED', 'INSUFFICIENT_PERMISSIONS'],
  'no place': ['TABLE_OR_VIEW_NOT_FOUND', 'NOT_FOUND', 'SCHEMA_NOT_FOUND', 'NO_SUCH_CATALOG_EXCEPTION'],
};
const TOO_LONG = [TIMED_OUT, 'DEADLINE_EXCEEDED'];
