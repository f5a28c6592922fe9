/** The first records of a recording, as they stand in it: enough to see what they look like. */

import { readerOf } from '../recordings/read.ts';
import type { RecordFilter, RecordingFile } from '../recordings/reader.ts';
import { EVERYTHING, firstOf, windowFilter } from '../replay/order.ts';

/** At most so many raw records, from as few files as hold them. Throws RecordingError. */
export async function firstRecords(files: readonly RecordingFile[], most: number): Promise<unknown[]> {
  const records: unknown[] = [];
  for (const file of files) {
    const accepts = firstOf(windowFilter(EVERYTHING, file.index), most - records.length);
    records.push(...(await fromFile(file, accepts, most - records.length)));
    if (records.length >= most) break;
  }
  return records;
}

/** How many records there are, broken ones too; undefined where they are more than `most`. Throws RecordingError. */
export async function countRecords(files: readonly RecordingFile[], most: number): Promise<number | undefined> {
  let counted = 0;
  for (const file of files) {
    const reader = readerOf(file);
    for (const shard of await reader.shards(file, 1)) {
      for await (const batch of reader.read(shard, NOTHING)) {
        counted += batch.skipped + batch.records.length + batch.malformed.length;
        if (counted > most) return undefined;
      }
    }
  }
  return counted;
}

const NOTHING: RecordFilter = () => false;

async function fromFile(file: RecordingFile, accepts: RecordFilter, most: number): Promise<unknown[]> {
  const reader = readerOf(file);
  const records: unknown[] = [];
  let seen = 0;
  for (const shard of await reader.shards(file, 1)) {
    for await (const batch of reader.read(shard, accepts)) {
      records.push(...batch.records);
      seen += batch.records.length + batch.malformed.length;
      if (seen >= most) return records;
    }
  }
  return records;
}
