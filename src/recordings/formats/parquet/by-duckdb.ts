/** Reads records by DuckDB, some rows at once. */
import type { DuckDBType } from '@duckdb/node-api';
import { RecordingError } from '../../../errors.ts';
import { unreadable } from '../../bytes.ts';
import type { Batch, ReadOptions, RecordFilter, RecordingFile } from '../../reader.ts';
import type { Leaf } from './chunks.ts';
import { type Database, literal } from './duckdb.ts';
import { type Column, type Selection, selectLeaves } from './leaves.ts';
import { Slices } from './slices.ts';
import { type MakeRecords, recordMaker } from './table.ts';
import { fromJson } from './values.ts';

/** DuckDB hands out some two thousand rows at once, however long they are. Asked for fewer, it reads their pages again for the next ones. */
const MOST_BYTES_AT_ONCE = 32_000_000;
export const USUAL_ROWS = 2048;
const FEWEST_ROWS = 64;

/** @param bytes of a row */
export function rowsAtOnce(bytes: number): number {
  if (bytes * USUAL_ROWS <= MOST_BYTES_AT_ONCE) return Number.POSITIVE_INFINITY;
  return Math.max(FEWEST_ROWS, Math.floor(MOST_BYTES_AT_ONCE / 2 / bytes));
}

/** What is selected of a file. */
export interface Selected {
  readonly selection: Selection;
  readonly toRecords: MakeRecords;
}

/** Throws a RecordingError. */
export async function select(
  database: Database,
  file: RecordingFile,
  leaves: readonly Leaf[],
  { columns, wanted }: Pick<ReadOptions, 'columns' | 'wanted'>,
): Promise<Selected> {
  const found = await columnsOf(database, file, columns);
  const selection = selectLeaves(found, wanted, neverMissing(leaves));
  return { selection, toRecords: recordMaker(selection, ({ type }) => (isJson(type) ? fromJson : database.convert)) };
}

/** @param rowBytes of a row that is read. Throws a RecordingError. */
export async function* readByDuckDB(
  database: Database,
  { file, start, end }: { readonly file: RecordingFile; readonly start: number; readonly end: number },
  { selection, toRecords }: Selected,
  rowBytes: number,
  accepts: RecordFilter,
): AsyncGenerator<Batch> {
  // A row number is always there, also where none of the wanted columns is.
  const columns = [...selection.expressions, 'file_row_number'].join(', ');
  const source = `read_parquet(${literal(file.path)}, hive_partitioning = false, file_row_number = true)`;
  const slices = new Slices();
  const most = rowsAtOnce(rowBytes);
  // What fails after the first rows, DuckDB takes for their end: whoever asks for the rest is told why there is none.
  for (let next = start; next < end; ) {
    const stream = await database.stream(
      `SELECT ${columns} FROM ${source} WHERE file_row_number BETWEEN ${next} AND ${Math.min(end, next + most) - 1}`,
    );
    const from = next;
    for (let chunk = await stream.next(); chunk; chunk = await stream.next()) {
      const first = next;
      next += chunk.rowCount;
      const indices = Array.from({ length: chunk.rowCount }, (_, index) => index).filter((index) =>
        accepts(first + index),
      );
      let skipped = chunk.rowCount - indices.length;
      for (const some of slices.of(indices)) {
        const records = toRecords(chunk, some);
        slices.weigh(records);
        yield { records, positions: some.map((index) => first + index), skipped, malformed: [] };
        skipped = 0;
      }
    }
    if (next === from) throw unreadable(file, new Error(`DuckDB gave no row from ${next} on, of ${end}`));
  }
}

/** Throws a RecordingError. @param wanted names; undefined: all */
export async function columnsOf(
  database: Database,
  file: RecordingFile,
  wanted?: readonly string[],
): Promise<Column[]> {
  const source = `read_parquet(${literal(file.path)}, hive_partitioning = false)`;
  const { result } = await database.stream(`FROM ${source} LIMIT 0`);
  const found = result.columnNames().map((name, at): Column => ({ name, type: result.columnType(at) }));
  const taken = found.find(({ name }) => name === 'file_row_number')?.name;
  if (taken) throw new RecordingError([{ file: file.name, message: `a column may not be called ${taken}` }]);
  return wanted === undefined ? found : found.filter(({ name }) => wanted.includes(name));
}

export function isJson(type: DuckDBType): boolean {
  return type.alias === 'JSON';
}

/** Whether a leaf is never missing, by its names. Files tell leaves by names with commas between them. */
function neverMissing(leaves: readonly Leaf[]): (path: readonly string[]) => boolean {
  const full = new Set(leaves.filter(({ isFull }) => isFull).map(({ path }) => path));
  for (const { path, isFull } of leaves) if (!isFull) full.delete(path);
  return (path) => path.every((name) => !name.includes(',')) && full.has(path.join(', '));
}
