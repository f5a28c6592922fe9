/**
 * Reads over one line of JSON, notes where the wanted places stand in it, and writes the key that these make. What it does
 * not understand, or what says one thing twice, it leaves to JSON.parse.
 */
import { ENDS, INPUT, LEFT, LONGEST_KEY, MOST_NAMES, NAMES, STARTS } from './layout';
import { holds, isNameAt, Name, nameAt, PlaceNode, SEES_VALUE } from './tree';
import {
  BACKSLASH,
  BRACE,
  BRACKET,
  blanks,
  byteAt,
  COLON,
  COMMA,
  DASH,
  END_BRACE,
  isFraction,
  isWhole,
  LETTER_A,
  LETTER_B,
  LETTER_F,
  LETTER_N,
  LETTER_T,
  MOST_LEVELS,
  NEWLINE,
  NOT_UNDERSTOOD,
  QUOTE,
  skip,
  string,
} from './walk';

/** What stands in a slot that nothing was found for, and, from -2 on down, one letter in place of its text. */
export const MISSING: i32 = -1;
/** A fraction of so many characters does not become whole as a double. */
const SAFE_DIGITS: usize = 15;
/** A whole number of so many digits is one for whoever reads it as a double, too. */
const MOST_DIGITS: usize = 100;
/** Above any rank. */
const DISORDERED: i32 = i32.MAX_VALUE;
const LETTER_D: u32 = 0x64;
const LETTER_I: u32 = 0x69;
const LETTER_O: u32 = 0x6f;
const LETTER_S: u32 = 0x73;

let root: PlaceNode = changetype<PlaceNode>(0);
let slots: i32 = 0;
/** Where the time of the line begins, or 0, and where it ends. */
export let timeStart: usize = 0;
export let timeEnd: usize = 0;
/**
 * Of objects whose names count: those to which no place leads, and those that come behind one of these or not in their
 * usual order.
 */
let names: i32 = 0;
/** Whether keys are looked for, and whether what is left of a line is written down; where that ends. */
let finds: bool = true;
export let cuts: bool = false;
export let left: usize = LEFT;
/** Of the key of the line; -1 where it has none. */
export let keyLength: i32 = -1;

export function setTasks(find: bool, cut: bool): void {
  finds = find;
  cuts = cut;
}

export function setRoot(node: usize, count: i32): void {
  root = changetype<PlaceNode>(node);
  slots = count;
}

/** Where the line that begins here ends, at its newline; -1 for one that is to be parsed. Both count from the input's beginning. */
export function scanLine(from: i32, key: usize): i32 {
  memory.fill(STARTS, 0xff, (<usize>slots) << 2);
  names = 0;
  timeStart = 0;
  left = LEFT;
  const start = INPUT + from;
  if (byteAt(start) !== BRACE) return -1;
  let at = object(root, start + 1, 1);
  if (at === NOT_UNDERSTOOD) return -1;
  at = blanks(at);
  if (byteAt(at) !== NEWLINE) return -1;
  keyLength = finds ? writeKey(key) : -1;
  return keyLength < 0 && !cuts ? -1 : <i32>(at - INPUT);
}

/** The members of an object with wanted places, from behind its brace to behind the other one. */
function object(node: PlaceNode, from: usize, level: i32): usize {
  if (level > MOST_LEVELS || startOf(node.slot) !== MISSING) return NOT_UNDERSTOOD;
  setStart(node.slot, letter(LETTER_O));
  if (cuts) keep(BRACE);
  let at = blanks(from);
  if (byteAt(at) === END_BRACE) {
    if (cuts) keep(END_BRACE);
    return at + 1;
  }
  let isFirst = true;
  let before: Name | null = null;
  let expected = node.first;
  let rank = 0;
  while (true) {
    if (byteAt(at) !== QUOTE) return NOT_UNDERSTOOD;
    let name: Name | null = null;
    let after: usize;
    if (expected !== null && isNameAt(at, expected)) {
      name = expected;
      after = at + expected.length;
    } else {
      const end = string(at + 1);
      if (end === NOT_UNDERSTOOD) return NOT_UNDERSTOOD;
      after = blanks(end);
      if (byteAt(after) !== COLON) return NOT_UNDERSTOOD;
      after++;
      name = nameAt(node, at, end);
      // Who knows what it spells.
      if (name === null && holds(at, end, BACKSLASH)) return NOT_UNDERSTOOD;
      if (name !== null) {
        if (before !== null) before.next = name;
        else node.first = name;
      }
    }
    const child: PlaceNode | null = name === null ? null : name.child;
    if (node.seesNames) {
      rank = child === null || rankOf(child, node) < rank ? DISORDERED : rankOf(child, node);
      if (rank === DISORDERED) {
        if (names >= MOST_NAMES) return NOT_UNDERSTOOD;
        const noted = NAMES + <usize>names * 12;
        store<i32>(noted, node.slot);
        store<u32>(noted + 4, <u32>at);
        store<u32>(noted + 8, <u32>after);
        names += 1;
      }
    }
    const isKept = cuts && (child !== null || node.seesNames);
    if (isKept) {
      if (!isFirst) keep(COMMA);
      isFirst = false;
      keepAll(at, after);
    }
    const value = blanks(after);
    if (child === null) {
      at = skip(value, level);
      if (at === NOT_UNDERSTOOD) return NOT_UNDERSTOOD;
      if (isKept) keepAll(value, at);
    } else {
      at = place(child, value, level);
      if (at === NOT_UNDERSTOOD) return NOT_UNDERSTOOD;
    }
    at = blanks(at);
    const next = byteAt(at);
    if (next === END_BRACE) {
      if (cuts) keep(END_BRACE);
      return at + 1;
    }
    if (next !== COMMA) return NOT_UNDERSTOOD;
    at = blanks(at + 1);
    before = name;
    expected = name === null ? null : name.next;
  }
}

/** A value at a wanted place. */
function place(node: PlaceNode, from: usize, level: i32): usize {
  const slot = node.slot;
  const first = byteAt(from);
  if (first === BRACE && node.children > 0 && node.sees !== SEES_VALUE) return object(node, from + 1, level + 1);
  if (startOf(slot) !== MISSING) return NOT_UNDERSTOOD;
  if (first === BRACE && node.seesNames && node.sees !== SEES_VALUE) return object(node, from + 1, level + 1);
  const after = skip(from, level);
  if (after === NOT_UNDERSTOOD) return NOT_UNDERSTOOD;
  if (cuts) keepAll(from, after);
  if (node.isTime) {
    if (first === QUOTE || (isWhole && first !== DASH && after - from <= MOST_DIGITS)) {
      timeStart = from;
      timeEnd = after;
    } else if (first !== LETTER_N) return NOT_UNDERSTOOD;
  }
  // A type is enough where nothing looks into what stands here.
  const kind = node.sees === SEES_VALUE || node.children > 0 ? 0 : letterOf(first, after - from);
  setStart(slot, kind === 0 ? <i32>from : letter(kind));
  store<u32>(ENDS + ((<usize>slot) << 2), <u32>after);
  return after;
}

/** The letter that stands for the type of a value that was just read over; 0 where its text has to. */
function letterOf(first: u32, length: usize): u32 {
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
      if (isWhole) return length <= MOST_DIGITS ? LETTER_I : 0;
      return isFraction && length <= SAFE_DIGITS ? LETTER_D : 0;
  }
}

function rankOf(child: PlaceNode, parent: PlaceNode): i32 {
  if (child.rank < 0) {
    child.rank = parent.ranked;
    parent.ranked += 1;
  }
  return child.rank;
}

/** What stands in each slot, between newlines, which no text of a record holds, and zeros; its length, or -1. */
function writeKey(key: usize): i32 {
  let length: i32 = 0;
  for (let slot = 1; slot < slots; slot++) {
    const start = startOf(slot);
    if (start >= 0) {
      const count = <i32>load<u32>(ENDS + ((<usize>slot) << 2)) - start;
      if (length + count + 2 > LONGEST_KEY) return -1;
      copy(key + length, <usize>start, count);
      length += count;
    } else {
      if (length + 3 > LONGEST_KEY) return -1;
      if (start < MISSING) store<u8>(key + length++, -2 - start);
    }
    store<u8>(key + length++, NEWLINE);
  }
  for (let index = 0; index < names; index++) {
    const noted = NAMES + <usize>index * 12;
    const slot = load<i32>(noted);
    const start = load<u32>(noted + 4);
    const count = <i32>(load<u32>(noted + 8) - start);
    if (length + count + 3 > LONGEST_KEY) return -1;
    store<u8>(key + length++, slot >>> 8);
    store<u8>(key + length++, slot);
    copy(key + length, <usize>start, count);
    length += count;
    store<u8>(key + length++, NEWLINE);
  }
  store<u64>(key + length, 0);
  return length;
}

function keep(byte: u32): void {
  store<u8>(left++, byte);
}

function keepAll(from: usize, to: usize): void {
  copy(left, from, <i32>(to - from));
  left += to - from;
}

/** Some bytes more than asked for. */
function copy(to: usize, from: usize, count: i32): void {
  for (let at: i32 = 0; at < count; at += 16) v128.store(to + at, v128.load(from + at));
}

function startOf(slot: i32): i32 {
  return load<i32>(STARTS + ((<usize>slot) << 2));
}

function setStart(slot: i32, start: i32): void {
  store<i32>(STARTS + ((<usize>slot) << 2), start);
}

/** How a slot says that a letter stands in it. */
function letter(code: u32): i32 {
  return -2 - <i32>code;
}
