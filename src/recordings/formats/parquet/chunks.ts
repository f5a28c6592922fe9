/**
 * What a Parquet file says of its columns' leaves, and how much memory it takes to read some of them: DuckDB holds a page of each,
 * packed and unpacked. Most writers make pages of a megabyte, DuckDB's own of a hundred.
 */
import { type FileHandle, open } from 'node:fs/promises';
import type { ReadOptions, RecordingFile } from '../../reader.ts';
import { type Database, literal, rows } from './duckdb.ts';
import { NoThrift, ThriftWalk } from './thrift.ts';

/** A leaf, in all row groups. */
export interface Leaf {
  /** Names with `, ` between them, the first of which is a column's. */
  readonly path: string;
  /** It is never missing. */
  readonly isFull: boolean;
  /** Of the group in which it takes the most: bytes packed and unpacked, and where in the file the first page of values stands. */
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
  /** Rows of that group. */
  readonly rows: number;
}

/**
 * Who counts what is missing within structs, as a regular expression of what wrote a file. Others do not always: arrow counts none
 * where a struct with a dictionary in it is missing, or one in a list.
 */
export const COUNTS_WITHIN = '^(DuckDB|parquet-mr) ';

/** Throws a RecordingError. */
export async function leavesOf(database: Database, file: RecordingFile): Promise<Leaf[]> {
  const name = literal(file.path);
  const found = await rows(
    database,
    `SELECT path_in_schema AS path, coalesce(bool_and(stats_null_count = 0), false) AND (NOT contains(path_in_schema, ', ')
         OR (SELECT coalesce(bool_and(regexp_matches(created_by, '${COUNTS_WITHIN}')), false) FROM parquet_file_metadata(${name}))) AS full,
       arg_max(total_compressed_size, total_uncompressed_size)::DOUBLE AS packed,
       max(total_uncompressed_size)::DOUBLE AS unpacked,
       arg_max(data_page_offset, total_uncompressed_size)::DOUBLE AS at,
       arg_max(row_group_num_rows, total_uncompressed_size)::DOUBLE AS rows
     FROM parquet_metadata(${name}) GROUP BY path_in_schema`,
  );
  return found.map(({ path, full, packed, unpacked, at, rows }) => ({
    path: String(path),
    isFull: full === true,
    ...{ packed: Number(packed ?? 0), unpacked: Number(unpacked ?? 0), at: Number(at ?? 0), rows: Number(rows ?? 0) },
  }));
}

/** Those that are read. */
export function leavesRead(
  leaves: readonly Leaf[],
  { columns, wanted }: Pick<ReadOptions, 'columns' | 'wanted'>,
): Leaf[] {
  return leaves.filter(
    ({ path }) =>
      columns?.some((name) => isBelow(path, [name])) !== false &&
      wanted?.some((place) => (place.sees === 'type' ? path === joined(place.path) : isBelow(path, place.path))) !==
        false,
  );
}

/** Bytes of a row where rows are longest, as far as no value is written once for many. */
export function rowBytes(read: readonly Leaf[]): number {
  return read.reduce((sum, { unpacked, rows }) => sum + unpacked / Math.max(1, rows), 0);
}

/** Bytes of the largest pages that are held at once. */
export async function pageBytes(file: RecordingFile, read: readonly Leaf[]): Promise<number> {
  await using handle = await open(file.path, 'r');
  const sizes = await Promise.all(read.map((leaf) => bytesOfLeaf(handle, leaf)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function joined(path: readonly string[]): string {
  return path.join(', ');
}

/** Whether it is this place or one below it. */
export function isBelow(path: string, place: readonly string[]): boolean {
  return place.length === 0 || `${path}, `.startsWith(`${joined(place)}, `);
}

/** Below that, all of it may as well be one page. */
const SMALL = 1_000_000;
/** A page's header has some numbers, and the least and the largest value. */
const HEADER_BYTES = 4096;
/** `PageHeader` of https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
const [PAGE_UNPACKED, PAGE_PACKED] = [2, 3];
const I32 = 5;

async function bytesOfLeaf(handle: FileHandle, { packed, unpacked, at }: Leaf): Promise<number> {
  if (unpacked <= SMALL) return packed + unpacked;
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, at);
  const walk = new ThriftWalk(buffer.subarray(0, bytesRead));
  let page = 0;
  try {
    walk.struct((field, type) => {
      if ((field !== PAGE_UNPACKED && field !== PAGE_PACKED) || type !== I32) return false;
      page += walk.integer();
      return true;
    });
  } catch (error) {
    // What there is of it after these numbers does not matter.
    if (!(error instanceof NoThrift)) throw error;
  }
  return page > 0 ? Math.min(page, packed + unpacked) : packed + unpacked;
}
