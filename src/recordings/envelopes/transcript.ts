/**
 * One file of native records that were put together from others: JSON Lines of `[source, position, record]`, or of
 * `[source, position, null, why, line]` where there is none; `source` is the place of a file among those it was made of.
 */
import type { Batch, Malformed, Reader, ReadOptions, RecordFilter, Shard } from '../reader.ts';
import type { Place } from './envelope.ts';

/** @param record as JSON */
export function recordLine({ source, position }: Place, record: string): string {
  return `[${source},${position},${record}]\n`;
}

export function unusableLine({ source, position, line }: Place & { readonly line?: number }, why: string): string {
  return `[${source},${position},null,${JSON.stringify(why)},${line ?? null}]\n`;
}

/** Reads a transcript by the reader of JSON Lines; what is unusable comes with the place that it is from. */
export function transcriptReader(lines: Reader): Reader {
  return {
    async shards(file, count) {
      const shards = await lines.shards(file, count);
      // They may be many, and no shard needs them.
      return shards.map((shard) => ({ ...shard, file: { ...shard.file, sources: [] } }));
    },
    read: (shard, accepts, options) => readTranscript(lines, shard, accepts, options),
  };
}

async function* readTranscript(
  lines: Reader,
  shard: Shard,
  accepts: RecordFilter,
  options?: ReadOptions,
): AsyncGenerator<Batch> {
  for await (const batch of lines.read(shard, accepts, options)) {
    const records: unknown[] = [];
    const positions: number[] = [];
    const malformed: Malformed[] = [...batch.malformed];
    for (let index = 0; index < batch.records.length; index += 1) {
      const entry = batch.records[index];
      const position = batch.positions[index] ?? 0;
      if (!Array.isArray(entry)) throw new Error('a transcript with a line that is none of its own');
      const [source, at, record, why, line] = entry;
      if (why === undefined) {
        records.push(record);
        positions.push(position);
      } else malformed.push({ position, line: line ?? undefined, message: why, origin: { source, position: at } });
    }
    yield { records, positions, skipped: batch.skipped, malformed };
  }
}
