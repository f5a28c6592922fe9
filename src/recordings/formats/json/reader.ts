/**
 * Reads a JSON file that holds one array of records, or one object that is the only record. The array is cut into its
 * elements as it streams by, so memory does not depend on the file's size.
 */
import { RecordingError } from '../../../errors.ts';
import { BatchBuilder } from '../../batch.ts';
import { readBytes } from '../../bytes.ts';
import type { Batch, Reader, ReadOptions, RecordFilter, RecordingFile, Shard } from '../../reader.ts';
import { stripes } from '../../stripes.ts';
import { ElementCutter } from './elements.ts';

export const reader: Reader = {
  async shards(file, count) {
    await refuseOtherThanRecords(file);
    return stripes(file, count);
  },
  read,
};

async function* read(shard: Shard, accepts: RecordFilter, { consumed }: ReadOptions = {}): AsyncGenerator<Batch> {
  const batch = new BatchBuilder(shard.stripe, accepts);
  const cutter = new ElementCutter(batch, shard.file);
  for await (const chunk of readBytes(shard.file, consumed)) yield* cutter.push(chunk);
  cutter.finish();
  if (!batch.isEmpty) yield batch.take();
}

/** Says before anything is replayed what a look at the first bytes can say. */
async function refuseOtherThanRecords(file: RecordingFile): Promise<void> {
  for await (const chunk of readBytes(file)) {
    const first = /[^\s\uFEFF]/u.exec(chunk.toString('utf8'))?.[0];
    if (first === '[' || first === '{') return;
    if (first !== undefined) throw noRecords(file, 'something else');
  }
  throw noRecords(file, 'an empty file');
}

function noRecords(file: RecordingFile, found: string): RecordingError {
  return new RecordingError([
    { file: file.name, line: 1, message: 'no JSON array of records', found, expected: 'an array or one object' },
  ]);
}
