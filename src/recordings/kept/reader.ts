/** Reads tables of kinds as batches of records that stand for others. */
import type { Batch, Count, Malformed, RecordFilter, ShardKinds } from '../reader.ts';
import type { Span } from '../screen/counts.ts';
import type { WeekOf } from '../window/week.ts';
import { type EachRecord, type Kinds, unpackKinds } from './table.ts';

const MOST = 1024;

export interface KindsOptions {
  /** Undefined for all records. Only of tables that have each of them. */
  readonly accepts: RecordFilter | undefined;
  readonly weekOf: WeekOf | undefined;
}

export function* readKinds(tables: readonly ShardKinds[], options: KindsOptions): Generator<Batch> {
  for (const { bytes } of tables) yield* readTable(bytes, options);
}

function* readTable(table: Uint8Array, { accepts, weekOf }: KindsOptions): Generator<Batch> {
  const kinds = unpackKinds(table);
  const { records, positions, each, malformed } = kinds;
  if (!accepts) {
    const counts = records.map((_, kind) => countOf(kinds, kind));
    return yield* batches(records, positions, counts, { malformed, skipped: 0 });
  }
  if (!each) throw new Error('kinds of records that do not say which record is of which');
  const some = new Some(each, accepts, weekOf);
  const taken = [...some.counts.keys()].toSorted((a, b) => a - b);
  const wanted = malformed.filter(({ position }) => accepts(position));
  yield* batches(
    taken.map((kind) => records[kind]),
    taken.map((kind) => some.counts.get(kind)?.position ?? 0),
    taken.map((kind): Count => some.counts.get(kind) ?? { times: 0 }),
    { malformed: wanted, skipped: some.skipped + malformed.length - wanted.length },
  );
}

function countOf({ times, spans, weeks }: Kinds, kind: number): Count {
  return { times: times[kind] ?? 0, spans: spans[kind] ?? [], weeks: weeks[kind] ?? [] };
}

function* batches(
  records: readonly unknown[],
  positions: readonly number[],
  counts: readonly Count[],
  { malformed, skipped }: { readonly malformed: readonly Malformed[]; readonly skipped: number },
): Generator<Batch> {
  for (let from = 0; from === 0 || from < records.length; from += MOST) {
    const to = from + MOST;
    yield {
      records: records.slice(from, to),
      positions: positions.slice(from, to),
      counts: counts.slice(from, to),
      skipped: from === 0 ? skipped : 0,
      malformed: from === 0 ? malformed : [],
    };
  }
}

/** Of the records that are wanted, how many are of each kind. */
class Some {
  readonly counts = new Map<number, SomeCount>();
  skipped = 0;

  constructor({ kinds, steps, times, lengths }: EachRecord, accepts: RecordFilter, weekOf: WeekOf | undefined) {
    const text = Buffer.from(times.buffer, times.byteOffset, times.length);
    let position = 0;
    let at = 0;
    for (let index = 0; index < kinds.length; index += 1) {
      position += steps[index] ?? 0;
      const from = at;
      at += lengths[index] ?? 0;
      if (!accepts(position)) {
        this.skipped += 1;
        continue;
      }
      const kind = kinds[index] ?? 0;
      const count = this.counts.get(kind) ?? new SomeCount(position);
      this.counts.set(kind, count);
      count.add(position, text.toString('latin1', from, at), weekOf);
    }
  }
}

class SomeCount implements Count {
  position: number;
  times = 0;
  readonly #weeks = new Map<number, number>();
  #from = '';
  #to = '';

  constructor(position: number) {
    this.position = position;
  }

  add(position: number, time: string, weekOf: WeekOf | undefined): void {
    this.times += 1;
    if (position < this.position) this.position = position;
    if (time === '') return;
    if (this.#from === '' || time < this.#from) this.#from = time;
    if (time > this.#to) this.#to = time;
    if (!weekOf) return;
    const week = weekOf(time);
    this.#weeks.set(week, (this.#weeks.get(week) ?? 0) + 1);
  }

  get spans(): readonly Span[] {
    return this.#from === '' ? [] : [{ from: this.#from, to: this.#to }];
  }

  get weeks(): readonly (readonly [number, number])[] {
    return [...this.#weeks];
  }
}
