/** Where a survey of a recording begins to read: at the beginning of a few of its files, however many processes there are. */

import { readerOf } from '../../recordings/read.ts';
import type { RecordingFile, Shard } from '../../recordings/reader.ts';

const MOST_FILES = 8;

/** Each of some files, spread over all of them, as one shard. */
export async function beginnings(files: readonly RecordingFile[]): Promise<Shard[]> {
  const shown = chosen(files.length).flatMap((index) => files[index] ?? []);
  const shards = await Promise.all(shown.map((file) => readerOf(file).shards(file, 1)));
  return shards.flat();
}

/** How many files a recording of so many is surveyed in. */
export function surveyedFiles(files: number): number {
  return chosen(files).length;
}

function chosen(files: number): number[] {
  const count = Math.min(files, MOST_FILES);
  return Array.from({ length: count }, (_, place) => Math.floor((place * files) / count));
}
