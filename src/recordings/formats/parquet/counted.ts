/** Reads a run of rows counted, as long as many of them are alike. */
import { RecordingError } from '../../../errors.ts';
import type { Batch, Count, RecordingFile } from '../../reader.ts';
import type { Wanted } from '../../screen/wanted.ts';
import { type Database, literal, type RowStream } from './duckdb.ts';
import { cell, type Grouping, groupingOf } from './groups.ts';
import type { Selection } from './leaves.ts';
import { rowGroups } from './row-groups.ts';
import type { MakeRecords } from './table.ts';

/** Rows that are counted at once, and about how many of them may be distinct, since those have to have room. */
const MOST_ROWS = 2_000_000;
const MOST_DISTINCT = 100_000;
/** Where more of them are distinct, running each takes no longer. */
const FEW = 0.5;

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
  const ends = await groupEnds(file);
  let at = start;
  // The first group tells whether it is worth it.
  for (let most = 1; at < end; ) {
    const to = ends.find((own) => own > at && own - at >= most && own <= end) ?? end;
    // Of these rows alone, since nobody hears of rows that take long.
    const grouping = await groupingOf(database, rowsOf(at, to), selection, wanted, zone);
    const found = grouping && (await firstOf(database, grouping.sql(rowsOf(at, to))));
    if (!found) return at;
    let distinct = 0;
    for (let chunk = found.first; chunk; chunk = await found.stream.next()) {
      distinct += chunk.rowCount;
      yield batchOf(chunk, counting, grouping);
    }
    const counted = to - at;
    at = to;
    if (distinct > FEW * counted) return at;
    // Of more rows, a smaller share is distinct.
    most = Math.min(MOST_ROWS, (MOST_DISTINCT * counted) / Math.max(1, distinct));
  }
  return at;
}

type Chunk = NonNullable<Awaited<ReturnType<RowStream['next']>>>;

/** Undefined where the distinct rows have no room: nothing was read of them then. What else is wrong shows when each is read. */
async function firstOf(
  database: Database,
  sql: string,
): Promise<{ readonly stream: RowStream; readonly first: Chunk | undefined } | undefined> {
  try {
    const stream = await database.stream(sql);
    return { stream, first: await stream.next() };
  } catch (error) {
    if (error instanceof RecordingError) return undefined;
    throw error;
  }
}

/** Behind which rows counting may end: where groups do, and within such as are too large. */
async function groupEnds(file: RecordingFile): Promise<number[]> {
  let row = 0;
  return (await rowGroups(file)).flatMap((size) => {
    const parts = Math.max(1, Math.ceil(size / MOST_ROWS));
    const from = row;
    row += size;
    return Array.from({ length: parts }, (_, part) => from + Math.round((size * (part + 1)) / parts));
  });
}

function batchOf(chunk: Chunk, { selection, toRecords, database }: Counting, { doubles, time }: Grouping): Batch {
  const cells = selection.expressions.length;
  const indices = Array.from({ length: chunk.rowCount }, (_, index) => index);
  const signs = doubles.map((_, index) => chunk.getColumnVector(cells + index));
  const [last, times, rows] = [0, 1, 2].map((index) => chunk.getColumnVector(cells + doubles.length + index));
  const firstTime = time && chunk.getColumnVector(time.at);
  const counts = indices.map((index): Count => {
    const [from, to] = [firstTime?.getItem(index) ?? null, last?.getItem(index) ?? null];
    const first = listOf(rows?.getItem(index));
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
