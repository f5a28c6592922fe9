/** What DuckDB is asked: a query for each of the documents that it is given as JSON, with the row's number beside its answer. */
import { isObject } from '../../../document/is-object.ts';
import type { Outcome } from '../../engine.ts';
import { type Columns, columnsOf, projection, structure, tableOf } from './columns.ts';
import type { Column, Locked, Prepared } from './locked.ts';
import { identifier, ROW, ROWS } from './row-by-row.ts';
import { fromText } from './values.ts';

export interface Query {
  readonly text: string;
  /** The same with the row's number before its columns, where it looks at each row by itself. */
  readonly numbered: string | undefined;
  readonly readsParams: boolean;
}

export interface Statement {
  /**
   * Outcomes by the numbers of rows; none of a row without an answer. Throws what DuckDB throws, and where there are more
   * than `most` answers.
   */
  ask(table: string, most: number): Promise<ReadonlyMap<number, Outcome>>;
  close(): void;
}

const SEVERAL: Outcome = { outcome: 'failed', reason: 'the query gave several rows for the document' };

/** @param isSingle there is one row, of which two answers are enough */
export async function prepareStatement(
  database: Locked,
  query: Query,
  columns: Columns,
  params: unknown,
  isSingle: boolean,
): Promise<Statement> {
  const sql = around(query, columns, params, isSingle);
  let prepared = await database.prepare(sql('q.*'));
  const [, ...answers] = prepared.columns;
  // What JavaScript has not as JSON has it, DuckDB writes as JSON.
  const readers = answers.map(({ type }) => READERS.get(type));
  if (readers.includes(undefined)) {
    const name = (column: Column) => `q.${identifier(column.name)}`;
    const list = answers.map((column, index) => (readers[index] ? name(column) : `to_json(${name(column)})`));
    prepared.close();
    prepared = await database.prepare(sql(list.join(', ')));
  }
  return asking(
    prepared,
    answers.map(({ name }, index) => ({ name, read: readers[index] ?? asJson })),
  );
}

type Read = (value: unknown) => unknown;

const asIs: Read = (value) => value;
const asNumber: Read = (value) => (value === null ? null : Number(value));
const asJson: Read = (value) => (value === null ? null : fromText(String(value)));

/** By type of DuckDB. */
const READERS: ReadonlyMap<string, Read> = new Map([
  ...[
    'BOOLEAN',
    'TINYINT',
    'SMALLINT',
    'INTEGER',
    'UTINYINT',
    'USMALLINT',
    'UINTEGER',
    'FLOAT',
    'DOUBLE',
    'VARCHAR',
  ].map((type) => [type, asIs] as const),
  ...['BIGINT', 'UBIGINT'].map((type) => [type, asNumber] as const),
]);

function asking(prepared: Prepared, answers: readonly { name: string; read: Read }[]): Statement {
  return {
    async ask(table, most) {
      const outcomes = new Map<number, Outcome>();
      let count = 0;
      for await (const [rows = [], ...columns] of prepared.chunks([table], most)) {
        count += rows.length;
        for (const [index, row] of rows.entries()) {
          const number = Number(row);
          const isFirst = !outcomes.has(number);
          outcomes.set(number, isFirst ? { outcome: 'ok', value: valueAt(columns, index) } : SEVERAL);
        }
      }
      if (count > most) throw new Error('too many rows');
      return outcomes;
    },
    close: () => prepared.close(),
  };

  function valueAt(columns: readonly (readonly unknown[])[], index: number): object {
    const value: Record<string, unknown> = {};
    for (const [column, { name, read }] of answers.entries()) {
      const own = read(columns[column]?.[index]);
      if (name === '__proto__') Object.defineProperty(value, name, { value: own, enumerable: true });
      else value[name] = own;
    }
    return value;
  }
}

/** What is asked, for a list of columns of the answer `q`. */
function around(
  { text, numbered, readsParams }: Query,
  columns: Columns,
  params: unknown,
  isSingle: boolean,
): (list: string) => string {
  const rows = `(SELECT unnest(from_json_strict($1::VARCHAR, ${literal(structure(columns))}), max_depth := 2)) AS ${ROWS}`;
  if (numbered !== undefined)
    return (list) =>
      `WITH input AS (SELECT ${projection(columns, true)} FROM ${rows}) SELECT ${list === 'q.*' ? list : `q.${ROW}, ${list}`} FROM (\n${numbered}\n) AS q`;
  const paramsTable =
    isObject(params) && readsParams ? `, params AS (${tableOf(columnsOf(params, new Map()), params)})` : '';
  return (list) =>
    `SELECT ${ROWS}.${ROW}, ${list} FROM ${rows}, LATERAL (WITH input AS (SELECT ${projection(columns)})${paramsTable} SELECT * FROM (\n${text}\n)${isSingle ? ' LIMIT 2' : ''}) AS q`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
