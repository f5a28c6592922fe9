/** Reads records page by page, in memory that does not depend on how large row groups are. */
import { closeSync, openSync } from 'node:fs';
import type { Batch, ReadOptions, RecordFilter } from '../../../reader.ts';
import { compileAssembler, leavesInOrder } from './assemble.ts';
import { LeafReader } from './leaf-reader.ts';
import type { RowGroup } from './metadata.ts';
import { assertReadable, isNotUnderstood, type PagedFile, understood } from './paged-file.ts';
import type { Leaf } from './schema.ts';
import { type Members, shapesOf, valuedOf } from './shape.ts';
import { Window } from './window.ts';

/** What of a file is read, and how. */
export interface Paging {
  readonly paged: PagedFile;
  readonly members: Members;
  readonly leaves: readonly Leaf[];
  /** Those whose values are read, and not only which there are. */
  readonly valued: ReadonlySet<number>;
}

/** Undefined where DuckDB has to read it. */
export function pagingOf(
  paged: PagedFile,
  { columns, wanted }: Pick<ReadOptions, 'columns' | 'wanted'>,
): Paging | undefined {
  return understood(() => {
    const members = shapesOf(paged.columns, columns, wanted);
    const leaves = leavesInOrder(members);
    assertReadable(paged, leaves);
    const valued = new Set(members.flatMap(([, shape]) => valuedOf(shape).map(({ index }) => index)));
    return { paged, members, leaves, valued };
  });
}

/** Of the first pages nobody knows how long rows are. */
const FIRST_ROWS = 32;
const FEWEST_ROWS = 8;
/** More records at once outlive collections in the room that a process has for young ones: half of the time would go there. */
const MOST_ROWS = 256;
const GROWTH = 4;
/** Bytes of pages that become a batch. */
const MOST_BYTES = 1_000_000;
/** Of the file, for each leaf, and for all. */
const MOST_WINDOW = 131_072;
const FEWEST_WINDOW = 8192;
const ALL_WINDOWS = 8_000_000;

/** Gives the row from which on DuckDB has to read: `end`, unless there is something that only it may know. */
export async function* readPages(
  { paged, members, leaves, valued }: Paging,
  start: number,
  end: number,
  accepts: RecordFilter,
): AsyncGenerator<Batch, number> {
  let file: number;
  try {
    file = openSync(paged.file.path, 'r');
  } catch {
    return start;
  }
  try {
    const size = Math.max(FEWEST_WINDOW, Math.min(MOST_WINDOW, Math.floor(ALL_WINDOWS / Math.max(1, leaves.length))));
    const readers = leaves.map((leaf) => new LeafReader(new Window(file, size), leaf, valued.has(leaf.index)));
    const assemble = compileAssembler(members, leaves);
    let most = FIRST_ROWS;
    for (const { from, group } of placed(paged.groups, start, end)) {
      for (const reader of readers) reader.begin(chunkOf(group, reader.leaf));
      const stop = Math.min(end, from + group.rows);
      for (let at = from; at < stop; ) {
        const rows = Math.min(most, (at < start ? start : stop) - at);
        const first = at;
        const positions: number[] = [];
        const isWanted = (row: number): boolean => {
          const position = first + row;
          if (position < start || !accepts(position)) return false;
          positions.push(position);
          return true;
        };
        let records: unknown[];
        try {
          for (const reader of readers) await reader.take(rows);
          records = assemble(readers, rows, isWanted);
        } catch (error) {
          if (isForDuckDB(error)) return Math.max(start, at);
          throw error;
        }
        at += rows;
        if (at > start) yield { records, positions, skipped: rows - records.length, malformed: [] };
        const bytes = readers.reduce((sum, { bytesOfRow }) => sum + bytesOfRow, 1);
        most = Math.max(FEWEST_ROWS, Math.min(GROWTH * most, MOST_ROWS, Math.floor(MOST_BYTES / bytes)));
      }
    }
    return end;
  } finally {
    closeSync(file);
  }
}

/** The groups that have some of the rows, and where each begins. */
function placed(groups: readonly RowGroup[], start: number, end: number): { from: number; group: RowGroup }[] {
  let next = 0;
  return groups
    .map((group) => {
      const from = next;
      next += group.rows;
      return { from, group };
    })
    .filter(({ from, group }) => from < end && from + group.rows > start);
}

function chunkOf({ chunks }: RowGroup, { index }: Leaf): RowGroup['chunks'][number] {
  const chunk = chunks[index];
  if (!chunk) throw new Error('a column without a chunk');
  return chunk;
}

/** What is not understood, and what Node says of bytes that are broken or not there. */
function isForDuckDB(error: unknown): boolean {
  return isNotUnderstood(error) || (error instanceof Error && 'code' in error);
}
