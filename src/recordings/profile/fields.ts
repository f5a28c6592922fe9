/** What the fields of records hold, without the values: types, how many lack them, ranges, how many different ones. */
import { createHash } from 'node:crypto';
import { toPointer } from '../../document/pointer.ts';
import { stringify } from '../../document/stringify.ts';
import { isSecretName, type Sensitive, sensitiveIn } from './sensitive.ts';

export interface Field {
  /** Pointer into the record; `*` for the items of lists, and for members of maps whose names are data. */
  readonly pointer: string;
  /** Most frequent first. */
  readonly types: readonly { readonly type: FieldType; readonly values: number }[];
  /** Records without it, or with null in its place. */
  readonly missing: number;
  /** Of its numbers. */
  readonly range?: { readonly low: number; readonly high: number };
  /** Characters of its texts. */
  readonly length?: { readonly low: number; readonly high: number };
  /** Different values; absent where they are more than `MOST_DISTINCT`. */
  readonly distinct?: number;
  /** What its values, or the names of its members, look like (`secrets`: by its own name); records that have such a one. */
  readonly sensitive?: { readonly is: Sensitive | 'secrets'; readonly records: number };
}

export type FieldType = 'null' | 'boolean' | 'number' | 'text' | 'list' | 'map';

export const MOST_DISTINCT = 10_000;
const MOST_FIELDS = 1000;
/** Maps with more names than records usually share: the names are data. */
const MOST_NAMES = 200;
const DEEPEST = 12;
/** Of a list. */
const MOST_ITEMS = 100;
/** One in ten random numbers passes Luhn's check. */
const LEAST_SHARE: Partial<Readonly<Record<Sensitive, number>>> = { 'card numbers': 0.3 };

export class Fields {
  readonly #fields = new Map<string, Seen>();
  readonly #names = new Map<string, Set<string>>();
  #records = 0;
  /** Fields beyond the most that are kept. */
  more = false;

  get records(): number {
    return this.#records;
  }

  add(record: unknown): void {
    this.#records += 1;
    this.#look(record, [], 0);
  }

  /** In the order in which they were first seen. */
  list(): Field[] {
    return [...this.#fields]
      .filter(([pointer]) => pointer !== '')
      .map(([pointer, seen]) => seen.field(pointer, this.#records));
  }

  #look(value: unknown, tokens: readonly string[], level: number): void {
    const pointer = toPointer(tokens);
    const seen = this.#fields.get(pointer) ?? this.#open(pointer, tokens.at(-1) ?? '');
    if (!seen) return;
    seen.add(value, this.#records);
    if (typeof value !== 'object' || value === null || level === DEEPEST) return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, MOST_ITEMS)) this.#look(item, [...tokens, '*'], level + 1);
      return;
    }
    for (const [name, inner] of Object.entries(value))
      this.#look(inner, [...tokens, this.#token(pointer, name, seen)], level + 1);
  }

  /** The name, or `*` where it is none that a page may show, or one of too many. */
  #token(pointer: string, name: string, seen: Seen): string {
    const names = this.#names.get(pointer) ?? new Set();
    if (names.has(name)) return name;
    const sensitive = sensitiveIn(name);
    if (sensitive) seen.note(sensitive, this.#records);
    if (sensitive || names.size >= MOST_NAMES) return '*';
    this.#names.set(pointer, names.add(name));
    return name;
  }

  #open(pointer: string, name: string): Seen | undefined {
    if (this.#fields.size > MOST_FIELDS) {
      this.more = true;
      return undefined;
    }
    const seen = new Seen(name);
    this.#fields.set(pointer, seen);
    return seen;
  }
}

class Seen {
  readonly #isSecret: boolean;
  readonly #types = new Map<FieldType, number>();
  readonly #sensitive = new Map<Sensitive, { records: number; last: number }>();
  #distinct: Set<string> | undefined = new Set();
  #range: { low: number; high: number } | undefined;
  #length: { low: number; high: number } | undefined;
  /** Records that have it, not null; and the number of the last of them. */
  #present = 0;
  #last = 0;
  #values = 0;

  constructor(name: string) {
    this.#isSecret = isSecretName(name);
  }

  add(value: unknown, record: number): void {
    const type = typeOf(value);
    this.#types.set(type, (this.#types.get(type) ?? 0) + 1);
    if (type === 'null') return;
    this.#values += 1;
    if (this.#last !== record) this.#present += 1;
    this.#last = record;
    if (type === 'number') this.#range = widened(this.#range, Number(value));
    if (typeof value === 'string') this.#length = widened(this.#length, value.length);
    if (type === 'list' || type === 'map') return;
    this.#distinct?.add(short(value));
    if (this.#distinct && this.#distinct.size > MOST_DISTINCT) this.#distinct = undefined;
    const sensitive = sensitiveIn(value);
    if (sensitive) this.note(sensitive, record);
  }

  /** Once a record. */
  note(is: Sensitive, record: number): void {
    const noted = this.#sensitive.get(is) ?? { records: 0, last: 0 };
    this.#sensitive.set(is, noted);
    if (noted.last !== record) noted.records += 1;
    noted.last = record;
  }

  field(pointer: string, records: number): Field {
    const isNested = this.#types.has('list') || this.#types.has('map');
    const sensitive = this.#found();
    return {
      pointer,
      types: [...this.#types].map(([type, values]) => ({ type, values })).sort((a, b) => b.values - a.values),
      missing: records - this.#present,
      ...(this.#range && { range: this.#range }),
      ...(this.#length && { length: this.#length }),
      ...(this.#distinct && !isNested && { distinct: this.#distinct.size }),
      ...(sensitive && { sensitive }),
    };
  }

  #found(): Field['sensitive'] {
    const [most] = [...this.#sensitive]
      .filter(([is, { records }]) => records >= (LEAST_SHARE[is] ?? 0) * this.#present)
      .toSorted(([, a], [, b]) => b.records - a.records);
    if (most) return { is: most[0], records: most[1].records };
    return this.#isSecret && this.#length ? { is: 'secrets', records: this.#present } : undefined;
  }
}

function typeOf(value: unknown): FieldType {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'map';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' ? 'text' : 'number';
}

function widened(range: { low: number; high: number } | undefined, value: number): { low: number; high: number } {
  return range ? { low: Math.min(range.low, value), high: Math.max(range.high, value) } : { low: value, high: value };
}

/** Long texts are told apart by their hash. */
function short(value: unknown): string {
  const text = stringify(value);
  return text.length <= 64 ? text : createHash('sha1').update(text).digest('base64');
}
