/** What the fields of requests hold, by week, as counts that add up: types, values of the few that have few, sums of numbers. */
import { toPointer } from '../../document/pointer.ts';

export interface FieldCount {
  /** Records that have it, not null. */
  present: number;
  types: Record<string, number>;
  /** Of texts and booleans, while they are few; each as `=value`, so that none is a name that objects have by themselves. */
  values?: Record<string, number>;
  /** Of numbers; by segment, as `=JFK`, beside all of them at `''`. */
  sums: Record<string, { count: number; sum: number }>;
}

export interface WeekCount {
  records: number;
  fields: Record<string, FieldCount>;
}

/** By week. Plain JSON. */
export type InputCounts = Record<string, WeekCount>;

const MOST_VALUES = 1000;
const MOST_FIELDS = 200;
const MOST_SEGMENTS = 300;
const DEEPEST = 5;
const LONGEST = 64;

interface Place {
  readonly pointer: string;
  /** Members of members. */
  readonly depth: number;
  readonly isSkipped: boolean;
  readonly members: Map<string, Place>;
}

export class InputCounter {
  readonly counts: InputCounts = {};
  readonly #fields = new Set<string>();
  readonly #skipped: ReadonlySet<string>;
  readonly #root: Place;

  /** @param skipped pointers into the request that hold no input: its time, its label */
  constructor(skipped: ReadonlySet<string>) {
    this.#skipped = skipped;
    this.#root = this.#place('', 0);
  }

  add(week: number, input: unknown, segment: string | undefined): void {
    this.counts[week] ??= { records: 0, fields: {} };
    const own = this.counts[week];
    own.records += 1;
    this.#look(own, input, this.#root, segment);
  }

  #look(own: WeekCount, value: unknown, place: Place, segment: string | undefined): void {
    if (place.isSkipped) return;
    if (place !== this.#root) this.#count(own, place.pointer, value, segment);
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isMap || place.depth >= DEEPEST) return;
    for (const name of Object.keys(value)) {
      const inner = (value as Record<string, unknown>)[name];
      this.#look(own, inner, place.members.get(name) ?? this.#memberOf(place, name), segment);
    }
  }

  /** Most records have the same members, whose pointers are written once. */
  #memberOf(place: Place, name: string): Place {
    const made = this.#place(`${place.pointer}${toPointer([name])}`, place.depth + 1);
    if (place.members.size < MOST_FIELDS) place.members.set(name, made);
    return made;
  }

  #place(pointer: string, depth: number): Place {
    return { pointer, depth, isSkipped: this.#skipped.has(pointer), members: new Map() };
  }

  #count(own: WeekCount, pointer: string, value: unknown, segment: string | undefined): void {
    if (!this.#fields.has(pointer)) {
      if (this.#fields.size >= MOST_FIELDS) return;
      this.#fields.add(pointer);
    }
    if (value === null || value === undefined) return;
    own.fields[pointer] ??= { present: 0, types: {}, values: {}, sums: {} };
    const field = own.fields[pointer];
    field.present += 1;
    const type = Array.isArray(value) ? 'list' : typeof value;
    field.types[type] = (field.types[type] ?? 0) + 1;
    if (typeof value === 'number') {
      sum(field, '', value);
      const key = `=${segment}`;
      if (segment !== undefined && (key in field.sums || Object.keys(field.sums).length <= MOST_SEGMENTS))
        sum(field, key, value);
    } else if (typeof value === 'string' || typeof value === 'boolean') {
      tally(field, `=${value}`, 1);
    }
  }
}

function sum({ sums }: FieldCount, key: string, value: number, count = 1): void {
  sums[key] ??= { count: 0, sum: 0 };
  sums[key].count += count;
  sums[key].sum += value;
}

function tally(field: FieldCount, value: string, count: number): void {
  const { values } = field;
  if (!values) return;
  if (value.length > LONGEST || (!(value in values) && Object.keys(values).length >= MOST_VALUES)) {
    delete field.values;
    return;
  }
  values[value] = (values[value] ?? 0) + count;
}

/** What two files hold of the same weeks. `into` is changed. */
export function absorb(into: InputCounts, other: InputCounts): void {
  for (const [week, { records, fields }] of Object.entries(other)) {
    into[week] ??= { records: 0, fields: {} };
    const own = into[week];
    own.records += records;
    for (const [pointer, field] of Object.entries(fields)) {
      own.fields[pointer] ??= { present: 0, types: {}, values: {}, sums: {} };
      const known = own.fields[pointer];
      known.present += field.present;
      for (const [type, count] of Object.entries(field.types)) known.types[type] = (known.types[type] ?? 0) + count;
      for (const [key, part] of Object.entries(field.sums)) sum(known, key, part.sum, part.count);
      if (!field.values) delete known.values;
      else for (const [value, count] of Object.entries(field.values)) tally(known, value, count);
    }
  }
}
