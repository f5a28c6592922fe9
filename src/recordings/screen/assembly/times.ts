/** Reads times as recordings write them: ISO 8601, and numbers since 1970. What it is not sure of it leaves to others. */
import { LONGEST_TIME, TIME } from './layout';
import { byteAt, COLON, COMMA, DASH, DOT, isDigit, PLUS, QUOTE, SPACE, ZERO } from './walk';

/** Of the time that was read last: its number; and when it was, in quarters of an hour since 1970, where that is known. */
export let isNumber: bool = false;
export let number: f64 = 0;
export let quarter: i32 = 0;
export let hasQuarter: bool = false;

const DAY_END: i32 = 10;
const MINUTE_END: i32 = 16;
const SECOND_END: i32 = 19;
/** So many make no more than a double holds. */
const SAFE_DIGITS: usize = 15;
const QUARTERS_A_DAY: i32 = 96;
const QUARTER_MINUTES: i32 = 15;
const QUARTER_MILLISECONDS: f64 = 900_000;
const LETTER_T: u32 = 0x54;
const LETTER_Z: u32 = 0x5a;

/** Whether what stands there, a text in its quotes or a whole number, is a time; false, too, where it is not sure. */
export function readTime(from: usize, to: usize): bool {
  hasQuarter = false;
  isNumber = byteAt(from) !== QUOTE;
  return isNumber ? readNumber(from, to) : readText(from + 1, <i32>(to - from) - 2);
}

function readNumber(from: usize, to: usize): bool {
  if (to - from > SAFE_DIGITS) return false;
  let digits: i64 = 0;
  for (let at = from; at < to; at++) digits = digits * 10 + byteAt(at) - ZERO;
  number = <f64>digits;
  quarter = <i32>Math.floor(millisecondsOf(number) / QUARTER_MILLISECONDS);
  hasQuarter = true;
  return true;
}

/** As `epoch-time.ts` has it. */
function millisecondsOf(value: f64): f64 {
  return value < 1e11 ? value * 1e3 : value < 1e14 ? value : value / 1e3;
}

/** As `iso-time.ts` has it, but that there is a day. */
function readText(at: usize, length: i32): bool {
  if (length > LONGEST_TIME) return false;
  take(at, length);
  if (length < DAY_END || byteAt(at + 4) !== DASH || byteAt(at + 7) !== DASH) return false;
  const century = two(at);
  const years = two(at + 2);
  const month = two(at + 5);
  const day = two(at + 8);
  const year = century * 100 + years;
  if (century < 0 || years < 0 || month < 1 || month > 12 || day < 1 || day > lastDay(year, month)) return false;
  quarter = daysSince1970(year, month, day) * QUARTERS_A_DAY;
  hasQuarter = true;
  return length === DAY_END || readClock(at, length);
}

/** What is behind the day. */
function readClock(at: usize, length: i32): bool {
  const between = byteAt(at + DAY_END);
  if (between !== LETTER_T && between !== SPACE) return false;
  const hour = two(at + 11);
  const minute = two(at + 14);
  if (hour < 0 || hour > 24 || byteAt(at + 13) !== COLON || minute < 0 || minute > 59) return false;
  quarter += hour * 4 + minute / QUARTER_MINUTES;
  let end = MINUTE_END;
  if (byteAt(at + MINUTE_END) === COLON) {
    const second = two(at + 17);
    if (second < 0 || second > 60) return false;
    // A leap second is of the quarter behind its own.
    if (second === 60) hasQuarter = false;
    end = SECOND_END;
    const mark = byteAt(at + SECOND_END);
    if (mark === DOT || mark === COMMA) {
      while (isDigit(byteAt(at + ++end)));
      if (end === SECOND_END + 1) return false;
    }
  }
  return readZone(at + end, length - end);
}

/** Nothing, `Z`, `+02`, `+0200` or `+02:00`. */
function readZone(at: usize, length: i32): bool {
  if (length === 0) return true;
  const sign = byteAt(at);
  if (sign === LETTER_Z) return length === 1;
  if (sign !== PLUS && sign !== DASH) return false;
  const hours = two(at + 1);
  if (hours < 0) return false;
  let minutes: i32 = 0;
  if (length === 5) minutes = two(at + 3);
  else if (length === 6 && byteAt(at + 3) === COLON) minutes = two(at + 4);
  else if (length !== 3) return false;
  if (minutes < 0) return false;
  const offset = hours * 60 + minutes;
  if (offset % QUARTER_MINUTES !== 0) hasQuarter = false;
  quarter -= (offset / QUARTER_MINUTES) * (sign === DASH ? -1 : 1);
  return true;
}

function take(at: usize, length: usize): void {
  for (let index: usize = 0; index < length; index += 16) v128.store(TIME + index, v128.load(at + index));
  for (let index: usize = 0; index < 64; index += 16) v128.store(TIME + length + index, i64x2.splat(0));
  if (byteAt(TIME + DAY_END) === SPACE) store<u8>(TIME + DAY_END, LETTER_T);
}

/** The number that two digits make, or -1. */
function two(at: usize): i32 {
  const tens = byteAt(at) - ZERO;
  const ones = byteAt(at + 1) - ZERO;
  return tens < 10 && ones < 10 ? <i32>(tens * 10 + ones) : -1;
}

function lastDay(year: i32, month: i32): i32 {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return 30 + ((month + (month >>> 3)) & 1);
}

/** As `window/instant.ts` has it. */
function daysSince1970(year: i32, month: i32, day: i32): i32 {
  const marchYear = month > 2 ? year : year - 1;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return (
    marchYear * 365 + floored(marchYear, 4) - floored(marchYear, 100) + floored(marchYear, 400) + dayOfYear - 719_468
  );
}

/** The year that begins in March may be -1. */
function floored(year: i32, by: i32): i32 {
  return (year + 400) / by - 400 / by;
}

/** Of the time that was read last, which was too long. */
export function setNumber(value: f64): void {
  number = value;
}
