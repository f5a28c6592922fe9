/**
 * Reads files of counted records: to whoever can count, each once with how often it is there; to others as often as it is
 * there, each time at a position of its own.
 */
import type { Batch, Count, Malformed, Reader, ReadOptions, RecordFilter, Shard } from '../reader.ts';
import type { CountedEntry } from './lines.ts';

export function countedReader(lines: Reader): Reader {
  return {
    shards: lines.shards,
    read: (shard, accepts, options) => readCounted(lines, shard, accepts, options),
  };
}

async function* readCounted(
  lines: Reader,
  shard: Shard,
  accepts: RecordFilter,
  { counts: isCounting = false, ...options }: ReadOptions = {},
): AsyncGenerator<Batch> {
  // Which records are wanted goes by their own positions, and their lines hold all that is.
  const inner = { waiting: options.waiting, consumed: options.consumed };
  for await (const batch of lines.read(shard, () => true, inner)) {
    if (batch.malformed.length > 0) throw new Error('a file of counted records with a line that is none of its own');
    let gathered = new Gathering(isCounting);
    for (const entry of batch.records as CountedEntry[]) {
      const [first, times, record, , , why, leftOut] = entry;
      gathered.skipped += leftOut ?? 0;
      if (isCounting) {
        let taken = 0;
        for (let at = first; at < first + times; at += 1) if (accepts(at)) taken += 1;
        gathered.skipped += times - taken;
        if (taken > 0) gathered.add(entry, first, taken);
        continue;
      }
      for (let at = first; at < first + times; at += 1) {
        if (!accepts(at)) gathered.skipped += 1;
        else if (typeof why === 'string') gathered.malformed.push({ position: at, message: why });
        else {
          gathered.records.push(record);
          gathered.positions.push(at);
        }
        if (gathered.isFull) {
          yield gathered;
          gathered = new Gathering(isCounting);
        }
      }
    }
    yield gathered;
  }
}

const MOST = 1024;

class Gathering implements Batch {
  readonly records: unknown[] = [];
  readonly positions: number[] = [];
  readonly malformed: Malformed[] = [];
  readonly counts: Count[] | undefined;
  skipped = 0;

  constructor(isCounting: boolean) {
    if (isCounting) this.counts = [];
  }

  get isFull(): boolean {
    return this.records.length + this.malformed.length >= MOST;
  }

  add([, , record, from, to, why]: CountedEntry, position: number, times: number): void {
    if (typeof why === 'string') {
      this.malformed.push({ position, message: why, times });
      return;
    }
    this.records.push(record);
    this.positions.push(position);
    this.counts?.push({ times, ...(from !== null && to !== null && { from, to }) });
  }
}
