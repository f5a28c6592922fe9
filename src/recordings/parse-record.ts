/**
 * The one place where a recorded text becomes a value, whatever file it stood in. Integers that a double does not hold
 * arrive as bigints; what is no JSON, or is nested so deeply that whatever recurses along it could run out of stack, is
 * no record.
 */
import { exactInteger, mostDigits } from './exact-integer.ts';
import { describeSyntaxError } from './json-error.ts';

/** Why a text is no record, without quoting it. */
export class Unparsable {
  readonly message: string;
  /** How many lines of the text stand before the place. */
  readonly lines: number;

  constructor(message: string, lines = 0) {
    this.message = message;
    this.lines = lines;
  }
}

const mostLevels = 1000;
/** The shortest integer that a double may not hold has 16 digits. */
const longDigits = 16;

/** @param mayHoldLong false where it is known that no 16 digits stand in a row */
export function parseRecord(text: string, mayHoldLong = true): unknown {
  // A level takes two brackets, so most records are too short to be looked through.
  const isDeep = text.length > 2 * mostLevels && levels(text) > mostLevels;
  try {
    if (isDeep) JSON.parse(text);
    else return mayHoldLong && holdsLongInteger(text) ? JSON.parse(text, keepInteger) : JSON.parse(text);
  } catch (error) {
    if (error instanceof TooManyDigits) return new Unparsable(error.message);
    const { message, lines } = describeSyntaxError(text);
    return new Unparsable(message, lines);
  }
  return new Unparsable(`nested more than ${mostLevels} levels deep`);
}

/** Whether 16 digits stand in a row. Looks at every sixteenth byte, so that it costs next to nothing. */
export function holdsLongDigits(bytes: Uint8Array): boolean {
  for (let at = longDigits - 1; at < bytes.length; at += longDigits) {
    if (!isDigit(bytes[at])) continue;
    let first = at;
    while (isDigit(bytes[first - 1])) first--;
    let next = at + 1;
    while (isDigit(bytes[next])) next++;
    if (next - first >= longDigits) return true;
    at = next - 1;
  }
  return false;
}

/** Whether the text may hold, outside of its strings, an integer that a double does not. */
function holdsLongInteger(text: string): boolean {
  for (let at = longDigits - 1; at < text.length; at += longDigits) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let first = at;
    while (isDigit(text.charCodeAt(first - 1))) first--;
    let next = at + 1;
    while (isDigit(text.charCodeAt(next))) next++;
    if (next - first >= longDigits && standsAlone(text, first, next) && !isSafe(text, first, next)) return true;
    at = next - 1;
  }
  return false;
}

/** What surrounds an integer that is no part of a longer number, a word or the like. */
function standsAlone(text: string, first: number, next: number): boolean {
  return (
    (first === 0 || ' \t\n\r:,[-'.includes(text[first - 1] ?? '')) &&
    (next === text.length || ' \t\n\r,]}'.includes(text[next] ?? ''))
  );
}

function isSafe(text: string, first: number, next: number): boolean {
  return next - first === longDigits && Number(text.slice(first, next)) <= Number.MAX_SAFE_INTEGER;
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}

class TooManyDigits extends Error {
  override message = `a whole number of more than ${mostDigits} digits`;
}

/** A reviver, which is told how a number is written. */
function keepInteger(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || source.length < longDigits) return value;
  if (!/^-?\d+$/.test(source)) return value;
  if (source.length - Number(source.startsWith('-')) > mostDigits) throw new TooManyDigits();
  return exactInteger(source);
}

/** How deep a JSON text is nested at most; brackets inside strings do not count. */
function levels(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (character === 0x22) index = stringEnd(text, index);
    else if (character === 0x5b || character === 0x7b) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (character === 0x5d || character === 0x7d) depth--;
  }
  return deepest;
}

/** Where the string that starts here ends, or the text. */
function stringEnd(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === 0x5c) escapes++;
    if (escapes % 2 === 0) return at;
  }
  return text.length;
}
