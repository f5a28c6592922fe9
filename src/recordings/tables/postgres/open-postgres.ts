/**
 * A session of PostgreSQL that only reads: one transaction, which sees the table as it is at its begin. Who may, and over
 * which certificates, its client finds as it always does: in the environment and in ~/.pgpass.
 */
import type { Client, QueryArrayConfig } from 'pg';
import { loadPeer } from '../../../peer.ts';
import { type Codes, troubleError, troubleOf } from '../../storage/bucket/trouble.ts';
import { placeOf } from '../place.ts';
import { type Column, type Session, STATEMENT_SECONDS, type TableQuestion } from '../table.ts';
import { dialect } from './dialect.ts';

export const ADDRESS = 'postgres://host/database/schema.table';
export const CREDENTIALS = 'PGUSER with PGPASSWORD, or ~/.pgpass (PGPASSFILE)';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const CODES: Codes = {
  'no credentials': ['28000'],
  'credentials refused': ['28P01'],
  'not allowed': ['42501'],
  'no place': ['3D000', '3F000', '42P01'],
};
const PATIENCE = 10_000;
const ROWS_AT_ONCE = 10_000;

/** As what the rows of an export say is fixed, and nothing of the server's own settings matters. */
const SETTINGS = [
  `SET statement_timeout = '${STATEMENT_SECONDS}s'`,
  "SET lock_timeout = '10s'",
  "SET idle_in_transaction_session_timeout = '300s'",
  "SET timezone = 'UTC'",
  "SET datestyle = 'ISO, YMD'",
  "SET intervalstyle = 'postgres'",
  "SET bytea_output = 'hex'",
  'SET extra_float_digits = 1',
  'SET standard_conforming_strings = on',
  // No function or operator of somebody else comes before the system's own.
  'SET search_path = pg_catalog',
  'BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY',
];

export async function openPostgres(question: TableQuestion): Promise<Session> {
  const { address, signal, fail } = question;
  const { host, port, names } = placeOf(question, [1, 2], ADDRESS);
  const [database = '', schema = '', table = ''] = names;
  const { default: pg } = await loadPeer('tables at postgres:// need', ['pg'], () => import('pg'));
  const client = new pg.Client({
    host,
    port: port ?? 5432,
    database,
    connectionTimeoutMillis: PATIENCE,
    application_name: 'weir',
    keepAlive: true,
  });
  // What happens between two questions shows in the next one.
  client.on('error', () => {});
  const stop = (): void => void end(client);
  const source = `${dialect.identifier(schema)}.${dialect.identifier(table)}`;
  const explained = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      throw explain(error);
    }
  };
  signal?.throwIfAborted();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await explained(() => client.connect());
    // A server that is too old for this one goes on.
    await client.query("SET client_connection_check_interval = '5s'").catch(() => {});
    for (const setting of SETTINGS) await explained(() => client.query(setting));
    const columns = await explained(() => columnsOf(client, source));
    return { source, columns, rows, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }

  async function* rows(sql: string): AsyncGenerator<readonly (string | null)[]> {
    await explained(() => client.query(`DECLARE found NO SCROLL CURSOR WITHOUT HOLD FOR ${sql}`));
    try {
      for (;;) {
        const { rows: some } = await explained(() => client.query(texts(`FETCH ${ROWS_AT_ONCE} FROM found`)));
        yield* some;
        if (some.length < ROWS_AT_ONCE) break;
      }
    } finally {
      await client.query('CLOSE found').catch(() => {});
    }
  }

  async function close(): Promise<void> {
    signal?.removeEventListener('abort', stop);
    await end(client);
  }

  function explain(error: unknown): Error {
    const code = codeIn(error);
    const where = `the table ${address}`;
    if (code === '57014') {
      const message = `${where} took longer than ${STATEMENT_SECONDS / 60} minutes to answer`;
      return fail(message, 'fewer rows: a narrower where, or an index for it');
    }
    // What a server says of SQL itself holds nothing of its rows.
    if (code?.startsWith('42') && !Object.values(CODES).flat().includes(code)) {
      return fail(`${where} could not be asked (${messageOf(error)})`, 'a where that compares what can be compared');
    }
    // This may hold what a row says.
    if (code?.startsWith('22')) {
      return fail(`${where} could not be asked (SQLSTATE ${code})`, 'a where that compares what can be compared');
    }
    // Before anything is said, a client without a password complains by itself.
    const isUnnamed = code === undefined && /password/i.test(messageOf(error));
    const trouble = isUnnamed ? ({ why: 'no credentials' } as const) : troubleOf(error, CODES, undefined, code);
    const told = code === undefined ? trouble : { ...trouble, code: `SQLSTATE ${code}` };
    return troubleError(told, address, { where, credentials: CREDENTIALS }, fail);
  }
}

async function columnsOf(client: Client, source: string): Promise<Column[]> {
  const { fields } = await client.query({ text: `SELECT * FROM ${source} LIMIT 0`, rowMode: 'array' });
  return fields.map(({ name, dataTypeID }): Column => {
    const [type, kind] = TYPES[dataTypeID] ?? [`type ${dataTypeID}`, 'other'];
    return { name, type, kind };
  });
}

/** By their numbers in pg_type, which are fixed. */
const TYPES: Readonly<Record<number, readonly [type: string, kind: Column['kind']]>> = {
  16: ['boolean', 'boolean'],
  18: ['"char"', 'text'],
  19: ['name', 'text'],
  20: ['bigint', 'integer'],
  21: ['smallint', 'integer'],
  23: ['integer', 'integer'],
  25: ['text', 'text'],
  114: ['json', 'json'],
  700: ['real', 'other'],
  701: ['double precision', 'other'],
  1042: ['character', 'text'],
  1043: ['varchar', 'text'],
  1082: ['date', 'time'],
  1083: ['time', 'text'],
  1114: ['timestamp', 'time'],
  1184: ['timestamptz', 'time'],
  1186: ['interval', 'text'],
  1700: ['numeric', 'other'],
  2950: ['uuid', 'text'],
  3802: ['jsonb', 'json'],
};

function texts(text: string): QueryArrayConfig {
  return { text, rowMode: 'array', types: { getTypeParser: () => (value: string) => value } };
}

/** Without waiting for a statement that runs: the server ends it. */
async function end(client: Client): Promise<void> {
  const gone = client.end().catch(() => {});
  const patience = new Promise((resolve) => setTimeout(resolve, 500).unref());
  await Promise.race([gone, patience]);
}

function codeIn(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
}
