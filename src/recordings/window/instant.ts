/** Moments as numbers, to be compared. Every record has one: a regular expression and a Date for each would cost as much as its replay. */
import { isDigit, twoDigits } from '../iso-time.ts';

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

/**
 * Milliseconds since 1970 of a time that `createTimeCheck` lets pass; without an offset it is UTC. Whole milliseconds: a
 * window is not cut finer.
 */
export function instantOf(time: string): number {
  const instant = (time.length > DAY_END ? timeOfDay(time) : 0) + writtenDay(time) * DAY;
  if (Number.isNaN(instant)) throw new Error('a time that was checked and is none');
  return instant;
}

/** Below 0 where the first of two such times is earlier, to the last digit of its fraction of a second. */
export function compareTimes(one: string, other: string): number {
  const difference = instantOf(one) - instantOf(other);
  if (difference !== 0) return difference;
  const [fine, finer] = [beyondMilliseconds(one), beyondMilliseconds(other)];
  return fine < finer ? -1 : fine > finer ? 1 : 0;
}

/** Digits of the fraction behind the third, without zeros at their end. */
function beyondMilliseconds(time: string): string {
  return /[.,]\d{3}(\d*?)0*(?:\D|$)/.exec(time)?.[1] ?? '';
}

/** The day of a time, in days since 1970 of the calendar in UTC. Most end in Z, and need no more than their day. */
export function dayOf(time: string): number {
  const isInUtc = time.length === DAY_END || time.charCodeAt(time.length - 1) === UPPER_Z;
  // 24:00 and the leap second of 23:59:60 are of the day after.
  return isInUtc && !(twoDigits(time, HOUR_AT) >= 23) ? writtenDay(time) : Math.floor(instantOf(time) / DAY);
}

/** As the calendar of whoever wrote it has it; a month alone begins with its first. */
function writtenDay(time: string): number {
  return daysSince1970(
    twoDigits(time, 0) * 100 + twoDigits(time, 2),
    twoDigits(time, 5),
    time.charCodeAt(7) === DASH ? twoDigits(time, DAY_AT) : 1,
  );
}

const [DAY_AT, DAY_END, HOUR_AT, MINUTE_AT, MINUTE_END, SECOND_AT, SECOND_END] = [8, 10, 11, 14, 16, 17, 19];

/** Milliseconds since midnight in UTC, which an offset may put into another day. */
function timeOfDay(time: string): number {
  if (time.charCodeAt(DAY_END) !== UPPER_T) return Number.NaN;
  const minutes = twoDigits(time, HOUR_AT) * HOUR + twoDigits(time, MINUTE_AT) * MINUTE;
  if (time.charCodeAt(MINUTE_END) !== COLON) return minutes - offsetAt(time, MINUTE_END);
  const seconds = minutes + twoDigits(time, SECOND_AT) * SECOND;
  const mark = time.charCodeAt(SECOND_END);
  if (mark !== DOT && mark !== COMMA) return seconds - offsetAt(time, SECOND_END);
  let fraction = 0;
  let at = SECOND_END + 1;
  for (let unit = 100; isDigit(time.charCodeAt(at)); at++, unit = Math.trunc(unit / 10)) {
    fraction += (time.charCodeAt(at) - ZERO) * unit;
  }
  return seconds + fraction - offsetAt(time, at);
}

/** Milliseconds of `Z`, `+02`, `+0200`, `-02:00`, or of nothing. */
function offsetAt(time: string, at: number): number {
  const sign = time.charCodeAt(at);
  if (Number.isNaN(sign) || sign === UPPER_Z) return 0;
  if (sign !== PLUS && sign !== DASH) return Number.NaN;
  const isShort = time.length === at + 3;
  const minutes = isShort ? 0 : twoDigits(time, time.charCodeAt(at + 3) === COLON ? at + 4 : at + 3);
  return (twoDigits(time, at + 1) * HOUR + minutes * MINUTE) * (sign === DASH ? -1 : 1);
}

/** Of a day in the Gregorian calendar, with years that begin in March, so that a leap day is the last of its year. */
export function daysSince1970(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - MARCH_OF_YEAR_0;
}

/** Days from 1 March of the year 0 to 1 January 1970. */
const MARCH_OF_YEAR_0 = 719_468;

const [ZERO, PLUS, COMMA, DASH, DOT, COLON, UPPER_T, UPPER_Z] = [0x30, 0x2b, 0x2c, 0x2d, 0x2e, 0x3a, 0x54, 0x5a];
