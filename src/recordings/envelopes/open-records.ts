/** Opens raw records where they are read: for envelopes each of whose raw records holds one record. */
import type { Batch, Malformed, Reader, ReadOptions, RecordFilter, Shard } from '../reader.ts';
import type { Open, Opened } from './envelope.ts';

/** The reader, whose records are native ones, at the positions of the raw records. */
export function withEnvelope(reader: Reader, open: Open): Reader {
  return {
    shards: reader.shards,
    read: (shard, accepts, options) => readOpened(reader, open, shard, accepts, options),
  };
}

async function* readOpened(
  reader: Reader,
  { open, members }: Open,
  shard: Shard,
  accepts: RecordFilter,
  options?: ReadOptions,
): AsyncGenerator<Batch> {
  // What is wanted of the record does not say what of the raw one makes it.
  for await (const batch of reader.read(shard, accepts, { ...options, columns: members })) {
    const records: unknown[] = [];
    const positions: number[] = [];
    const malformed: Malformed[] = [...batch.malformed];
    for (let index = 0; index < batch.records.length; index += 1) {
      const position = batch.positions[index] ?? 0;
      const opened = only(open(batch.records[index]));
      if (opened.is === 'record') {
        records.push(opened.record);
        positions.push(position);
      } else malformed.push({ position, message: whyNot(opened) });
    }
    yield { records, positions, skipped: batch.skipped, malformed };
  }
}

function only(opened: Opened | readonly Opened[]): Opened {
  if ('is' in opened) return opened;
  const [first, another] = opened;
  return first && !another ? first : { is: 'unusable', why: first ? 'more than one record' : 'no record' };
}

/** Why what a raw record holds is no record. */
function whyNot(opened: Exclude<Opened, { is: 'record' }>): string {
  return 'why' in opened ? opened.why : `a ${opened.is} alone`;
}
