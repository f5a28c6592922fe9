/** Reads Parquet by DuckDB. A shard is a run of whole row groups, which DuckDB finds by row number without reading others. */
import type { DuckDBType } from '@duckdb/node-api';
import { RecordingError } from '../../../errors.ts';
import { unreadable } from '../../bytes.ts';
import type { Batch, Reader, ReadOptions, RecordFilter, RecordingFile, Shard } from '../../reader.ts';
import { isBelow, type Leaf, leavesOf, leavesRead, pageBytes, rowBytes } from './chunks.ts';
import { readCounted } from './counted.ts';
import { type Database, literal, openDatabase } from './duckdb.ts';
import { type Column, selectLeaves } from './leaves.ts';
import { rowGroups } from './row-groups.ts';
import { Slices } from './slices.ts';
import { recordMaker } from './table.ts';
import { fromJson } from './values.ts';

/** Where larger pages are read at once, there is room for one process that does so. */
const MOST_PAGE_BYTES = 32_000_000;

/** DuckDB hands out some two thousand rows at once, however long they are. Asked for fewer, it reads their pages again for the next ones. */
const MOST_BYTES_AT_ONCE = 32_000_000;
export const USUAL_ROWS = 2048;
const FEWEST_ROWS = 64;

/** @param bytes of a row */
export function rowsAtOnce(bytes: number): number {
  if (bytes * USUAL_ROWS <= MOST_BYTES_AT_ONCE) return Number.POSITIVE_INFINITY;
  return Math.max(FEWEST_ROWS, Math.floor(MOST_BYTES_AT_ONCE / 2 / bytes));
}

export const reader: Reader = { shards, read };

async function shards(file: RecordingFile, count: number): Promise<Shard[]> {
  try {
    return runs(await rowGroups(file), count).map(({ start, end }) => ({
      file,
      start,
      end,
      stripe: { index: 0, of: 1 },
    }));
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    const expected = 'a whole Parquet file; another kind of file needs its format in weir.yml';
    throw new RecordingError(
      error.problems.map((problem) => ({ expected, ...problem })),
      { cause: error },
    );
  }
}

async function* read(shard: Shard, accepts: RecordFilter, options: ReadOptions = {}): AsyncGenerator<Batch> {
  const { file, end } = shard;
  let { start } = shard;
  let database = await openDatabase(file);
  try {
    const leaves = await leavesOf(database, file);
    const wide = leavesRead(leaves, options);
    const bytes = await pageBytes(file, wide);
    if (bytes > MOST_PAGE_BYTES) {
      database.close();
      await options.alone?.();
      database = await openDatabase(file, bytes);
    }
    const found = await columnsOf(database, file, options.columns);
    const selection = selectLeaves(found, options.wanted, neverNull(leaves));
    // A row number is always there, also where none of the wanted columns is.
    const columns = [...selection.expressions, 'file_row_number'].join(', ');
    const source = `read_parquet(${literal(file.path)}, hive_partitioning = false, file_row_number = true)`;
    const toRecords = recordMaker(selection, ({ type }) => (isJson(type) ? fromJson : database.convert));
    const { wanted, counts, everything } = options;
    if (wanted && counts && everything) {
      const counted = yield* readCounted({
        database,
        file,
        start,
        end,
        selection,
        wanted,
        toRecords,
        zone: everything.zone,
      });
      start = counted;
    }
    const slices = new Slices();
    const most = rowsAtOnce(rowBytes(wide));
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
  } finally {
    database.close();
  }
}

/** Joins neighbouring groups into at most `count` runs of about the same number of rows. */
function runs(sizes: readonly number[], count: number): { start: number; end: number }[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const ends = new Map<number, number>();
  let end = 0;
  for (const size of sizes) {
    // A group belongs to the run in which its middle lies.
    ends.set(Math.floor(((end + size / 2) / total) * count), end + size);
    end += size;
  }
  const cuts = [0, ...ends.values()];
  return cuts.slice(1).map((stop, index) => ({ start: cuts[index] ?? 0, end: stop }));
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

/**
 * Whether something stands at a place in every row: it does where that leaf, or one below it, is never missing. Places are told in
 * the file's own description of its leaves.
 */
function neverNull(leaves: readonly Leaf[]): (path: readonly string[]) => boolean {
  const full = leaves.filter(({ isFull }) => isFull);
  return (path) => path.every((name) => !name.includes(',')) && full.some((leaf) => isBelow(leaf.path, path));
}
