/** Reads a run of rows counted, as long as many of them are alike. */
import { RecordingError } from '../../../errors.ts';
import { unreadable } from '../../bytes.ts';
import type { Batch, Count, RecordingFile } from '../../reader.ts';
import type { Wanted } from '../../screen/wanted.ts';
import { type Database, literal, type RowStream, rows } from './duckdb.ts';
import { cell, type Grouping, groupingOf } from './groups.ts';
import type { Selection } from './leaves.ts';
import { rowGroups } from './row-groups.ts';
import { Slices } from './slices.ts';
import type { MakeRecords } from './table.ts';

/** Rows that are counted at once, and what those that are distinct may take of a process's memory. */
const MOST_ROWS = 2_000_000;
const MOST_BYTES = 16_000_000;
/** Where more of them are distinct, running each takes no longer. */
const FEW = 0.5;
/** Rows that tell, each time, whether it is worth it. */
const LOOKED_AT = 100_000;
/** Where so many times as many are distinct as among those before, they are others. DuckDB's guess is a quarter off at times. */
const OTHERS = 1.5;

interface Counting {
  readonly database: Database;
  readonly file: RecordingFile;
  readonly start: number;
  readonly end: number;
  readonly selection: Selection;
  readonly wanted: readonly Wanted[];
  readonly toRecords: MakeRecords;
  /** See `ReadOptions`. */
  readonly zone: string | undefined;
}

/** Gives the row from which on rows are to be read one by one. */
export async function* readCounted(counting: Counting): AsyncGenerator<Batch, number> {
  const { database, file, start, end, selection, wanted, zone } = counting;
  const rowsOf = (from: number, to: number): string => {
    const cells = selection.expressions.map((expression, at) => `${expression} AS ${cell(at)}`);
    const source = `read_parquet(${literal(file.path)}, hive_partitioning = false, file_row_number = true)`;
    return `(SELECT ${[...cells, 'file_row_number AS row'].join(', ')} FROM ${source} WHERE file_row_number BETWEEN ${from} AND ${to - 1})`;
  };
  const sizes = await rowGroups(file);
  const slices = new Slices();
  let seen: Seen | undefined;
  let before: Counted | undefined;
  for (let at = start; at < end; ) {
    if (!seen || at >= seen.until) seen = await unlessUnreadable(lookAt(at));
    if (!seen || seen.distinct > FEW) return at;
    // Of more rows, a smaller share is distinct; unless other rows begin here.
    const share = before && seen.distinct <= OTHERS * before.seen ? before.distinct : seen.distinct;
    const to = Math.min(end, endOf(sizes, at, Math.min(MOST_ROWS, MOST_BYTES / (share * seen.bytes))));
    // Of these rows alone, since nobody hears of rows that take long.
    const grouping = await unlessUnreadable(groupingOf(database, rowsOf(at, to), selection, wanted, zone));
    // Where too many weeks are too far apart, each time counts by itself, and of that nothing was seen.
    if (!grouping || (seen.isByWeek && !grouping.time)) return at;
    const found = await unlessUnreadable(firstOf(database, grouping.sql(rowsOf(at, to))));
    if (!found) return at;
    let [distinct, told] = [0, 0];
    for (let chunk = found.first; chunk; chunk = await found.stream.next()) {
      distinct += chunk.rowCount;
      for (const some of slices.of(Array.from({ length: chunk.rowCount }, (_, index) => index))) {
        const batch = batchOf(chunk, some, counting, grouping);
        for (const { times } of batch.counts ?? []) told += times;
        slices.weigh(batch.records);
        yield batch;
      }
    }
    // What fails after the first of them, DuckDB takes for their end.
    if (told !== to - at) throw unreadable(file, new Error(`DuckDB counted ${told} of ${to - at} rows`));
    before = { distinct: distinct / (to - at), seen: seen.distinct };
    at = to;
    if (before.distinct > FEW) return at;
  }
  return end;

  /** About how many of the rows from one on are distinct; undefined where they cannot be counted. */
  async function lookAt(at: number): Promise<Seen | undefined> {
    const until = Math.min(end, at + LOOKED_AT);
    const grouping = await groupingOf(database, rowsOf(at, until), selection, wanted, zone);
    if (!grouping) return undefined;
    const [told] = await rows(database, grouping.look(rowsOf(at, until)));
    const distinct = Math.max(1, Number(told?.kinds)) / (until - at);
    return { distinct, bytes: Number(told?.bytes), isByWeek: grouping.time !== undefined, until };
  }
}

/** What some rows are like. */
interface Seen {
  /** About what share of them is distinct. */
  readonly distinct: number;
  /** What each of those takes. */
  readonly bytes: number;
  /** Only the weeks of their times count. */
  readonly isByWeek: boolean;
  /** The row behind the last of them. */
  readonly until: number;
}

/** Shares of rows that were distinct. */
interface Counted {
  readonly distinct: number;
  /** Among the first of them, as far as that was seen before. */
  readonly seen: number;
}

/** Behind which row counting ends that begins at one and takes at most so many: where a group does, or within one that is too large. */
function endOf(sizes: readonly number[], at: number, most: number): number {
  let row = 0;
  let last = at;
  for (const size of sizes) {
    row += size;
    if (row - at > most && last > at) return last;
    if (row - at > most) return at + Math.ceil((row - at) / Math.ceil((row - at) / most));
    if (row > at) last = row;
  }
  return last;
}

type Chunk = NonNullable<Awaited<ReturnType<RowStream['next']>>>;

async function firstOf(
  database: Database,
  sql: string,
): Promise<{ readonly stream: RowStream; readonly first: Chunk | undefined }> {
  const stream = await database.stream(sql);
  return { stream, first: await stream.next() };
}

/**
 * Undefined where distinct rows have no room, or DuckDB does not read what there is: nothing was given of these rows yet, and what is
 * wrong with them, if anything is, shows when each is read.
 */
export async function unlessUnreadable<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof RecordingError) return undefined;
    throw error;
  }
}

function batchOf(
  chunk: Chunk,
  indices: readonly number[],
  { selection, toRecords, database }: Counting,
  { doubles, time }: Grouping,
): Batch {
  const cells = selection.expressions.length;
  const signs = doubles.map((_, index) => chunk.getColumnVector(cells + index));
  const [last, times, places] = [0, 1, 2].map((index) => chunk.getColumnVector(cells + doubles.length + index));
  const firstTime = time && chunk.getColumnVector(time.at);
  const counts = indices.map((index): Count => {
    const [from, to] = [firstTime?.getItem(index) ?? null, last?.getItem(index) ?? null];
    const first = listOf(places?.getItem(index));
    const span = from === null || to === null ? {} : { from: database.convert(from), to: database.convert(to) };
    return { times: Number(times?.getItem(index)), first, ...(isSpan(span) && span) };
  });
  const positions = counts.map(({ first = [] }) => first[0] ?? 0);
  const isNegative = (column: number, row: number): boolean => {
    const at = doubles.indexOf(column);
    return at >= 0 && signs[at]?.getItem(row) === true;
  };
  return { records: toRecords(chunk, indices, isNegative), positions, skipped: 0, malformed: [], counts };
}

function isSpan(span: { from?: unknown; to?: unknown }): span is { from: string; to: string } {
  return typeof span.from === 'string' && typeof span.to === 'string';
}

function listOf(value: unknown): number[] {
  const items = typeof value === 'object' && value !== null && 'items' in value ? value.items : [];
  return Array.isArray(items) ? items.map(Number) : [];
}
