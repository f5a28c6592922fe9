/** Documents as rows: which columns there are and of which types, so that a document is the same row whatever stands beside it. */

import { identifier, ROW, ROWS } from './row-by-row.ts';

/** Type of DuckDB by name. */
export type Columns = ReadonlyMap<string, string>;

/** Of a member that is null. */
export const NOTHING = 'NULL';

/** A member's own type, or the one that is declared; members that are declared and absent are columns of nulls. */
/** @param reads names in lower case that are looked for; undefined for any */
export function columnsOf(
  document: Readonly<Record<string, unknown>>,
  declared: Columns,
  reads?: ReadonlySet<string>,
): Columns {
  const columns = new Map<string, string>();
  // Sorted, so that the order of keys makes no other row; names that differ in case alone are one column in SQL.
  const seen = new Set<string>();
  for (const name of [...declared.keys(), ...Object.keys(document).sort()]) {
    const key = name.toLowerCase();
    if (seen.has(key) || (reads && !reads.has(key))) continue;
    seen.add(key);
    if (key !== ROW) columns.set(name, declared.get(name) ?? typeOf(document[name]));
  }
  return columns;
}

/** As `from_json` of DuckDB takes it: a list of structures. */
export function structure(columns: Columns): string {
  return JSON.stringify([Object.fromEntries([...columns, [ROW, 'INTEGER']].filter(([, type]) => type !== NOTHING))]);
}

/** A query for one row that is written out. */
export function tableOf(columns: Columns, values: object): string {
  const text = JSON.stringify([{ ...values, __row: 0 }], (_, value) =>
    typeof value === 'bigint' ? Number(value) : value,
  );
  const quote = (said: string): string => `'${said.replaceAll("'", "''")}'`;
  return `SELECT * EXCLUDE (__row)${nothings(columns)} FROM (SELECT unnest(from_json_strict(${quote(text)}, ${quote(structure(columns))}), max_depth := 2))`;
}

/** Columns of nulls without a type, which fit any function: `, NULL AS "a"`. */
function nothings(columns: Columns): string {
  return [...columns].flatMap(([name, type]) => (type === NOTHING ? `, NULL AS ${identifier(name)}` : [])).join('');
}

/**
 * What the columns of a document are in a SELECT; none of a row that has none.
 * @param isNumbered the row's number is one of them
 */
export function projection(columns: Columns, isNumbered = false): string {
  const parts = [...columns].map(
    ([name, type]) => `${type === NOTHING ? 'NULL' : `${ROWS}.${identifier(name)}`} AS ${identifier(name)}`,
  );
  if (isNumbered || parts.length === 0) parts.push(`${ROWS}.${ROW} AS ${ROW}`);
  return parts.join(', ');
}

export function typeOf(value: unknown): string {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return 'DOUBLE';
    case 'boolean':
      return 'BOOLEAN';
    case 'string':
      return 'VARCHAR';
    default:
      return value === null || value === undefined ? NOTHING : 'JSON';
  }
}
