/** Times given as numbers since 1970, written as ISO 8601. A Date for each record would take longer than its replay. */

const DAY = 86_400_000;
/** The farthest that JavaScript's dates reach. */
const FARTHEST = 8.64e15;

/** `undefined` for what is no time that a Date could hold. */
export type EpochFormatter = (number: number) => string | undefined;

/**
 * Whether a number is of seconds, milliseconds, microseconds or nanoseconds tells its size: as seconds, 1e11 is the year 5138;
 * as milliseconds, 1973.
 */
export function millisecondsOf(number: number): number {
  const size = Math.abs(number);
  return size < 1e11 ? number * 1e3 : size < 1e14 ? number : size < 1e17 ? number / 1e3 : number / 1e6;
}

/** Writes as Date.toISOString does. */
export function createEpochFormatter(): EpochFormatter {
  /** Neighbouring records share a day, mostly also a minute. */
  let lastMinute = Number.NaN;
  let upToMinute = '';
  return function format(number) {
    const milliseconds = Math.trunc(millisecondsOf(number));
    if (!(Math.abs(milliseconds) <= FARTHEST)) return undefined;
    const minute = Math.floor(milliseconds / 60_000);
    if (minute !== lastMinute) {
      lastMinute = minute;
      const day = Math.floor(milliseconds / DAY);
      const minuteOfDay = minute - day * 1440;
      upToMinute = `${dayText(day)}T${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}:`;
    }
    const rest = milliseconds - minute * 60_000;
    const second = Math.floor(rest / 1000);
    return `${upToMinute}${two(second)}.${three(rest - second * 1000)}Z`;
  };
}

/** Days of the Gregorian calendar by their number since 1970 (H. Hinnant, "chrono-compatible low-level date algorithms"). */
function dayText(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const month = Math.floor((5 * dayOfYear + 2) / 153);
  const year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0);
  const dayOfMonth = dayOfYear - Math.floor((153 * month + 2) / 5) + 1;
  return `${yearText(year)}-${two(month < 10 ? month + 3 : month - 9)}-${two(dayOfMonth)}`;
}

function yearText(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, '0');
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

function three(number: number): string {
  return number < 10 ? `00${number}` : number < 100 ? `0${number}` : String(number);
}
