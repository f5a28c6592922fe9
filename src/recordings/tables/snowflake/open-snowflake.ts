/** A session of Snowflake, by its SQL API. https://docs.snowflake.com/en/developer-guide/sql-api/reference */
import { randomUUID } from 'node:crypto';
import { placeOf } from '../place.ts';
import { type Answer, ask, originOf, part, Refused, TIMED_OUT, untilEnded } from '../rest.ts';
import { type Session, STATEMENT_SECONDS, type TableQuestion } from '../table.ts';
import { noTable, type Told, tableError } from '../table-error.ts';
import { dialect, kindOf } from './dialect.ts';
import { CREDENTIALS, tokenFor } from './token.ts';

export { CREDENTIALS };
export const ADDRESS = 'snowflake://account/database.schema.table';

/** What stands in rows is fixed, and nothing of the account's own settings matters. */
const PARAMETERS = {
  TIMEZONE: 'UTC',
  WEEK_START: '1',
  BINARY_OUTPUT_FORMAT: 'HEX',
  TIME_OUTPUT_FORMAT: 'HH24:MI:SS.FF9',
};

interface Result {
  readonly statementHandle?: string;
  readonly resultSetMetaData?: { readonly partitionInfo?: readonly unknown[] };
  readonly data?: readonly (readonly (string | null)[])[];
}

export async function openSnowflake(question: TableQuestion): Promise<Session> {
  const { signal, fail } = question;
  const { host, port, names } = placeOf(question, [3], ADDRESS);
  const [database = '', schema = '', table = ''] = names.map(dialect.fold);
  const isWhole = port !== undefined || /\.snowflakecomputing\.(com|cn)$/.test(host);
  const statements = `${originOf(isWhole ? host : `${host}.snowflakecomputing.com`, port)}/api/v2/statements`;
  const told: Told = { question, credentials: CREDENTIALS, codes: CODES, tooLong: TOO_LONG };
  const token = tokenFor(host, fail);
  if (token === undefined) throw tableError(new Refused(401, 'NONE'), told);
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': 'weir',
  };
  const found = await Array.fromAsync(
    rows(
      `SELECT COLUMN_NAME, DATA_TYPE, TO_VARCHAR(NUMERIC_SCALE) FROM ${dialect.identifier(database)}.INFORMATION_SCHEMA.COLUMNS
       WHERE TABLE_SCHEMA = ${dialect.literal(schema)} AND TABLE_NAME = ${dialect.literal(table)} ORDER BY ORDINAL_POSITION`,
    ),
  );
  const columns = found.map(([name, type, scale]) => {
    return { name: name ?? '', type: type ?? '', kind: kindOf(type ?? '', scale ?? null) };
  });
  if (columns.length === 0) throw noTable(question);
  const source = [database, schema, table].map(dialect.identifier).join('.');
  return { source, columns, rows, [Symbol.asyncDispose]: async () => {} };

  async function* rows(sql: string): AsyncGenerator<readonly (string | null)[]> {
    let running: string | undefined;
    try {
      const started = await start(sql);
      const handle = handleOf(started);
      running = handle;
      let answer: Answer | undefined = started;
      const first = await untilEnded(async () => {
        const { status, body } = answer ?? (await ask(`${statements}/${handle}`, { headers, signal }));
        answer = undefined;
        return status === 202 ? undefined : (body as Result);
      }, signal);
      yield* part(first.data);
      const parts = part(first.resultSetMetaData?.partitionInfo).length;
      for (let at = 1; at < parts; at += 1) {
        const { body } = await ask(`${statements}/${handle}?partition=${at}`, { headers, signal });
        yield* part((body as Result | undefined)?.data);
      }
      running = undefined;
    } catch (error) {
      throw tableError(error, told);
    } finally {
      if (running !== undefined) {
        await ask(`${statements}/${running}/cancel`, { method: 'POST', headers }).catch(() => {});
      }
    }
  }

  async function start(statement: string): Promise<Answer> {
    const { SNOWFLAKE_WAREHOUSE: warehouse, SNOWFLAKE_ROLE: role } = process.env;
    const body = JSON.stringify({
      statement,
      timeout: STATEMENT_SECONDS,
      ...(warehouse && { warehouse }),
      ...(role && { role }),
      parameters: PARAMETERS,
    });
    return ask(`${statements}?requestId=${randomUUID()}&retry=true`, { method: 'POST', headers, body, signal });
  }
}

function handleOf({ body }: Answer): string {
  const handle = (body as Result | undefined)?.statementHandle;
  // It becomes part of an address.
  if (handle === undefined || !/^[\w-]+$/.test(handle)) throw new Refused(200, 'no handle');
  return handle;
}

/** https://docs.snowflake.com/en/developer-guide/sql-api/handling-responses */
const CODES = {
  'no credentials': ['NONE'],
  'credentials refused': ['390144', '390318', '390303', '390100'],
  'not allowed': ['003001'],
  'no place': ['002003', '002043'],
};
const TOO_LONG = [TIMED_OUT, '000630', '000604', '000639'];
