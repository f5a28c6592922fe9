/**
 * Goes over a line of JSON byte by byte and makes nothing of it. What it does not understand it leaves to JSON.parse; what it
 * goes through is JSON.
 *
 * The bytes end with a newline, which is nowhere inside JSON, so nothing here has to look for their end.
 */

/** What stands in place of an end. */
export const NOT_UNDERSTOOD: usize = 0;
/** Deeper lines go to JSON.parse, which minds the stack. */
export const MOST_LEVELS: i32 = 64;
/** Numbers that are much too long are none. */
const MOST_NUMBER: usize = 500;

/** Of the number that was read over last: it has neither fraction nor exponent; it has a fraction other than zero, and no exponent. */
export let isWhole: bool = false;
export let isFraction: bool = false;

/** Behind a value. */
export function skip(from: usize, level: i32): usize {
  isWhole = false;
  switch (byteAt(from)) {
    case QUOTE:
      return string(from + 1);
    case BRACE:
      return skipObject(from + 1, level + 1);
    case BRACKET:
      return skipList(from + 1, level + 1);
    case LETTER_T:
      return load<u32>(from) === TRUE ? from + 4 : NOT_UNDERSTOOD;
    case LETTER_F:
      return load<u32>(from + 1) === ALSE ? from + 5 : NOT_UNDERSTOOD;
    case LETTER_N:
      return load<u32>(from) === NULL ? from + 4 : NOT_UNDERSTOOD;
    default:
      return number(from);
  }
}

function skipObject(from: usize, level: i32): usize {
  if (level > MOST_LEVELS) return NOT_UNDERSTOOD;
  let at = blanks(from);
  if (byteAt(at) === END_BRACE) return at + 1;
  while (true) {
    if (byteAt(at) !== QUOTE) return NOT_UNDERSTOOD;
    at = string(at + 1);
    if (at === NOT_UNDERSTOOD) return NOT_UNDERSTOOD;
    at = blanks(at);
    if (byteAt(at) !== COLON) return NOT_UNDERSTOOD;
    at = skip(blanks(at + 1), level);
    if (at === NOT_UNDERSTOOD) return NOT_UNDERSTOOD;
    at = blanks(at);
    const next = byteAt(at);
    if (next === END_BRACE) return at + 1;
    if (next !== COMMA) return NOT_UNDERSTOOD;
    at = blanks(at + 1);
  }
}

function skipList(from: usize, level: i32): usize {
  if (level > MOST_LEVELS) return NOT_UNDERSTOOD;
  let at = blanks(from);
  if (byteAt(at) === END_BRACKET) return at + 1;
  while (true) {
    at = skip(at, level);
    if (at === NOT_UNDERSTOOD) return NOT_UNDERSTOOD;
    at = blanks(at);
    const next = byteAt(at);
    if (next === END_BRACKET) return at + 1;
    if (next !== COMMA) return NOT_UNDERSTOOD;
    at = blanks(at + 1);
  }
}

/** From behind the first quote to behind the last one. */
export function string(from: usize): usize {
  let at = from;
  while (true) {
    const block = v128.load(at);
    const marked = v128.or(
      v128.or(i8x16.eq(block, i8x16.splat(<u8>QUOTE)), i8x16.eq(block, i8x16.splat(<u8>BACKSLASH))),
      i8x16.lt_u(block, i8x16.splat(<u8>SPACE)),
    );
    const marks = i8x16.bitmask(marked);
    if (marks === 0) {
      at += 16;
      continue;
    }
    at += ctz(marks);
    const byte = byteAt(at);
    if (byte === QUOTE) return at + 1;
    if (byte !== BACKSLASH) return NOT_UNDERSTOOD;
    at = escaped(at + 1);
    if (at === NOT_UNDERSTOOD) return NOT_UNDERSTOOD;
  }
}

/** Behind what stands behind a backslash. */
function escaped(from: usize): usize {
  switch (byteAt(from)) {
    case QUOTE:
    case BACKSLASH:
    case SLASH:
    case LETTER_B:
    case LETTER_F:
    case LETTER_N:
    case LETTER_R:
    case LETTER_T:
      return from + 1;
    case LETTER_U: {
      for (let at = from + 1; at < from + 5; at++) if (!isHexadecimal(byteAt(at))) return NOT_UNDERSTOOD;
      return from + 5;
    }
    default:
      return NOT_UNDERSTOOD;
  }
}

function number(from: usize): usize {
  let at = byteAt(from) === DASH ? from + 1 : from;
  if (byteAt(at) === ZERO) at++;
  else {
    const start = at;
    while (isDigit(byteAt(at))) at++;
    if (at === start) return NOT_UNDERSTOOD;
  }
  isWhole = true;
  isFraction = false;
  if (byteAt(at) === DOT) {
    isWhole = false;
    const start = ++at;
    for (let digit = byteAt(at); isDigit(digit); digit = byteAt(++at)) if (digit !== ZERO) isFraction = true;
    if (at === start) return NOT_UNDERSTOOD;
  }
  if ((byteAt(at) | 0x20) === LETTER_E) {
    isWhole = false;
    isFraction = false;
    at++;
    if (byteAt(at) === PLUS || byteAt(at) === DASH) at++;
    const start = at;
    while (isDigit(byteAt(at))) at++;
    if (at === start) return NOT_UNDERSTOOD;
  }
  return at - from > MOST_NUMBER ? NOT_UNDERSTOOD : at;
}

export function byteAt(at: usize): u32 {
  return load<u8>(at);
}

export function blanks(from: usize): usize {
  let at = from;
  for (let byte = byteAt(at); byte === SPACE || byte === TAB || byte === RETURN; byte = byteAt(at)) at++;
  return at;
}

export function isDigit(byte: u32): bool {
  return byte - ZERO < 10;
}

function isHexadecimal(byte: u32): bool {
  return isDigit(byte) || (byte | 0x20) - LETTER_A < 6;
}

export const TAB: u32 = 0x09;
export const NEWLINE: u32 = 0x0a;
export const RETURN: u32 = 0x0d;
export const SPACE: u32 = 0x20;
export const QUOTE: u32 = 0x22;
export const PLUS: u32 = 0x2b;
export const COMMA: u32 = 0x2c;
export const DASH: u32 = 0x2d;
export const DOT: u32 = 0x2e;
const SLASH: u32 = 0x2f;
export const ZERO: u32 = 0x30;
export const COLON: u32 = 0x3a;
export const BRACKET: u32 = 0x5b;
export const BACKSLASH: u32 = 0x5c;
const END_BRACKET: u32 = 0x5d;
export const LETTER_A: u32 = 0x61;
export const LETTER_B: u32 = 0x62;
const LETTER_E: u32 = 0x65;
export const LETTER_F: u32 = 0x66;
export const LETTER_N: u32 = 0x6e;
const LETTER_R: u32 = 0x72;
export const LETTER_T: u32 = 0x74;
const LETTER_U: u32 = 0x75;
export const BRACE: u32 = 0x7b;
export const END_BRACE: u32 = 0x7d;
/** As words of four letters, the first one lowest. */
const TRUE: u32 = 0x65757274;
const ALSE: u32 = 0x65736c61;
const NULL: u32 = 0x6c6c756e;
