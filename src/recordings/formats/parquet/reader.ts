/** Reads Parquet by DuckDB. A shard is a run of whole row groups, which DuckDB finds by row number without reading others. */
import { RecordingError } from '../../../errors.ts';
import type { Batch, Reader, ReadOptions, RecordFilter, RecordingFile, Shard } from '../../reader.ts';
import { type Database, identifier, literal, openDatabase, rows } from './duckdb.ts';
import { recordMaker } from './table.ts';
import { fromJson } from './values.ts';

export const reader: Reader = { shards, read };

async function shards(file: RecordingFile, count: number): Promise<Shard[]> {
  const database = await openDatabase(file);
  try {
    return runs(await rowGroups(database, file), count).map(({ start, end }) => ({
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
  } finally {
    database.close();
  }
}

async function* read(shard: Shard, accepts: RecordFilter, options: ReadOptions = {}): AsyncGenerator<Batch> {
  const { file, start, end } = shard;
  const database = await openDatabase(file);
  try {
    const found = await columnsOf(database, file, options.columns);
    const names = found.map(({ name }) => name);
    // A row number is always there, also where none of the wanted columns is.
    const columns = [...names.map(identifier), 'file_row_number'].join(', ');
    const source = `read_parquet(${literal(file.path)}, hive_partitioning = false, file_row_number = true)`;
    const stream = await database.stream(
      `SELECT ${columns} FROM ${source} WHERE file_row_number BETWEEN ${start} AND ${end - 1}`,
    );
    const toRecords = recordMaker(
      names,
      found.map(({ type }) => (type === 'JSON' ? fromJson : database.convert)),
    );
    let next = start;
    for (let chunk = await stream.next(); chunk; chunk = await stream.next()) {
      const first = next;
      const indices = Array.from({ length: chunk.rowCount }, (_, index) => index).filter((index) =>
        accepts(first + index),
      );
      next += chunk.rowCount;
      yield {
        records: toRecords(chunk, indices),
        positions: indices.map((index) => first + index),
        skipped: chunk.rowCount - indices.length,
        malformed: [],
      };
    }
  } finally {
    database.close();
  }
}

/** Rows of each group, in the file's order. */
async function rowGroups(database: Database, file: RecordingFile): Promise<number[]> {
  const groups = await rows(
    database,
    `SELECT any_value(row_group_num_rows)::DOUBLE AS size FROM parquet_metadata(${literal(file.path)})
     GROUP BY row_group_id ORDER BY row_group_id`,
  );
  return groups.map(({ size }) => Number(size));
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

interface Column {
  readonly name: string;
  /** As DuckDB calls it. */
  readonly type: string;
}

async function columnsOf(database: Database, file: RecordingFile, wanted?: readonly string[]): Promise<Column[]> {
  const described = await rows(
    database,
    `DESCRIBE FROM read_parquet(${literal(file.path)}, hive_partitioning = false)`,
  );
  const found = described.map(({ column_name, column_type }) => ({
    name: String(column_name),
    type: String(column_type),
  }));
  const taken = found.find(({ name }) => name === 'file_row_number')?.name;
  if (taken) throw new RecordingError([{ file: file.name, message: `a column may not be called ${taken}` }]);
  return wanted === undefined ? found : found.filter(({ name }) => wanted.includes(name));
}
