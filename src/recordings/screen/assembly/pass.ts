/**
 * Passes over lines that are like others, and counts them. Looking keys up is waiting for memory, so some lines are scanned
 * ahead, and what their keys lead to is asked for at once. What is exported here is what the program offers.
 */
import { countFirst, countLine, countsWeeks, forgetCounts, learnWeek, setCounts, weekNow } from './counts';
import { candidate, find, hashOf } from './keys';
import { AHEAD, AHEAD_KEYS, AHEAD_LINES, INPUT, KEY_ROOM, LEFT, RESULT } from './layout';
import { cuts, keyLength, left, MISSING, scanLine, setTasks, timeEnd, timeStart } from './scan';
import { readTime, setNumber } from './times';

export {
  ANSWER_BYTES,
  ANSWERS,
  BLOCK,
  BLOCKS,
  ENDS,
  FIRST,
  GREATEST,
  INPUT,
  LAST,
  LEFT,
  LONGEST_INPUT,
  LONGEST_TIME,
  MOST_SLOTS,
  MOST_WEEKS,
  RESULT,
  STARTS,
  WEEKS,
} from './layout';
export { setRoot } from './scan';
export { addChild, newNode } from './tree';
export { countFirst, forgetCounts, learnWeek, setCounts, setTasks };

/** Why it went no further; `scan.ts` says the same to whoever asks. */
const REACHED: i32 = 0;
const UNREAD: i32 = 1;
const UNKNOWN: i32 = 2;
const UNSURE: i32 = 3;

/** What is told of the line that was looked at last, and of those that were passed with it; `scan.ts` reads it word by word. */
@unmanaged
class Result {
  /** Where its key has its answer; 0 where there is no room for it, or it has no key. */
  key: u32;
  /** -1 where it has no time. */
  timeStart: i32;
  timeEnd: i32;
  left: i32;
  end: i32;
  counted: i32;
  why: i32;
  /** The number of the week of its time; -1 where it has none, or that is not known. */
  week: i32;
}

/** A line that was scanned. */
@unmanaged
class Line {
  from: i32;
  /** Its newline; -1 of one that is to be parsed. */
  end: i32;
  keyLength: i32;
  hash: u32;
  timeStart: u32;
  timeEnd: u32;
  candidate: u32;
}

const result: Result = changetype<Result>(RESULT);

/** Of the lines that were scanned ahead: how many there are, and which is the next. */
let scanned: i32 = 0;
let next: i32 = 0;
/** Nobody asks for it: what was read to have it near has to be of some use. */
export let near: u32 = 0;

/** Other lines are there. */
export function begin(): void {
  scanned = 0;
  next = 0;
}

/** Where the line that begins here ends, at its newline; -1 for one that is to be parsed. */
export function scan(from: i32): i32 {
  begin();
  ahead(from, from + 1);
  const line = lineAt(0);
  return line.end < 0 ? -1 : publish(line);
}

/** From the line that begins at `from` over those that begin before `until`, `most` of them. Where it stopped. */
export function pass(from: i32, until: i32, most: i32): i32 {
  let at = from;
  let counted = 0;
  let why = REACHED;
  while (at < until && counted < most) {
    if (next >= scanned || lineAt(next).from !== at) ahead(at, until);
    const line = lineAt(next++);
    why = line.end < 0 ? UNREAD : count(line);
    if (why !== REACHED) break;
    at = line.end + 1;
    counted += 1;
  }
  result.counted = counted;
  result.why = why;
  return at;
}

/** Counts the line that it was unsure of, whose time is one; `value`: where that is a number. False where there is no room. */
export function countUnsure(week: i32, value: f64): bool {
  setNumber(value);
  return countLine(load<i32>(result.key), week, true);
}

function count(line: Line): i32 {
  publish(line);
  const key = <usize>result.key;
  if (key === 0) return UNKNOWN;
  const hasTime = line.timeStart !== 0;
  if (hasTime && !readTime(line.timeStart, line.timeEnd)) return UNSURE;
  const isInWeek = hasTime && countsWeeks();
  const week = isInWeek ? weekNow() : -1;
  result.week = week;
  const answer = load<i32>(key);
  if (answer < 0) return UNKNOWN;
  if (isInWeek && week < 0) return UNSURE;
  return countLine(answer, week, hasTime) ? REACHED : UNREAD;
}

/** Scans some lines. What is left of one is only there until the next one is scanned. */
function ahead(from: i32, until: i32): void {
  const most = cuts ? 1 : AHEAD;
  scanned = 0;
  next = 0;
  for (let at = from; at < until && scanned < most; scanned++) {
    const line = lineAt(scanned);
    const key = keyAt(scanned);
    line.from = at;
    line.end = scanLine(at, key);
    if (line.end < 0) {
      scanned++;
      break;
    }
    line.keyLength = keyLength;
    line.hash = keyLength < 0 ? 0 : hashOf(key, keyLength);
    line.timeStart = <u32>timeStart;
    line.timeEnd = <u32>timeEnd;
    at = line.end + 1;
  }
  for (let index = 0; index < scanned; index++) lineAt(index).candidate = <u32>candidate(lineAt(index).hash);
  for (let index = 0; index < scanned; index++) near ^= load<u32>(lineAt(index).candidate);
}

function publish(line: Line): i32 {
  const key = keyAt(<i32>(changetype<usize>(line) - AHEAD_LINES) / <i32>offsetof<Line>());
  result.key = line.keyLength < 0 ? 0 : <u32>find(key, line.keyLength, line.hash);
  result.timeStart = line.timeStart === 0 ? MISSING : <i32>(line.timeStart - INPUT);
  result.timeEnd = <i32>(line.timeEnd - INPUT);
  result.left = <i32>(left - LEFT);
  result.end = line.end;
  result.week = -1;
  return line.end;
}

function lineAt(index: i32): Line {
  return changetype<Line>(AHEAD_LINES + <usize>index * offsetof<Line>());
}

function keyAt(index: i32): usize {
  return AHEAD_KEYS + <usize>index * KEY_ROOM;
}
