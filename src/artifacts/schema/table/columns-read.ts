/** Which members of a row a contract reads: its columns, each with all that stands there. */
import type { Table } from './model.ts';

/** Paths into the row; undefined where names count whatever their case, since no list holds all spellings. */
export function columnsRead(tables: readonly Table[]): string[][] | undefined {
  const columns = tables.flatMap((table) => [...table.columns.values()]);
  if (columns.some(({ folds }) => folds)) return undefined;
  return [...new Set(columns.flatMap(({ name, aliases }) => [name, ...aliases]))].map((name) => [name]);
}
