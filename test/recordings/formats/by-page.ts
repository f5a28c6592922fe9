/** Records of a file as they are read page by page, and as DuckDB reads them. */
import { readByDuckDB, select } from '../../../src/recordings/formats/parquet/by-duckdb.ts';
import { leavesOf } from '../../../src/recordings/formats/parquet/chunks.ts';
import { openDatabase } from '../../../src/recordings/formats/parquet/duckdb.ts';
import { parquet } from '../../../src/recordings/formats/parquet/index.ts';
import { pagedFile } from '../../../src/recordings/formats/parquet/pages/paged-file.ts';
import { pagingOf, readPages } from '../../../src/recordings/formats/parquet/pages/read.ts';
import type { ReadOptions, RecordFilter, RecordingFile } from '../../../src/recordings/reader.ts';

export async function rowsOf(file: RecordingFile): Promise<number> {
  const shards = await parquet.reader.shards(file, 1);
  return shards.reduce((sum, { start, end }) => sum + end - start, 0);
}

interface Found {
  readonly records: unknown[];
  readonly positions: number[];
  readonly skipped: number;
}

export async function byDuckDB(
  file: RecordingFile,
  options: ReadOptions,
  accepts: RecordFilter = () => true,
): Promise<Found> {
  const database = await openDatabase(file);
  try {
    const selected = await select(database, file, await leavesOf(database, file), options);
    const found: Found[] = [];
    const run = { file, start: 0, end: await rowsOf(file) };
    for await (const batch of readByDuckDB(database, run, selected, 1, accepts)) found.push(batch);
    return together(found);
  } finally {
    database.close();
  }
}

/** With the row from which on DuckDB would have to read; undefined where it has to read all. */
export async function byPage(
  file: RecordingFile,
  options: ReadOptions,
  accepts: RecordFilter = () => true,
): Promise<(Found & { readonly upTo: number }) | undefined> {
  const paged = await pagedFile(file);
  const paging = paged && pagingOf(paged, options);
  if (!paging) return undefined;
  const batches = readPages(paging, 0, await rowsOf(file), accepts);
  const found: Found[] = [];
  for (;;) {
    const { done, value } = await batches.next();
    if (done) return { ...together(found), upTo: value };
    found.push(value);
  }
}

function together(found: readonly Found[]): Found {
  return {
    records: found.flatMap(({ records }) => records),
    positions: found.flatMap(({ positions }) => positions),
    skipped: found.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

/** Keeps what `toEqual` takes for one: the order of members, a zero's sign, and what is undefined. */
export function inWords(value: unknown): string {
  return JSON.stringify(value, (_, own: unknown) => {
    if (typeof own === 'bigint') return `${own}n`;
    if (own === undefined) return 'undefined';
    return typeof own === 'number' && (Object.is(own, -0) || !Number.isFinite(own)) ? `${1 / own} ${own}` : own;
  });
}
