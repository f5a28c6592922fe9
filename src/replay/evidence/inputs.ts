/** What the fields of requests hold, by week, as counts that add up: types, values of the few that have few, sums of numbers. */
import { toPointer } from '../../document/pointer.ts';
import { type FieldCount, type FieldParts, FieldSum } from './input-field.ts';

/** What of requests is counted; plain data. */
export interface InputsSpec {
  /** Pointers into the request that hold no input: its time, its label. */
  readonly skipped: readonly string[];
  /** Pointer into the request by which sums of numbers are told apart, too. */
  readonly segment?: string;
}

export interface WeekCount {
  records: number;
  fields: Record<string, FieldCount>;
}

/** By week. Plain JSON. */
export type InputCounts = Record<string, WeekCount>;

export type InputParts = readonly (readonly [
  week: number,
  records: number,
  fields: readonly (readonly [string, FieldParts])[],
])[];

/** Of more fields the first in the order of their pointers are counted: which these are does not depend on who comes first. */
const MOST_FIELDS = 200;
const DEEPEST = 5;

interface WeekSum {
  records: number;
  readonly fields: Map<string, FieldSum>;
}

/** One place of the request. Records come mostly week by week, so the week of the last one is at hand. */
interface Place {
  readonly pointer: string;
  /** Members of members. */
  readonly depth: number;
  readonly isSkipped: boolean;
  readonly members: Map<string, Place>;
  /** Names of the last record's members and where they lead: the next one's are mostly the same, in the same order. */
  readonly names: string[];
  readonly places: Place[];
  week: WeekSum | undefined;
  field: FieldSum;
}

export class InputSum {
  readonly #weeks = new Map<number, WeekSum>();
  readonly #pointers = new Set<string>();
  /** Once there were too many fields, those behind this one are not counted. */
  #last: string | undefined;
  readonly #skipped: ReadonlySet<string>;
  readonly #root: Place;

  constructor({ skipped }: Pick<InputsSpec, 'skipped'>) {
    this.#skipped = new Set(skipped);
    this.#root = this.#place('', 0);
  }

  add(week: number, input: unknown, segment: string | undefined): void {
    const own = this.#week(week);
    own.records += 1;
    this.#look(own, input, this.#root, segment);
  }

  export(): InputParts {
    this.#keepFirst();
    return [...this.#weeks].map(([week, { records, fields }]) => [
      week,
      records,
      [...fields].map(([pointer, field]) => [pointer, field.export()] as const),
    ]);
  }

  absorb(parts: InputParts): void {
    for (const [week, records, fields] of parts) {
      const own = this.#week(week);
      own.records += records;
      for (const [pointer, field] of fields) this.#field(own, pointer)?.absorb(field);
    }
  }

  /** So far. */
  finish(): InputCounts {
    this.#keepFirst();
    const all: InputCounts = {};
    for (const [week, { records, fields }] of this.#weeks)
      all[week] = {
        records,
        fields: Object.fromEntries([...fields].map(([pointer, field]) => [pointer, field.finish()])),
      };
    return all;
  }

  #look(week: WeekSum, value: unknown, place: Place, segment: string | undefined): void {
    if (place.isSkipped) return;
    if (place !== this.#root && value !== null && value !== undefined) this.#count(week, place, value, segment);
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isMap || place.depth >= DEEPEST) return;
    let index = 0;
    // Over keys that are read at once this is the fastest way, and this is done for every record.
    for (const name in value) {
      if (!Object.hasOwn(value, name)) continue;
      const inner = (value as Record<string, unknown>)[name];
      const known = place.names[index] === name ? place.places[index] : undefined;
      this.#look(week, inner, known ?? this.#memberAt(place, name, index), segment);
      index += 1;
    }
  }

  #count(week: WeekSum, place: Place, value: NonNullable<unknown>, segment: string | undefined): void {
    if (this.#last !== undefined && place.pointer > this.#last) return;
    if (place.week !== week) {
      const field = this.#field(week, place.pointer);
      if (!field) return;
      place.field = field;
      place.week = week;
    }
    place.field.add(value, segment);
  }

  #week(week: number): WeekSum {
    const known = this.#weeks.get(week);
    if (known) return known;
    const made = { records: 0, fields: new Map() };
    this.#weeks.set(week, made);
    return made;
  }

  /** Undefined for one that is not counted. */
  #field({ fields }: WeekSum, pointer: string): FieldSum | undefined {
    const known = fields.get(pointer);
    if (known) return known;
    if (this.#last !== undefined && pointer > this.#last) return undefined;
    const made = new FieldSum();
    fields.set(pointer, made);
    this.#pointers.add(pointer);
    if (this.#pointers.size > 2 * MOST_FIELDS) this.#keepFirst();
    return made;
  }

  #keepFirst(): void {
    if (this.#pointers.size <= MOST_FIELDS) return;
    const [...sorted] = [...this.#pointers].sort();
    const left = sorted.splice(MOST_FIELDS);
    this.#last = sorted.at(-1);
    for (const pointer of left) {
      this.#pointers.delete(pointer);
      for (const { fields } of this.#weeks.values()) fields.delete(pointer);
    }
  }

  /** Most records have the same members, whose pointers are written once. */
  #memberAt(place: Place, name: string, index: number): Place {
    const found = place.members.get(name) ?? this.#memberOf(place, name);
    if (index < MOST_FIELDS) {
      place.names[index] = name;
      place.places[index] = found;
    }
    return found;
  }

  #memberOf(place: Place, name: string): Place {
    const made = this.#place(`${place.pointer}${toPointer([name])}`, place.depth + 1);
    if (place.members.size < MOST_FIELDS) place.members.set(name, made);
    return made;
  }

  #place(pointer: string, depth: number): Place {
    const isSkipped = this.#skipped.has(pointer);
    return {
      pointer,
      depth,
      isSkipped,
      members: new Map(),
      names: [],
      places: [],
      week: undefined,
      field: new FieldSum(),
    };
  }
}
