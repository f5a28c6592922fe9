/** Turns the chunks of columns that DuckDB hands out into records, column by column: no object is made for a cell. */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { Convert } from './values.ts';

/** The chunk's rows as records; only those at `indices`, in that order. */
export type MakeRecords = (chunk: DuckDBDataChunk, indices: readonly number[]) => Record<string, unknown>[];

/** The named columns are a chunk's first. */
export function recordMaker(names: readonly string[], converts: readonly Convert[]): MakeRecords {
  // Assigning to this name would set an object's prototype.
  const isSafe = !names.includes('__proto__');
  return (chunk, indices) => {
    const columns = converts.map((convert, at) => readColumn(chunk, at, indices, convert));
    return indices.map((_, row) =>
      isSafe
        ? makeRecord(names, columns, row)
        : Object.fromEntries(names.map((name, at) => [name, columns[at]?.[row]])),
    );
  };
}

function makeRecord(names: readonly string[], columns: readonly unknown[][], row: number): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (let at = 0; at < names.length; at++) record[names[at] ?? ''] = columns[at]?.[row];
  return record;
}

function readColumn(chunk: DuckDBDataChunk, column: number, indices: readonly number[], convert: Convert): unknown[] {
  const vector = chunk.getColumnVector(column);
  const values = new Array<unknown>(indices.length);
  for (let at = 0; at < indices.length; at++) values[at] = convert(vector.getItem(indices[at] ?? 0));
  return values;
}
