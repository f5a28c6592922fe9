/**
 * What stands at one field in each record of a shard, as codes: a value by itself while values are few, numbers in bins
 * of two digits once they are many. A field with too many values even so tells nothing and is given up.
 */
import { type CellKey, cellText, MISSING, Word } from '../evidence/cell.ts';
import { digitsBin } from './digits.ts';

/** Plain data. */
export interface ColumnParts {
  readonly binned: boolean;
  /** What each code stands for: a number (or the lower end of its bin), or the text of a cell. */
  readonly keys: readonly (number | string)[];
  /** One a record; empty where the field was given up. */
  readonly codes: Uint16Array;
}

/** Whether there are more is the same for all records together, however they are cut into shards. */
export const MOST_VALUES = 4000;

const OBJECT = Word.of('object');

export class Column {
  #binned = false;
  #givenUp = false;
  #keys = new Map<CellKey, number>();
  #codes = new Uint16Array(1024);
  #length = 0;

  add(value: unknown): void {
    if (this.#givenUp) return;
    const code = this.#code(keyOf(value));
    if (this.#length === this.#codes.length) this.#codes = grown(this.#codes);
    this.#codes[this.#length] = code;
    this.#length += 1;
    if (this.#keys.size > MOST_VALUES) this.#coarsen();
  }

  export(): ColumnParts {
    if (this.#givenUp) return { binned: true, keys: [], codes: new Uint16Array() };
    const keys = [...this.#keys.keys()].map((key) => (isNumber(key) ? key : cellText(key)));
    return { binned: this.#binned, keys, codes: this.#codes.slice(0, this.#length) };
  }

  #code(key: CellKey): number {
    return this.#number(this.#binned && isNumber(key) ? digitsBin(key) : key);
  }

  #number(key: CellKey): number {
    const known = this.#keys.get(key);
    if (known !== undefined) return known;
    const code = this.#keys.size;
    this.#keys.set(key, code);
    return code;
  }

  #coarsen(): void {
    if (!this.#binned) {
      const exact = [...this.#keys.keys()];
      this.#binned = true;
      this.#keys = new Map();
      const codes = exact.map((key) => this.#code(key));
      for (let row = 0; row < this.#length; row += 1) this.#codes[row] = codes[this.#codes[row] ?? 0] ?? 0;
    }
    if (this.#keys.size > MOST_VALUES) this.#givenUp = true;
  }
}

/** A scalar as it is; lists and objects are all alike here. */
function keyOf(value: unknown): CellKey {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return value === 0 ? 0 : value;
    case 'bigint':
      return Number(value);
    case 'undefined':
      return MISSING;
    default:
      return value === null ? null : OBJECT;
  }
}

function isNumber(key: CellKey): key is number {
  return typeof key === 'number' && Number.isFinite(key);
}

function grown(codes: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(codes.length * 2);
  larger.set(codes);
  return larger;
}
