/** What one field of requests holds in one week. */
import { ExactSum } from './exact-sum.ts';

export interface FieldCount {
  /** Records that have it, not null. */
  present: number;
  types: Record<string, number>;
  /** Of texts and booleans, while they are few; each as `=value`, so that none is a name that objects have by themselves. */
  values?: Record<string, number>;
  /** Of numbers; by segment, as `=JFK`, beside all of them at `''`. */
  sums: Record<string, { count: number; sum: number }>;
}

type Counts = readonly (readonly [string, number])[];

/** As `FieldCount`, with sums as exact parts; those at `''` are of numbers that are in none of the segments. */
export interface FieldParts {
  readonly present: number;
  readonly types: Counts;
  readonly values?: Counts;
  readonly sums: readonly (readonly [key: string, count: number, sum: readonly number[]])[];
}

const MOST_VALUES = 1000;
/** Of more segments the first in the order of their names are told apart: which these are does not depend on who comes first. */
const MOST_SEGMENTS = 300;
const LONGEST = 64;

interface Times {
  times: number;
}

class NumberSum {
  count = 0;
  readonly sum = new ExactSum();

  add(value: number): void {
    this.count += 1;
    this.sum.add(value);
  }

  absorb(count: number, sum: readonly number[]): void {
    this.count += count;
    this.sum.absorb(sum);
  }
}

/** Shards add up to the same in any order. */
export class FieldSum {
  #present = 0;
  readonly #types = new Map<string, Times>();
  #lastType = '';
  #ofLastType: Times = { times: 0 };
  /** Undefined once they are too many, or too long. */
  #values: Map<string, Times> | undefined = new Map();
  /** Of numbers that are in none of the segments. */
  readonly #rest = new NumberSum();
  readonly #segments = new Map<string, NumberSum>();
  /** Once there were too many segments, those behind this one are not told apart. */
  #last: string | undefined;

  add(value: NonNullable<unknown>, segment: string | undefined): void {
    this.#present += 1;
    const type = typeof value;
    const name = type === 'object' && Array.isArray(value) ? 'list' : type;
    if (name !== this.#lastType) this.#turnTo(name);
    this.#ofLastType.times += 1;
    if (typeof value === 'number') {
      const own = (segment === undefined ? undefined : this.#segment(segment)) ?? this.#rest;
      own.add(value);
    } else if (typeof value === 'string') this.#addText(value, 1);
    else if (typeof value === 'boolean') this.#addText(String(value), 1);
  }

  export(): FieldParts {
    return {
      present: this.#present,
      types: counts(this.#types),
      ...(this.#values && { values: counts(this.#values) }),
      sums: this.#sums().map(([key, { count, sum }]) => [key, count, sum.export()] as const),
    };
  }

  absorb({ present, types, values, sums }: FieldParts): void {
    this.#present += present;
    for (const [type, times] of types) {
      this.#turnTo(type);
      this.#ofLastType.times += times;
    }
    if (!values) this.#values = undefined;
    else for (const [value, times] of values) this.#addText(value, times);
    for (const [key, count, sum] of sums)
      ((key === '' ? undefined : this.#segment(key.slice(1))) ?? this.#rest).absorb(count, sum);
  }

  finish(): FieldCount {
    const values = this.#values && counts(this.#values);
    const sums = this.#sums();
    const all = new NumberSum();
    for (const [, { count, sum }] of sums) all.absorb(count, sum.export());
    const bySegment = [...(all.count > 0 ? [['', all] as const] : []), ...sums.filter(([key]) => key !== '')];
    return {
      present: this.#present,
      types: Object.fromEntries(counts(this.#types)),
      ...(values && { values: Object.fromEntries(values.map(([value, times]) => [`=${value}`, times])) }),
      sums: Object.fromEntries(bySegment.map(([key, { count, sum }]) => [key, { count, sum: sum.total() }])),
    };
  }

  #sums(): (readonly [string, NumberSum])[] {
    this.#keepFirst();
    const rest = this.#rest.count > 0 ? [['', this.#rest] as const] : [];
    return [...rest, ...[...this.#segments].map(([segment, own]) => [`=${segment}`, own] as const)];
  }

  #turnTo(type: string): void {
    const known = this.#types.get(type) ?? { times: 0 };
    this.#types.set(type, known);
    this.#lastType = type;
    this.#ofLastType = known;
  }

  #addText(value: string, times: number): void {
    const values = this.#values;
    if (!values) return;
    const known = values.get(value);
    if (known) known.times += times;
    else if (value.length >= LONGEST || values.size >= MOST_VALUES) this.#values = undefined;
    else values.set(value, { times });
  }

  /** Undefined for one that is not told apart. */
  #segment(segment: string): NumberSum | undefined {
    const known = this.#segments.get(segment);
    if (known) return known;
    if (this.#last !== undefined && segment > this.#last) return undefined;
    if (this.#segments.size >= 2 * MOST_SEGMENTS) {
      this.#keepFirst();
      return this.#segment(segment);
    }
    const made = new NumberSum();
    this.#segments.set(segment, made);
    return made;
  }

  #keepFirst(): void {
    if (this.#segments.size <= MOST_SEGMENTS) return;
    const sorted = [...this.#segments.keys()].sort();
    this.#last = sorted[MOST_SEGMENTS - 1];
    for (const segment of sorted.slice(MOST_SEGMENTS)) {
      const left = this.#segments.get(segment);
      if (left) this.#rest.absorb(left.count, left.sum.export());
      this.#segments.delete(segment);
    }
  }
}

function counts(all: ReadonlyMap<string, Times>): Counts {
  return [...all].map(([key, { times }]) => [key, times] as const);
}
