/**
 * Reads over one line of JSON and notes where the wanted places stand in it. What it does not understand, or what says
 * one thing twice, it leaves to JSON.parse.
 */
import { isAt, MOST_LEVELS, NOT_UNDERSTOOD, Walker } from './walk.ts';
import type { Name, PlaceNode, PlaceTree } from './wanted.ts';

/** What stands in a slot that nothing was found for, and, from -2 on down, one letter in place of its text. */
const MISSING = -1;
/** Of one object. */
const MOST_NAMES = 256;
/** A fraction of so many characters does not become whole as a double. */
const SAFE_DIGITS = 15;
/** A whole number of so many digits is one for whoever reads it as a double, too. */
const MOST_DIGITS = 100;

export class Scanner extends Walker {
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

  constructor({ root, slots }: PlaceTree) {
    super();
    this.#root = root;
    this.starts = new Int32Array(slots);
    this.ends = new Int32Array(slots);
  }

  /** Where the line that begins here ends, at its newline; -1 for one that is to be parsed. */
  scan(bytes: Uint8Array, from: number): number {
    this.bytes = bytes;
    this.starts.fill(MISSING);
    this.names.length = 0;
    this.timeStart = MISSING;
    if (bytes[from] !== BRACE) return NOT_UNDERSTOOD;
    let at = this.#object(this.#root, from + 1, 1);
    if (at < 0) return NOT_UNDERSTOOD;
    at = this.blanks(at);
    return bytes[at] === NEWLINE ? at : NOT_UNDERSTOOD;
  }

  /** The members of an object with wanted places, from behind its brace to behind the other one. */
  #object(node: PlaceNode, from: number, level: number): number {
    const bytes = this.bytes;
    if (level > MOST_LEVELS || this.starts[node.slot] !== MISSING) return NOT_UNDERSTOOD;
    this.starts[node.slot] = letter(LETTER_O);
    let at = this.blanks(from);
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
        const end = this.string(at + 1);
        if (end < 0) return NOT_UNDERSTOOD;
        after = this.blanks(end);
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
      at = bytes[after]! > SPACE ? after : this.blanks(after);
      at = child === undefined ? this.skip(at, level) : this.#place(child, at, level);
      if (at < 0) return NOT_UNDERSTOOD;
      if (bytes[at]! <= SPACE) at = this.blanks(at);
      const next = bytes[at];
      if (next === END_BRACE) return at + 1;
      if (next !== COMMA) return NOT_UNDERSTOOD;
      at++;
      if (bytes[at]! <= SPACE) at = this.blanks(at);
      before = name;
      expected = name?.next;
    }
  }

  /** A name as it was met before; what is new is remembered while there are few. */
  #nameAt(node: PlaceNode, from: number, to: number): Name | undefined {
    const bytes = this.bytes;
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
    const first = this.bytes[from];
    if (first === BRACE && node.children.length > 0 && node.sees !== 'value')
      return this.#object(node, from + 1, level + 1);
    if (this.starts[slot] !== MISSING) return NOT_UNDERSTOOD;
    if (first === BRACE && node.seesNames && node.sees !== 'value') return this.#object(node, from + 1, level + 1);
    const after = this.skip(from, level);
    if (after < 0) return NOT_UNDERSTOOD;
    if (node.isTime) {
      if (first === QUOTE || (this.isWhole && first !== DASH && after - from <= MOST_DIGITS)) {
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
        if (this.isWhole) return length <= MOST_DIGITS ? LETTER_I : undefined;
        return this.isFraction && length <= SAFE_DIGITS ? LETTER_D : undefined;
    }
  }
}

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

function holds(bytes: Uint8Array, from: number, to: number, byte: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === byte) return true;
  return false;
}

const [NEWLINE, SPACE, QUOTE, COMMA, DASH, COLON] = [0x0a, 0x20, 0x22, 0x2c, 0x2d, 0x3a];
const [BRACKET, BACKSLASH, BRACE, END_BRACE] = [0x5b, 0x5c, 0x7b, 0x7d];
const [LETTER_A, LETTER_B, LETTER_D, LETTER_F, LETTER_I] = [0x61, 0x62, 0x64, 0x66, 0x69];
const [LETTER_N, LETTER_O, LETTER_S, LETTER_T] = [0x6e, 0x6f, 0x73, 0x74];
