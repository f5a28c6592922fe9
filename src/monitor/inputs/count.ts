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

/** Of one field, or of the whole request. Records of one file come mostly week by week, so the week of the last one is at hand. */
interface Place {
  readonly pointer: string;
  /** Members of members. */
  readonly depth: number;
  readonly isSkipped: boolean;
  /** False of the fields that came after so many others. */
  isCounted: boolean | undefined;
  readonly members: Map<string, Place>;
  readonly weeks: Map<number, Tallies>;
  week: number | undefined;
  tallies: Tallies;
}

interface Times {
  times: number;
}

/** A `FieldCount` while it grows. */
interface Tallies {
  present: number;
  readonly types: Map<string, Times>;
  values: Map<string, Times> | undefined;
  /** Undefined for all of them. */
  readonly sums: Map<string | undefined, { count: number; sum: number }>;
}

export class InputCounter {
  readonly #records = new Map<number, number>();
  readonly #places: Place[] = [];
  readonly #fields = new Set<string>();
  readonly #skipped: ReadonlySet<string>;
  readonly #root: Place;

  /** @param skipped pointers into the request that hold no input: its time, its label */
  constructor(skipped: ReadonlySet<string>) {
    this.#skipped = skipped;
    this.#root = this.#place('', 0);
  }

  add(week: number, input: unknown, segment: string | undefined): void {
    this.#records.set(week, (this.#records.get(week) ?? 0) + 1);
    this.#look(week, input, this.#root, segment);
  }

  /** So far. */
  counts(): InputCounts {
    const all: InputCounts = {};
    for (const [week, records] of this.#records) all[week] = { records, fields: {} };
    // The same field may be more than one place: see `memberOf`.
    for (const { pointer, weeks } of this.#places)
      for (const [week, tallies] of weeks) {
        const { fields = {} } = all[week] ?? {};
        fields[pointer] ??= emptyField();
        addUp(fields[pointer], countOf(tallies));
      }
    return all;
  }

  #look(week: number, value: unknown, place: Place, segment: string | undefined): void {
    if (place.isSkipped) return;
    if (place !== this.#root) this.#count(week, place, value, segment);
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isMap || place.depth >= DEEPEST) return;
    for (const name of Object.keys(value)) {
      const inner = (value as Record<string, unknown>)[name];
      this.#look(week, inner, place.members.get(name) ?? this.#memberOf(place, name), segment);
    }
  }

  /** Most records have the same members, whose pointers are written once. */
  #memberOf(place: Place, name: string): Place {
    const made = this.#place(`${place.pointer}${toPointer([name])}`, place.depth + 1);
    if (place.members.size < MOST_FIELDS) place.members.set(name, made);
    return made;
  }

  #place(pointer: string, depth: number): Place {
    const own = { pointer, depth, isSkipped: this.#skipped.has(pointer), isCounted: undefined };
    return { ...own, members: new Map(), weeks: new Map(), week: undefined, tallies: emptyTallies() };
  }

  #count(week: number, place: Place, value: unknown, segment: string | undefined): void {
    place.isCounted ??= this.#mayCount(place);
    if (!place.isCounted || value === null || value === undefined) return;
    const tallies = place.week === week ? place.tallies : turnTo(place, week);
    tallies.present += 1;
    const type = Array.isArray(value) ? 'list' : typeof value;
    const known = tallies.types.get(type);
    if (known) known.times += 1;
    else tallies.types.set(type, { times: 1 });
    if (typeof value === 'number') {
      addNumber(tallies, undefined, value);
      if (segment !== undefined && (tallies.sums.has(segment) || tallies.sums.size <= MOST_SEGMENTS))
        addNumber(tallies, segment, value);
    } else if (typeof value === 'string' || typeof value === 'boolean') {
      addText(tallies, String(value));
    }
  }

  #mayCount(place: Place): boolean {
    if (!this.#fields.has(place.pointer) && this.#fields.size >= MOST_FIELDS) return false;
    this.#fields.add(place.pointer);
    this.#places.push(place);
    return true;
  }
}

function turnTo(place: Place, week: number): Tallies {
  const tallies = place.weeks.get(week) ?? emptyTallies();
  place.weeks.set(week, tallies);
  place.week = week;
  place.tallies = tallies;
  return tallies;
}

function emptyTallies(): Tallies {
  return { present: 0, types: new Map(), values: new Map(), sums: new Map() };
}

function emptyField(): FieldCount {
  return { present: 0, types: {}, values: {}, sums: {} };
}

function addNumber({ sums }: Tallies, key: string | undefined, value: number): void {
  const known = sums.get(key);
  if (known) {
    known.count += 1;
    known.sum += value;
  } else sums.set(key, { count: 1, sum: value });
}

function addText(tallies: Tallies, value: string): void {
  const { values } = tallies;
  if (!values) return;
  const known = values.get(value);
  if (known) known.times += 1;
  else if (value.length >= LONGEST || values.size >= MOST_VALUES) tallies.values = undefined;
  else values.set(value, { times: 1 });
}

function countOf({ present, types, values, sums }: Tallies): FieldCount {
  const counts = (all: ReadonlyMap<string, Times>, sign: string): Record<string, number> =>
    Object.fromEntries([...all].map(([key, { times }]) => [sign + key, times]));
  const byKey = Object.fromEntries([...sums].map(([key, one]) => [key === undefined ? '' : `=${key}`, one]));
  return { present, types: counts(types, ''), ...(values && { values: counts(values, '=') }), sums: byKey };
}

function sum({ sums }: FieldCount, key: string, value: number, count: number): void {
  sums[key] ??= { count: 0, sum: 0 };
  sums[key].count += count;
  sums[key].sum += value;
}

function tally(field: FieldCount, value: string, count: number): void {
  const { values } = field;
  if (!values) return;
  if (!(value in values) && Object.keys(values).length >= MOST_VALUES) {
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
      own.fields[pointer] ??= emptyField();
      addUp(own.fields[pointer], field);
    }
  }
}

function addUp(known: FieldCount, field: FieldCount): void {
  known.present += field.present;
  for (const [type, count] of Object.entries(field.types)) known.types[type] = (known.types[type] ?? 0) + count;
  for (const [key, part] of Object.entries(field.sums)) sum(known, key, part.sum, part.count);
  if (!field.values) delete known.values;
  else for (const [value, count] of Object.entries(field.values)) tally(known, value, count);
}
