/**
 * Reads over one line of JSON and notes where the wanted places stand in it. What it does not understand, or what says
 * one thing twice, it leaves to JSON.parse; what it goes through is JSON.
 *
 * The bytes end with a newline, which is nowhere inside JSON, so nothing here has to look for their end.
 */
import type { Name, PlaceNode, PlaceTree } from './wanted.ts';

/** What stands in a slot that nothing was found for, and, from -2 on down, one letter in place of its text. */
const MISSING = -1;
const NOT_UNDERSTOOD = -1;
/** Deeper lines go to JSON.parse, which minds the stack. */
const MOST_LEVELS = 64;
/** Of one object. */
const MOST_NAMES = 256;
/** A fraction of so many characters does not become whole as a double. */
const SAFE_DIGITS = 15;
/** A whole number of so many digits is one for whoever reads it as a double, too. */
const MOST_DIGITS = 100;

export class Scanner {
  /** Where the text of each slot begins and ends. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /**
   * Of objects whose names count: those to which no place leads, and those that come behind one of these or not in their
   * usual order. Three numbers for each: the object's slot, begin and end.
   */
  readonly names: number[] = [];
  /** Where the time stands; its begin is -1 where there is none. */
  timeStart = MISSING;
  timeEnd = MISSING;
  readonly #root: PlaceNode;
  #bytes: Uint8Array = new Uint8Array();
  #isWhole = false;
  #isFraction = false;

  constructor({ root, slots }: PlaceTree) {
    this.#root = root;
    this.starts = new Int32Array(slots);
    this.ends = new Int32Array(slots);
  }

  /** Where the line that begins here ends, at its newline; -1 for one that is to be parsed. */
  scan(bytes: Uint8Array, from: number): number {
    this.#bytes = bytes;
    this.starts.fill(MISSING);
    this.names.length = 0;
    this.timeStart = MISSING;
    if (bytes[from] !== BRACE) return NOT_UNDERSTOOD;
    let at = this.#object(this.#root, from + 1, 1);
    if (at < 0) return NOT_UNDERSTOOD;
    at = this.#blanks(at);
    return bytes[at] === NEWLINE ? at : NOT_UNDERSTOOD;
  }

  /** The members of an object with wanted places, from behind its brace to behind the other one. */
  #object(node: PlaceNode, from: number, level: number): number {
    const bytes = this.#bytes;
    if (level > MOST_LEVELS || this.starts[node.slot] !== MISSING) return NOT_UNDERSTOOD;
    this.starts[node.slot] = letter(LETTER_O);
    let at = this.#blanks(from);
    if (bytes[at] === END_BRACE) return at + 1;
    let before: Name | undefined;
    let expected = node.first;
    let rank = 0;
    for (;;) {
      if (bytes[at] !== QUOTE) return NOT_UNDERSTOOD;
      let name: Name | undefined;
      let after: number;
      if (expected && isAt(bytes, at, expected.bytes)) {
        name = expected;
        after = at + name.bytes.length;
      } else {
        const end = this.#string(at + 1);
        if (end < 0) return NOT_UNDERSTOOD;
        after = this.#blanks(end);
        if (bytes[after] !== COLON) return NOT_UNDERSTOOD;
        after++;
        name = this.#nameAt(node, at, end);
        // Who knows what it spells.
        if (name === undefined && holds(bytes, at, end, BACKSLASH)) return NOT_UNDERSTOOD;
        if (name && before) before.next = name;
        else if (name) node.first = name;
      }
      const child = name?.child;
      if (node.seesNames) {
        rank = child === undefined || rankOf(child, node) < rank ? DISORDERED : rankOf(child, node);
        if (rank === DISORDERED) this.names.push(node.slot, at, after);
      }
      at = bytes[after]! > SPACE ? after : this.#blanks(after);
      at = child === undefined ? this.#skip(at, level) : this.#place(child, at, level);
      if (at < 0) return NOT_UNDERSTOOD;
      if (bytes[at]! <= SPACE) at = this.#blanks(at);
      const next = bytes[at];
      if (next === END_BRACE) return at + 1;
      if (next !== COMMA) return NOT_UNDERSTOOD;
      at++;
      if (bytes[at]! <= SPACE) at = this.#blanks(at);
      before = name;
      expected = name?.next;
    }
  }

  /** A name as it was met before; what is new is remembered while there are few. */
  #nameAt(node: PlaceNode, from: number, to: number): Name | undefined {
    const bytes = this.#bytes;
    const length = to - from;
    for (const name of node.known)
      if (name.bytes.length === length + 1 && isAt(bytes, from, name.bytes, length)) return name;
    if (node.known.length >= MOST_NAMES + node.children.length || holds(bytes, from, to, BACKSLASH)) return undefined;
    const own = Buffer.from([...bytes.subarray(from, to), COLON]);
    const name: Name = { bytes: own, child: undefined, next: undefined };
    node.known.push(name);
    return name;
  }

  /** A value at a wanted place. */
  #place(node: PlaceNode, from: number, level: number): number {
    const { slot } = node;
    const first = this.#bytes[from];
    if (first === BRACE && node.children.length > 0 && node.sees !== 'value')
      return this.#object(node, from + 1, level + 1);
    if (this.starts[slot] !== MISSING) return NOT_UNDERSTOOD;
    if (first === BRACE && node.seesNames && node.sees !== 'value') return this.#object(node, from + 1, level + 1);
    const after = this.#skip(from, level);
    if (after < 0) return NOT_UNDERSTOOD;
    if (node.isTime) {
      if (first === QUOTE || (this.#isWhole && first !== DASH && after - from <= MOST_DIGITS)) {
        this.timeStart = from;
        this.timeEnd = after;
      } else if (first !== LETTER_N) return NOT_UNDERSTOOD;
    }
    // A type is enough where nothing looks into what stands here.
    const kind = node.sees === 'value' || node.children.length > 0 ? undefined : this.#letterOf(first, after - from);
    this.starts[slot] = kind === undefined ? from : letter(kind);
    this.ends[slot] = after;
    return after;
  }

  /** The letter that stands for the type of a value that was just read over; undefined where its text has to. */
  #letterOf(first: number | undefined, length: number): number | undefined {
    switch (first) {
      case QUOTE:
        return LETTER_S;
      case BRACE:
        return LETTER_O;
      case BRACKET:
        return LETTER_A;
      case LETTER_T:
      case LETTER_F:
        return LETTER_B;
      case LETTER_N:
        return LETTER_N;
      default:
        if (this.#isWhole) return length <= MOST_DIGITS ? LETTER_I : undefined;
        return this.#isFraction && length <= SAFE_DIGITS ? LETTER_D : undefined;
    }
  }

  /** Behind a value; -1 where there is none. */
  #skip(from: number, level: number): number {
    const first = this.#bytes[from];
    this.#isWhole = false;
    switch (first) {
      case QUOTE:
        return this.#string(from + 1);
      case BRACE:
        return this.#skipObject(from + 1, level + 1);
      case BRACKET:
        return this.#skipList(from + 1, level + 1);
      case LETTER_T:
        return this.#word(from, TRUE);
      case LETTER_F:
        return this.#word(from, FALSE);
      case LETTER_N:
        return this.#word(from, NULL);
      default:
        return this.#number(from);
    }
  }

  #skipObject(from: number, level: number): number {
    const bytes = this.#bytes;
    if (level > MOST_LEVELS) return NOT_UNDERSTOOD;
    let at = this.#blanks(from);
    if (bytes[at] === END_BRACE) return at + 1;
    for (;;) {
      if (bytes[at] !== QUOTE) return NOT_UNDERSTOOD;
      at = this.#string(at + 1);
      if (at < 0) return NOT_UNDERSTOOD;
      at = this.#blanks(at);
      if (bytes[at] !== COLON) return NOT_UNDERSTOOD;
      at = this.#skip(this.#blanks(at + 1), level);
      if (at < 0) return NOT_UNDERSTOOD;
      at = this.#blanks(at);
      const next = bytes[at];
      if (next === END_BRACE) return at + 1;
      if (next !== COMMA) return NOT_UNDERSTOOD;
      at = this.#blanks(at + 1);
    }
  }

  #skipList(from: number, level: number): number {
    const bytes = this.#bytes;
    if (level > MOST_LEVELS) return NOT_UNDERSTOOD;
    let at = this.#blanks(from);
    if (bytes[at] === END_BRACKET) return at + 1;
    for (;;) {
      at = this.#skip(at, level);
      if (at < 0) return NOT_UNDERSTOOD;
      at = this.#blanks(at);
      const next = bytes[at];
      if (next === END_BRACKET) return at + 1;
      if (next !== COMMA) return NOT_UNDERSTOOD;
      at = this.#blanks(at + 1);
    }
  }

  /** From behind the first quote to behind the last one. */
  #string(from: number): number {
    const bytes = this.#bytes;
    for (let at = from; ; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) return at + 1;
      if (byte < SPACE) return NOT_UNDERSTOOD;
      if (byte !== BACKSLASH) continue;
      at++;
      const escaped = bytes[at] ?? 0;
      if (escaped === LETTER_U) {
        for (let digit = 0; digit < 4; digit++) if (!isHexadecimal(bytes[++at] ?? 0)) return NOT_UNDERSTOOD;
      } else if (!ESCAPED.includes(escaped)) return NOT_UNDERSTOOD;
    }
  }

  #number(from: number): number {
    const bytes = this.#bytes;
    let at = bytes[from] === DASH ? from + 1 : from;
    if (bytes[at] === ZERO) at++;
    else {
      const start = at;
      while (isDigit(bytes[at] ?? 0)) at++;
      if (at === start) return NOT_UNDERSTOOD;
    }
    this.#isWhole = true;
    this.#isFraction = false;
    if (bytes[at] === DOT) {
      this.#isWhole = false;
      const start = ++at;
      for (let digit = bytes[at] ?? 0; isDigit(digit); digit = bytes[++at] ?? 0)
        if (digit !== ZERO) this.#isFraction = true;
      if (at === start) return NOT_UNDERSTOOD;
    }
    if (bytes[at] === LETTER_E || bytes[at] === UPPER_E) {
      this.#isWhole = false;
      this.#isFraction = false;
      at++;
      if (bytes[at] === PLUS || bytes[at] === DASH) at++;
      const start = at;
      while (isDigit(bytes[at] ?? 0)) at++;
      if (at === start) return NOT_UNDERSTOOD;
    }
    // Numbers that are much too long are none.
    return at - from > MOST_NUMBER ? NOT_UNDERSTOOD : at;
  }

  #word(from: number, word: Uint8Array): number {
    return isAt(this.#bytes, from, word) ? from + word.length : NOT_UNDERSTOOD;
  }

  #blanks(from: number): number {
    const bytes = this.#bytes;
    let at = from;
    for (let byte = bytes[at]; byte === SPACE || byte === TAB || byte === RETURN; byte = bytes[at]) at++;
    return at;
  }
}

const MOST_NUMBER = 500;
/** Above any rank. */
const DISORDERED = Number.MAX_SAFE_INTEGER;

function rankOf(child: PlaceNode, { children }: PlaceNode): number {
  child.rank ??= children.filter(({ rank }) => rank !== undefined).length;
  return child.rank;
}

/** How a slot says that a letter stands in it. */
function letter(code: number): number {
  return -2 - code;
}

/** The letter in a slot; undefined where there is none. */
export function letterIn(start: number): number | undefined {
  return start < MISSING ? -2 - start : undefined;
}

function isAt(bytes: Uint8Array, from: number, part: Uint8Array, length = part.length): boolean {
  for (let index = 0; index < length; index++) if (bytes[from + index] !== part[index]) return false;
  return true;
}

function holds(bytes: Uint8Array, from: number, to: number, byte: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === byte) return true;
  return false;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function isHexadecimal(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

const [NEWLINE, TAB, RETURN, SPACE, QUOTE, PLUS, COMMA, DASH, DOT] = [
  0x0a, 0x09, 0x0d, 0x20, 0x22, 0x2b, 0x2c, 0x2d, 0x2e,
];
const [ZERO, NINE, COLON, UPPER_E, BRACKET, BACKSLASH, END_BRACKET] = [0x30, 0x39, 0x3a, 0x45, 0x5b, 0x5c, 0x5d];
const [BRACE, END_BRACE] = [0x7b, 0x7d];
const [LETTER_A, LETTER_B, LETTER_D, LETTER_E, LETTER_F, LETTER_I] = [0x61, 0x62, 0x64, 0x65, 0x66, 0x69];
const [LETTER_N, LETTER_O, LETTER_S, LETTER_T, LETTER_U] = [0x6e, 0x6f, 0x73, 0x74, 0x75];
const ESCAPED: readonly number[] = [...'"\\/bfnrt'].map((character) => character.charCodeAt(0));
const [TRUE, FALSE, NULL] = ['true', 'false', 'null'].map((word) => Buffer.from(word)) as [Buffer, Buffer, Buffer];
