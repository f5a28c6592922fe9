/**
 * Reads Parquet: records page by page where all of a file is understood, else by DuckDB, which also counts rows that are alike.
 * A shard is a run of whole row groups.
 */
import { RecordingError } from '../../../errors.ts';
import type { Batch, Reader, ReadOptions, RecordFilter, RecordingFile, Shard } from '../../reader.ts';
import { readByDuckDB, select } from './by-duckdb.ts';
import { type Leaf, leavesOf, leavesRead, pageBytes, rowBytes } from './chunks.ts';
import { readCounted, unlessUnreadable } from './counted.ts';
import { openDatabase } from './duckdb.ts';
import { describedLeaves } from './pages/described.ts';
import { pagedFile } from './pages/paged-file.ts';
import { pagingOf, readPages } from './pages/read.ts';
import { rowGroups } from './row-groups.ts';

/**
 * Where larger pages are read at once, there is room for one process that does so. Values that are written once for many make small
 * ones: of rows with larger ones few are alike, and DuckDB would need much memory to tell.
 */
const MOST_PAGE_BYTES = 32_000_000;
/** The same where we read pages ourselves, who hold each once. */
const MOST_OWN_PAGE_BYTES = 48_000_000;

/** So many rows are read and run before DuckDB is loaded, which would count them. */
const FEW_ROWS = 1000;

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
  const paged = await pagedFile(file);
  const paging = paged && pagingOf(paged, options);
  if (!paging) return yield* readAllByDuckDB(shard, accepts, options);
  const leaves = describedLeaves(paged);
  const wide = leaves.filter((_, index) => paging.valued.has(index));
  let { start } = shard;
  const bytes = await pageBytes(file, wide);
  const isAlone = bytes > MOST_OWN_PAGE_BYTES;
  if (isAlone) await options.alone?.();
  if (bytes <= MOST_PAGE_BYTES && end - start > FEW_ROWS) start = yield* readAlike(shard, leaves, options);
  if (start < end) start = yield* readPages(paging, start, end, accepts);
  // Once something was given, it is too late to ask for room.
  const mayAsk = !isAlone && start === shard.start;
  if (start < end) yield* readAllByDuckDB({ ...shard, start }, accepts, { ...options, counts: false }, mayAsk);
}

/** Gives the row from which on rows are to be read one by one. */
async function* readAlike(
  { file, start, end }: Shard,
  leaves: readonly Leaf[],
  options: ReadOptions,
): AsyncGenerator<Batch, number> {
  const { wanted, counts, everything } = options;
  if (!wanted || !counts || !everything) return start;
  const database = await openDatabase(file);
  try {
    const selected = await unlessUnreadable(select(database, file, leaves, options));
    if (!selected) return start;
    return yield* readCounted({ database, file, start, end, ...selected, wanted, zone: everything.zone });
  } finally {
    database.close();
  }
}

/** What is not understood page by page. @param mayAsk whether room can be asked for, if it is needed */
async function* readAllByDuckDB(
  shard: Shard,
  accepts: RecordFilter,
  options: ReadOptions,
  mayAsk = true,
): AsyncGenerator<Batch> {
  const { file, end } = shard;
  let database = await openDatabase(file);
  try {
    const leaves = await leavesOf(database, file);
    const wide = leavesRead(leaves, options);
    const bytes = await pageBytes(file, wide);
    if (bytes > MOST_PAGE_BYTES) {
      database.close();
      if (mayAsk) await options.alone?.();
      database = await openDatabase(file, bytes);
    }
    const selected = await select(database, file, leaves, options);
    const { wanted, counts, everything } = options;
    let { start } = shard;
    if (wanted && counts && everything)
      start = yield* readCounted({ database, file, start, end, ...selected, wanted, zone: everything.zone });
    yield* readByDuckDB(database, { file, start, end }, selected, rowBytes(wide), accepts);
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
