/**
 * Times as recordings give them. Every record has one, so the usual form is checked digit by digit; a regular
 * expression and a Date for each would take longer than the replay itself.
 */

const isoTime = /^\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?)?$/;
const usualLength = '2001-01-01T00:00:00Z'.length;

/** Checks times; remembers the last day it found to be real, since neighbouring records share it. */
export type TimeCheck = (text: string) => boolean;

/** True for ISO 8601 dates and times that exist: 2001-02-30 has the right form and does not. */
export function createTimeCheck(): TimeCheck {
  let realDay = '';
  return function isTime(text) {
    if (text.length === usualLength && text.startsWith(realDay) && realDay !== '' && isUsualTimeOfDay(text))
      return true;
    if (!isoTime.test(text) || !isRealDay(text) || !isRealTimeOfDay(text)) return false;
    realDay = text.slice(0, 10);
    return true;
  };
}

/** `T00:00:00Z` from the eleventh character on. */
function isUsualTimeOfDay(text: string): boolean {
  return (
    text.charCodeAt(10) === 0x54 &&
    twoDigits(text, 11) <= 24 &&
    text.charCodeAt(13) === 0x3a &&
    twoDigits(text, 14) <= 59 &&
    text.charCodeAt(16) === 0x3a &&
    twoDigits(text, 17) <= 60 &&
    text.charCodeAt(19) === 0x5a
  );
}

/** The number that two digits make, or NaN, which is below nothing. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function isRealDay(text: string): boolean {
  const day = new Date(`${text.slice(0, 10)}Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
}

function isRealTimeOfDay(text: string): boolean {
  return Number(text.slice(11, 13)) <= 24 && Number(text.slice(14, 16)) <= 59 && Number(text.slice(17, 19)) <= 60;
}
