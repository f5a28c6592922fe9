/** Turns the chunks of columns that DuckDB hands out into records, column by column: no object is made for a cell. */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { Cell, Part, Selection } from './leaves.ts';
import type { Convert } from './values.ts';

/** The chunk's rows as records; only those at `indices`, in that order. */
/** @param isNegative where SQL may give one zero for the other: whether a number is below, or a zero with that sign */
export type MakeRecords = (
  chunk: DuckDBDataChunk,
  indices: readonly number[],
  isNegative?: (column: number, row: number) => boolean,
) => unknown[];

/** The selected cells are a chunk's first columns. */
export function recordMaker({ parts }: Selection, convertOf: (cell: Cell) => Convert): MakeRecords {
  const cells: Convert[] = [];
  const make = objectMaker(parts, (part) => {
    if ('type' in part) cells[part.at] = convertOf(part);
    else if (part.at !== undefined) cells[part.at] = asItIs;
  });
  return (chunk, indices, isNegative) => {
    const columns = cells.map((convert, at) => {
      const values = readColumn(chunk, at, indices, convert);
      if (!isNegative) return values;
      return values.map((value, row) => (value === 0 && isNegative(at, indices[row] ?? 0) ? -0 : value));
    });
    // Its vectors keep each value that was asked of them; told its size, it throws them away.
    const { rowCount } = chunk;
    chunk.rowCount = rowCount;
    return indices.map((_, row) => make(columns, row));
  };
}

type Make = (columns: readonly (readonly unknown[])[], row: number) => unknown;

/** @param take called for each part */
function objectMaker(parts: readonly (readonly [string, Part])[], take: (part: Part) => void): Make {
  const names = parts.map(([name]) => name);
  const makes = parts.map(([, part]) => maker(part, take));
  // Assigning to this name would set an object's prototype.
  if (names.includes('__proto__'))
    return (columns, row) => Object.fromEntries(names.map((name, at) => [name, makes[at]?.(columns, row)]));
  return (columns, row) => {
    const record: Record<string, unknown> = {};
    for (let at = 0; at < names.length; at++) record[names[at] ?? ''] = makes[at]?.(columns, row);
    return record;
  };
}

function maker(part: Part, take: (part: Part) => void): Make {
  take(part);
  if ('type' in part) return (columns, row) => columns[part.at]?.[row];
  const { at } = part;
  const make = part.members ? objectMaker(part.members, take) : () => part.sample;
  return at === undefined ? make : (columns, row) => (columns[at]?.[row] === true ? null : make(columns, row));
}

const asItIs: Convert = (value) => value;

function readColumn(chunk: DuckDBDataChunk, column: number, indices: readonly number[], convert: Convert): unknown[] {
  const vector = chunk.getColumnVector(column);
  const values = new Array<unknown>(indices.length);
  for (let at = 0; at < indices.length; at++) values[at] = convert(vector.getItem(indices[at] ?? 0));
  return values;
}
