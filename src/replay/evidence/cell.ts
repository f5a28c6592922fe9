/**
 * Values as they stand in joint tables. While records are added up, a cell is keyed by the bare value, which a Map
 * finds without any text being made; it becomes text once, when a shard is done.
 */
import type { Cell } from '../../impact/evidence.ts';
import { exactInteger } from '../../recordings/exact-integer.ts';

/** A cell that is no value: what became of the record, a bin, a bucket. One object for each text. */
export class Word {
  static readonly #known = new Map<string, Word>();
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  static of(text: string): Word {
    const known = Word.#known.get(text) ?? new Word(text);
    Word.#known.set(text, known);
    return known;
  }
}

export const REJECTED = Word.of('rejected');
export const FAILED = Word.of('failed');
export const MISSING = Word.of('missing');

/** A primitive, a word, or JSON text behind a mark. */
export type CellKey = string | number | bigint | boolean | null | Word;

/** Among the strings, marks JSON text: that of a list or object, or of a string that begins with the mark itself. */
const JSON_TEXT = '\u0000';

/** Longer texts stand in tables by their beginning and a digest: values of strangers have no end, and tables are kept. */
const LONGEST = 1000;
const BEGINNING = 200;

/** The key of what a side shows: any JSON value, a word, or `undefined` where there is nothing. */
export function cellKey(shown: unknown): CellKey {
  switch (typeof shown) {
    case 'string':
      if (shown.length > LONGEST) return cellKey(shorten(shown));
      return shown.startsWith(JSON_TEXT) ? JSON_TEXT + JSON.stringify(shown) : shown;
    case 'number':
    case 'bigint':
    case 'boolean':
      return shown;
    case 'undefined':
      return MISSING;
    default:
      return shown === null || shown instanceof Word ? shown : JSON_TEXT + shortened(canonicalJson(shown));
  }
}

function shortened(text: string): string {
  return text.length > LONGEST ? shorten(text) : text;
}

function shorten(text: string): string {
  // Loaded where a text is so long: it takes a replay process as long to load as some thousand records.
  const { hash } = process.getBuiltinModule('node:crypto');
  return `${text.slice(0, BEGINNING)}… ${hash('sha256', text).slice(0, 16)}`;
}

export function cellText(key: CellKey): Cell {
  if (key instanceof Word) return key.text;
  if (typeof key === 'string') return key.startsWith(JSON_TEXT) ? key.slice(1) : JSON.stringify(key);
  return typeof key === 'number' ? digits(key) : String(key);
}

/** A number as it is written, a whole one with its own digits: JavaScript writes 1152921504606847000 for 2^60. */
function digits(value: number): string {
  const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
  return isRounded ? String(BigInt(value)) : String(value === 0 ? 0 : value);
}

/** The key that has this text. */
export function keyOfCell(text: Cell): CellKey {
  if (text.startsWith('"') && !text.includes('\\')) return cellKey(text.slice(1, -1));
  if (text === 'NaN') return Number.NaN;
  if (text === 'Infinity' || text === '-Infinity') return Number(text);
  if (text.endsWith(')')) return Word.of(text);
  if (/^-?\d+$/.test(text)) return exactInteger(text);
  if (text.startsWith('{') || text.startsWith('[')) return JSON_TEXT + text;
  if (text === 'true' || text === 'false' || text === 'null' || /^["\d-]/.test(text)) return cellKey(JSON.parse(text));
  return Word.of(text);
}

/** As deep as records and results may be; what is deeper keeps the order of its keys, so as not to end the process. */
const MOST_LEVELS = 1100;

/**
 * JSON text with the keys of objects sorted by code unit: the same for values that `equal` takes for the same, and for
 * no others. What rules compute and JSON cannot hold stands there as JavaScript writes it: `[NaN,-Infinity]`.
 */
export function canonicalJson(value: unknown, level = 0): string {
  if (typeof value === 'number') return digits(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null || level > MOST_LEVELS) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, level + 1)).join(',')}]`;
  const members = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(members).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(members[name], level + 1)}`).join(',')}}`;
}
