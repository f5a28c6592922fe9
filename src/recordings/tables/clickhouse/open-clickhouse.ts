/** A session of ClickHouse that only reads, over HTTP. Who may stands in the environment, by the names of ClickHouse's own client. */
import type { ClickHouseSettings } from '@clickhouse/client';
import { loadPeer } from '../../../peer.ts';
import { type Codes, troubleError, troubleOf } from '../../storage/bucket/trouble.ts';
import { placeOf } from '../place.ts';
import { type Column, type Session, STATEMENT_SECONDS, type TableQuestion } from '../table.ts';
import { dialect } from './dialect.ts';

export const ADDRESS = 'clickhouse://host/database.table';
export const CREDENTIALS = 'CLICKHOUSE_USER and CLICKHOUSE_PASSWORD';

/** https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp */
const CODES: Codes = {
  'credentials refused': ['AUTHENTICATION_FAILED', 'REQUIRED_PASSWORD', 'UNKNOWN_USER', 'WRONG_PASSWORD'],
  'not allowed': ['ACCESS_DENIED'],
  'no place': ['UNKNOWN_TABLE', 'UNKNOWN_DATABASE'],
};
const TOO_LONG = ['TIMEOUT_EXCEEDED', 'TOO_SLOW', 'TOO_MANY_BYTES', 'TOO_MANY_ROWS'];
/** Of SQL itself. */
const MISUSED = [
  'ILLEGAL_TYPE_OF_ARGUMENT',
  'TYPE_MISMATCH',
  'NO_COMMON_TYPE',
  'SYNTAX_ERROR',
  'CANNOT_PARSE_DATETIME',
];

/** What stands in rows is fixed, and nothing of the server's own settings matters. */
const SETTINGS: ClickHouseSettings = {
  readonly: '2',
  max_execution_time: STATEMENT_SECONDS,
  // An error in the middle of an answer would else come behind half of it.
  wait_end_of_query: 1,
  cancel_http_readonly_queries_on_client_close: 1,
  session_timezone: 'UTC',
  date_time_output_format: 'iso',
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_64bit_floats: 0,
  output_format_json_quote_denormals: 0,
  output_format_json_quote_decimals: 0,
  output_format_json_named_tuples_as_objects: 1,
  output_format_json_escape_forward_slashes: 0,
};

export async function openClickHouse(question: TableQuestion): Promise<Session> {
  const { address, signal, fail } = question;
  const { host, port, names } = placeOf(question, [2], ADDRESS);
  const [database = '', table = ''] = names;
  const { createClient } = await loadPeer(
    'tables at clickhouse:// need',
    ['@clickhouse/client'],
    () => import('@clickhouse/client'),
  );
  const { CLICKHOUSE_USER: username, CLICKHOUSE_PASSWORD: password, CLICKHOUSE_SECURE: secure } = process.env;
  const isSecure = secure === undefined ? port !== PLAIN_PORT : !['', '0', 'false'].includes(secure);
  const shown = host.includes(':') ? `[${host}]` : host;
  const client = createClient({
    url: `${isSecure ? 'https' : 'http'}://${shown}:${port ?? (isSecure ? SECURE_PORT : PLAIN_PORT)}`,
    ...(username && { username }),
    ...(password && { password }),
    request_timeout: (STATEMENT_SECONDS + 20) * 1000,
    keep_alive: { enabled: false },
    // What it would log may hold statements.
    log: { level: 127 },
  });
  const found: Column[] = [];
  for await (const [name, type] of rows(
    `SELECT name, type FROM system.columns WHERE database = ${dialect.literal(database)}
     AND table = ${dialect.literal(table)} AND default_kind IN ('', 'DEFAULT') ORDER BY position`,
  )) {
    found.push({ name: name ?? '', type: type ?? '', kind: kindOf(type ?? '') });
  }
  if (found.length === 0) {
    await client.close();
    throw fail(
      `there is no such place as the table ${address}`,
      'one that is there, and that these credentials may read',
    );
  }
  const source = `${dialect.identifier(database)}.${dialect.identifier(table)}`;
  return { source, columns: found, rows, [Symbol.asyncDispose]: () => client.close() };

  async function* rows(sql: string): AsyncGenerator<readonly (string | null)[]> {
    try {
      signal?.throwIfAborted();
      const answer = await client.query({
        query: sql,
        format: 'JSONCompactEachRow',
        clickhouse_settings: SETTINGS,
        abort_signal: signal,
      });
      for await (const some of answer.stream<(string | null)[]>()) for (const row of some) yield row.json();
    } catch (error) {
      signal?.throwIfAborted();
      throw explain(error);
    }
  }

  function explain(error: unknown): Error {
    const where = `the table ${address}`;
    const type = error instanceof Error && 'type' in error && typeof error.type === 'string' ? error.type : undefined;
    if (type !== undefined && TOO_LONG.includes(type)) {
      const message = `${where} took longer than ${STATEMENT_SECONDS / 60} minutes to answer, or more than it may (${type})`;
      return fail(message, 'fewer rows: a narrower where');
    }
    if (type === 'READONLY') {
      return fail(`${where}: this user may not change settings (READONLY)`, 'a user whose profile says readonly = 2');
    }
    if (type !== undefined && MISUSED.includes(type)) {
      return fail(`${where} could not be asked (${type})`, 'a where that compares what can be compared');
    }
    return troubleError(troubleOf(error, CODES, undefined, type), address, { where, credentials: CREDENTIALS }, fail);
  }
}

const [PLAIN_PORT, SECURE_PORT] = [8123, 8443];

/** https://clickhouse.com/docs/sql-reference/data-types */
function kindOf(type: string): Column['kind'] {
  const bare = type.replace(/^LowCardinality\((.*)\)$/, '$1').replace(/^Nullable\((.*)\)$/, '$1');
  if (/^(String|FixedString|UUID|Enum|IPv)/.test(bare)) return 'text';
  if (/^U?Int(8|16|32|64)$/.test(bare)) return 'integer';
  if (bare === 'Bool') return 'boolean';
  if (/^Date/.test(bare)) return 'time';
  return /^(JSON|Map|Tuple)/.test(bare) ? 'json' : 'other';
}
