/** Opens raw records where they are read: for envelopes each of whose raw records holds whole records. */
import type { Batch, Reader, ReadOptions, RecordFilter, Shard } from '../reader.ts';
import type { Open, Opened } from './envelope.ts';

/**
 * The reader, whose records are native ones. The first of a raw record has its position, and each further one the next:
 * between the beginnings of two raw records are more bytes than there are records in one.
 */
export function withEnvelope(reader: Reader, open: Open): Reader {
  return {
    shards: reader.shards,
    read(shard, accepts, options) {
      // What is wanted of the record does not say what of the raw one makes it.
      const raw = { ...options, columns: open.members };
      return open.holds === 'one'
        ? readOne(reader, open, shard, accepts, raw)
        : readMany(reader, open, shard, accepts, raw);
    },
  };
}

/** What is not wanted is not parsed. */
async function* readOne(
  reader: Reader,
  { open }: Open,
  shard: Shard,
  accepts: RecordFilter,
  options: ReadOptions,
): AsyncGenerator<Batch> {
  for await (const batch of reader.read(shard, accepts, options)) {
    const found = emptyBatch(batch.skipped);
    found.malformed.push(...batch.malformed);
    for (let index = 0; index < batch.records.length; index += 1) {
      const opened = open(batch.records[index]);
      const [one, another] = 'is' in opened ? [opened] : opened;
      const unusable = { is: 'unusable', why: one ? 'more than one record' : 'no record' } as const;
      add(found, one && !another ? one : unusable, batch.positions[index] ?? 0);
    }
    yield found;
  }
}

/** Only a raw record that was opened tells how many records there are to want. */
async function* readMany(
  reader: Reader,
  { open }: Open,
  shard: Shard,
  accepts: RecordFilter,
  options: ReadOptions,
): AsyncGenerator<Batch> {
  for await (const batch of reader.read(shard, () => true, options)) {
    const found = emptyBatch(batch.skipped);
    for (const malformed of batch.malformed) {
      if (accepts(malformed.position)) found.malformed.push(malformed);
      else found.skipped += 1;
    }
    for (let index = 0; index < batch.records.length; index += 1) {
      const opened = open(batch.records[index]);
      let position = batch.positions[index] ?? 0;
      for (const one of 'is' in opened ? [opened] : opened) {
        if (accepts(position)) add(found, one, position);
        else found.skipped += 1;
        position += 1;
      }
    }
    yield found;
  }
}

type Growing = { -readonly [Key in keyof Batch]: Batch[Key] extends readonly (infer Item)[] ? Item[] : Batch[Key] };

function emptyBatch(skipped: number): Growing {
  return { records: [], positions: [], skipped, malformed: [] };
}

function add(found: Growing, opened: Opened, position: number): void {
  if (opened.is === 'record') {
    found.records.push(opened.record);
    found.positions.push(position);
  } else found.malformed.push({ position, message: 'why' in opened ? opened.why : `a ${opened.is} alone` });
}
