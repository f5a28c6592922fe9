/**
 * Keeps integers of JSON texts that a double does not hold. JSON.parse could be told to show how each number is written,
 * but takes five times as long then; so these integers are put between quotes before parsing, and back in place after.
 */
import { exactInteger, mostDigits } from './exact-integer.ts';

/** The shortest integer that a double may not hold has 16 digits. */
const longDigits = 16;
/** Begins the texts that stand for integers meanwhile; a raw `#` is nowhere JSON, so inside a string it breaks the text. */
const mark = '#weir integer ';
/** A text with more of them is read in the slow way. */
const mostMarked = 32;

export class TooManyDigits extends Error {
  override message = `a whole number of more than ${mostDigits} digits`;
}

/** Where 16 digits stand in a row, asked of one part of some bytes after the other. */
export class LongDigits {
  readonly #bytes: Uint8Array;
  /** The first such row behind what was asked of; the end of the bytes where there is none. */
  #next = -1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Whether some do in a part. Parts are asked of in their order, and no digits stand across their ends, as with lines. */
  standIn(from: number, to: number): boolean {
    if (this.#next < from) this.#next = findLongDigits(this.#bytes, from);
    return this.#next < to;
  }
}

/**
 * The first of the first 16 digits that stand in a row from there on. Looks at every sixteenth byte, so that it costs next to
 * nothing; of such a row eight digits stand before or behind that.
 */
function findLongDigits(bytes: Uint8Array, from: number): number {
  for (let at = from + longDigits - 1; at < bytes.length; at += longDigits) {
    if (!isDigit(bytes[at])) continue;
    const mayBeBefore = isDigit(bytes[at - 8]) && isDigit(bytes[at - 4]);
    if (!mayBeBefore && !(isDigit(bytes[at + 8]) && isDigit(bytes[at + 4]))) continue;
    let first = at;
    while (first > from && isDigit(bytes[first - 1])) first--;
    let next = at + 1;
    while (isDigit(bytes[next])) next++;
    if (next - first >= longDigits) return first;
    at = next - 1;
  }
  return bytes.length;
}

/** Parses texts that may hold such integers; remembers where the last one had them, since records are alike. */
export class LongIntegerParser {
  /** Names and indices from the root to each integer. */
  private places: (readonly string[])[] = [];

  /** Throws TooManyDigits, and what JSON.parse throws. */
  parse(text: string): unknown {
    const marked = withMarks(text);
    if (marked === undefined) return JSON.parse(text);
    let value: unknown;
    try {
      value = marked.integers > mostMarked || text.includes(mark) ? undefined : JSON.parse(marked.text);
    } catch {
      // A mark inside a string, or no JSON anyway.
    }
    return value === undefined ? JSON.parse(text, keepInteger) : this.restore(value, marked.integers);
  }

  private restore(value: unknown, integers: number): unknown {
    if (isMark(value)) return integerOf(value);
    let restored = 0;
    for (const place of this.places) if (restoreAt(value, place)) restored++;
    if (restored < integers) {
      this.places = [];
      find(value, [], this.places);
      for (const place of this.places) restoreAt(value, place);
    }
    return value;
  }
}

/** The text with its long integers between quotes; undefined where it has none. */
function withMarks(text: string): { readonly text: string; readonly integers: number } | undefined {
  let marked = '';
  let copied = 0;
  let integers = 0;
  for (let at = longDigits - 1; at < text.length; at += longDigits) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let first = at;
    while (isDigit(text.charCodeAt(first - 1))) first--;
    let next = at + 1;
    while (isDigit(text.charCodeAt(next))) next++;
    at = next - 1;
    // What begins with a zero is no JSON.
    if (next - first < longDigits || isSafe(text, first, next) || text[first] === '0') continue;
    if (text[first - 1] === '-') first--;
    if (!standsAlone(text, first, next)) continue;
    marked += `${text.slice(copied, first)}"${mark}${text.slice(first, next)}"`;
    copied = next;
    integers++;
  }
  return integers === 0 ? undefined : { text: marked + text.slice(copied), integers };
}

/** It is no part of a longer number or of a word. */
function standsAlone(text: string, first: number, next: number): boolean {
  return (
    (first === 0 || ' \t\n\r:,['.includes(text[first - 1] ?? '')) &&
    (next === text.length || ' \t\n\r,]}'.includes(text[next] ?? ''))
  );
}

function isSafe(text: string, first: number, next: number): boolean {
  return next - first === longDigits && Number(text.slice(first, next)) <= Number.MAX_SAFE_INTEGER;
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}

function isMark(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(mark);
}

function integerOf(marked: string): number | bigint {
  return bounded(marked.slice(mark.length));
}

function bounded(digits: string): number | bigint {
  if (digits.length - Number(digits.startsWith('-')) > mostDigits) throw new TooManyDigits();
  return exactInteger(digits);
}

/** Whether a mark stood at the place. */
function restoreAt(value: unknown, place: readonly string[]): boolean {
  let holder = value;
  for (let depth = 0; depth < place.length; depth++) {
    if (typeof holder !== 'object' || holder === null) return false;
    const name = place[depth] ?? '';
    const members = holder as Record<string, unknown>;
    const member = members[name];
    if (depth < place.length - 1) holder = member;
    else if (isMark(member)) {
      members[name] = integerOf(member);
      return true;
    }
  }
  return false;
}

function find(value: unknown, place: readonly string[], found: (readonly string[])[]): void {
  if (isMark(value)) found.push(place);
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === 'object' || isMark(member)) find(member, [...place, name], found);
    }
}

/** A reviver, which is told how a number is written. */
function keepInteger(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || source.length < longDigits) return value;
  return /^-?\d+$/.test(source) ? bounded(source) : value;
}
