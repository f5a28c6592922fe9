/**
 * Queries that look at each row of `input` by itself, as most rules do: those are asked for many documents at once as they
 * stand. Any other is asked for each document as over a table of one row, which costs DuckDB twice as much.
 */
import type { Locked } from './locked.ts';
import { tokensOf } from './tokens.ts';

type Node = Readonly<Record<string, unknown>>;

/** The names that a row's number has among the columns, and the table of what documents hold. */
export const ROW = '__row';
export const ROWS = '__rows';

/** What can look at more than one row, or at columns without their names. */
const OTHERS: ReadonlySet<unknown> = new Set(['WINDOW', 'SUBQUERY', 'STAR', 'POSITIONAL_REFERENCE', 'PARAMETER']);

/**
 * The query with the row's number before its columns; undefined where a row's answer may depend on others.
 * @param statement as DuckDB's own parser sees it
 */
export async function rowByRow(database: Locked, query: string, statement: unknown): Promise<string | undefined> {
  const node = membersOf(membersOf(statement).node);
  const alias = aliasOf(membersOf(node.from_table));
  const [select, next] = tokensOf(query);
  if (alias === undefined || !isPlain(node) || select?.text !== 'select') return undefined;
  if (next?.text === 'all' || next?.text === 'distinct') return undefined;
  const functions = new Set<string>();
  if (!isRowWise(node, functions) || !(await areScalar(database, functions))) return undefined;
  return `${query.slice(0, select.end)} ${identifier(alias)}.${ROW} AS ${ROW}, ${query.slice(select.end)}`;
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Nothing but columns, FROM and WHERE. */
function isPlain(node: Node): boolean {
  const { type, modifiers, cte_map: named, group_expressions: groups, having, sample, qualify } = node;
  return (
    type === 'SELECT_NODE' &&
    [modifiers, membersOf(named).map, groups].every((list) => Array.isArray(list) && list.length === 0) &&
    [having, sample, qualify].every((clause) => clause === null)
  );
}

/** By which name the table `input` goes; undefined for any other. */
function aliasOf({
  type,
  table_name: name,
  alias,
  sample,
  column_name_alias: columns,
  at_clause: at,
}: Node): string | undefined {
  if (type !== 'BASE_TABLE' || String(name).toLowerCase() !== 'input' || sample !== null || at !== null)
    return undefined;
  if (!Array.isArray(columns) || columns.length > 0) return undefined;
  return String(alias) === '' ? 'input' : String(alias);
}

/** Collects the names of functions. */
function isRowWise(node: unknown, functions: Set<string>): boolean {
  if (Array.isArray(node)) return node.every((part) => isRowWise(part, functions));
  if (typeof node !== 'object' || node === null) return node !== ROW;
  const own = membersOf(node);
  if (OTHERS.has(own.class) || own.distinct === true) return false;
  if (own.class === 'FUNCTION') functions.add(String(own.function_name).toLowerCase());
  return Object.values(own).every((part) => isRowWise(part, functions));
}

/** Functions of values alone; sums, macros, and what gives several rows are none. */
async function areScalar(database: Locked, names: ReadonlySet<string>): Promise<boolean> {
  if (names.size === 0) return true;
  const list = [...names].map((name) => `'${name.replaceAll("'", "''")}'`).join(', ');
  const rows = await database.rows(
    `SELECT function_name FROM duckdb_functions() WHERE function_name IN (${list}) GROUP BY ALL HAVING bool_and(function_type = 'scalar')`,
    [],
    names.size,
  );
  return rows.length === names.size;
}

function membersOf(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {};
}
