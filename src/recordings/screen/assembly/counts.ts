/**
 * Counts lines by the answer that their key has, and those that have a time by its week, too; and says from when to when they
 * were. What it has no room for, others have to count.
 */
import { ANSWER_BYTES, ANSWERS, BLOCK, BLOCKS, EXTENT, FIRST, GREATEST, LAST, MOST_WEEKS, TIME, WEEKS } from './layout';
import { room } from './room';
import { hasQuarter, isNumber, number, quarter } from './times';

/** Weeks of as many spans of time, each in the place that its last bits say. */
const KNOWN_SPANS: i32 = 65_536;

let isApart: bool = false;
/** 0 where weeks do not count. */
let known: usize = 0;
/** Of so many quarters of an hour, from 1970 on, all are of the same week. */
let grain: i32 = 1;
let lastSpan: i32 = i32.MIN_VALUE;
let lastWeek: i32 = -1;

/** Whether weeks count, by which grain, 0 where they do not; and whether each answer has times of its own. False where there is no room. */
export function setCounts(weeks: i32, apart: bool): bool {
  isApart = apart;
  if (weeks === 0) return true;
  grain = weeks;
  known = room((<usize>KNOWN_SPANS) << 3);
  return known !== 0;
}

/** The number of the week of the time that was read last, -1 where it is not known. */
export function weekNow(): i32 {
  if (!hasQuarter) return -1;
  const span = spanNow();
  if (span === lastSpan) return lastWeek;
  const at = placeOf(span);
  const week = load<i32>(at) === span ? load<i32>(at + 4) - 1 : -1;
  if (week >= 0) remember(span, week);
  return week;
}

export function countsWeeks(): bool {
  return known !== 0;
}

/** Says which week the time that was read last is in. */
export function learnWeek(week: i32): void {
  if (!hasQuarter) return;
  const span = spanNow();
  const at = placeOf(span);
  store<i32>(at, span);
  store<i32>(at + 4, week + 1);
  remember(span, week);
}

function spanNow(): i32 {
  return grain === 1 ? quarter : <i32>Math.floor(<f64>quarter / <f64>grain);
}

function remember(span: i32, week: i32): void {
  lastSpan = span;
  lastWeek = week;
}

function placeOf(span: i32): usize {
  return known + ((<usize>(span & (KNOWN_SPANS - 1))) << 3);
}

/** Counts a line, in a week if that is not below 0; `hasTime`: that was read last. False where there is no room. */
export function countLine(answer: i32, week: i32, hasTime: bool): bool {
  const at = answerAt(answer);
  if (at === 0) return false;
  const inWeek = week < 0 ? 0 : inWeekAt(week, answer);
  if (week >= 0 && inWeek === 0) return false;
  if (hasTime && load<u32>(at + 4) !== 0) {
    const group = isApart ? at : answerAt(0);
    if (group === 0 || !see(group)) return false;
  }
  store<u32>(at, load<u32>(at) + 1);
  if (inWeek !== 0) store<u32>(inWeek, load<u32>(inWeek) + 1);
  return true;
}

/** Counts the line that is the first of its kind, and says whether times of its kind count. */
export function countFirst(answer: i32, week: i32, isTimed: bool): bool {
  if (!countLine(answer, week, false)) return false;
  store<u32>(answerAt(answer) + 4, u32(isTimed));
  return true;
}

/** Forgets all counts and times, and nothing else. */
export function forgetCounts(): void {
  for (let block = 0; block < BLOCKS; block++) {
    const start = <usize>load<u32>(ANSWERS + ((<usize>block) << 2));
    if (start === 0) continue;
    for (let at = start; at < start + BLOCK * ANSWER_BYTES; at += ANSWER_BYTES) {
      store<u32>(at, 0);
      if (load<u32>(at + 8) !== 0) empty(load<u32>(at + 8));
    }
  }
  for (let week = 0; week < MOST_WEEKS; week++) {
    const blocks = <usize>load<u32>(WEEKS + ((<usize>week) << 2));
    if (blocks === 0) continue;
    for (let block = 0; block < BLOCKS; block++) {
      const start = <usize>load<u32>(blocks + ((<usize>block) << 2));
      if (start !== 0) memory.fill(start, 0, BLOCK << 2);
    }
  }
}

function answerAt(answer: i32): usize {
  if (answer >= BLOCK * BLOCKS) return 0;
  const block = blockAt(ANSWERS, answer, BLOCK * ANSWER_BYTES);
  return block === 0 ? 0 : block + (answer & (BLOCK - 1)) * ANSWER_BYTES;
}

function inWeekAt(week: i32, answer: i32): usize {
  if (week >= MOST_WEEKS) return 0;
  const at = WEEKS + ((<usize>week) << 2);
  if (load<u32>(at) === 0) store<u32>(at, <u32>room(BLOCKS << 2));
  const blocks = <usize>load<u32>(at);
  if (blocks === 0) return 0;
  const block = blockAt(blocks, answer, BLOCK << 2);
  return block === 0 ? 0 : block + ((<usize>(answer & (BLOCK - 1))) << 2);
}

function blockAt(blocks: usize, answer: i32, bytes: usize): usize {
  const at = blocks + ((<usize>(answer / BLOCK)) << 2);
  if (load<u32>(at) === 0) store<u32>(at, <u32>room(bytes));
  return load<u32>(at);
}

/** Widens the extent of an answer by the time that was read last. */
function see(answer: usize): bool {
  let extent = <usize>load<u32>(answer + 8);
  if (extent === 0) {
    extent = room(EXTENT);
    if (extent === 0) return false;
    empty(extent);
    store<u32>(answer + 8, <u32>extent);
  }
  if (isNumber) {
    const at = extent + (unitOf(number) << 3);
    if (number < load<f64>(at)) store<f64>(at, number);
    if (number > load<f64>(at + GREATEST)) store<f64>(at + GREATEST, number);
    return true;
  }
  if (load<u8>(extent + FIRST) === 0 || isBefore(TIME, extent + FIRST)) copy(extent + FIRST);
  if (load<u8>(extent + LAST) === 0 || isBefore(extent + LAST, TIME)) copy(extent + LAST);
  return true;
}

/** Numbers of one unit, as dates, are in the order of their texts. */
function unitOf(value: f64): usize {
  return value < 1e11 ? 0 : value < 1e14 ? 1 : value < 1e17 ? 2 : 3;
}

function empty(extent: usize): void {
  for (let at = extent; at < extent + GREATEST; at += 8) {
    store<f64>(at, Infinity);
    store<f64>(at + GREATEST, -1);
  }
  store<u8>(extent + FIRST, 0);
  store<u8>(extent + LAST, 0);
}

/** Texts with zeros behind them. */
function isBefore(one: usize, other: usize): bool {
  for (let at: usize = 0; at < 64; at += 8) {
    const first = load<u64>(one + at);
    const second = load<u64>(other + at);
    if (first !== second) return bswap(first) < bswap(second);
  }
  return false;
}

function copy(to: usize): void {
  for (let at: usize = 0; at < 64; at += 16) v128.store(to + at, v128.load(TIME + at));
}
