/**
 * Times as recordings give them. Every record has one, so they are checked digit by digit, in whatever way a logger
 * writes them; a regular expression and a Date for each would take longer than the replay itself.
 */

/** Years and months alone, which only few records have. */
const isoMonth = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** Checks times; remembers the last day it found to be real, since neighbouring records share it. */
export type TimeCheck = (text: string) => boolean;

/**
 * True for ISO 8601 dates and times that exist: 2001-02-30 has the right form and does not. Between day and time stands
 * a T or a space; seconds may have a fraction; a time may end in Z or in an offset.
 */
export function createTimeCheck(): TimeCheck {
  let realDay = '';
  return function isTime(text) {
    if (realDay !== '' && text.startsWith(realDay)) return text.length === 10 || isTimeOfDay(text);
    if (text.length < 10) return isoMonth.test(text);
    if (!isRealDay(text)) return false;
    realDay = text.slice(0, 10);
    return text.length === 10 || isTimeOfDay(text);
  };
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The first ten characters are a day of the Gregorian calendar. */
function isRealDay(text: string): boolean {
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return false;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
  return year >= 0 && day >= 1 && day <= last;
}

/** `T13:46`, `T13:46:00`, `T13:46:00.000` from the eleventh character on, with or without `Z`, `+02`, `+0200`, `+02:00`. */
function isTimeOfDay(text: string): boolean {
  const between = text.charCodeAt(10);
  if (between !== UPPER_T && between !== SPACE) return false;
  if (!(twoDigits(text, 11) <= 24 && text.charCodeAt(13) === COLON && twoDigits(text, 14) <= 59)) return false;
  if (text.charCodeAt(16) !== COLON) return isZone(text, 16);
  if (!(twoDigits(text, 17) <= 60)) return false;
  const mark = text.charCodeAt(19);
  if (mark !== DOT && mark !== COMMA) return isZone(text, 19);
  let at = 20;
  while (isDigit(text.charCodeAt(at))) at++;
  return at > 20 && isZone(text, at);
}

/** Nothing, `Z` or an offset from the place to the end. */
function isZone(text: string, at: number): boolean {
  const rest = text.length - at;
  if (rest === 0) return true;
  const sign = text.charCodeAt(at);
  if (sign === UPPER_Z) return rest === 1;
  if ((sign !== PLUS && sign !== DASH) || Number.isNaN(twoDigits(text, at + 1))) return false;
  if (rest === 3) return true;
  if (rest === 5) return !Number.isNaN(twoDigits(text, at + 3));
  return rest === 6 && text.charCodeAt(at + 3) === COLON && !Number.isNaN(twoDigits(text, at + 4));
}

const [SPACE, PLUS, COMMA, DASH, DOT, COLON, UPPER_T, UPPER_Z] = [0x20, 0x2b, 0x2c, 0x2d, 0x2e, 0x3a, 0x54, 0x5a];

/** The number that two digits make, or NaN, which is below nothing. */
export function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
