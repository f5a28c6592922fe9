/** Moments as numbers, to be compared. */

const PARTS =
  /^(\d{4})-(\d\d)(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)?$/;

/**
 * Milliseconds since 1970 of a time that `createTimeCheck` lets pass; without an offset it is UTC. Whole milliseconds: a
 * window is not cut finer.
 */
export function instantOf(time: string): number {
  const parts = PARTS.exec(time);
  if (!parts) throw new Error('a time that was checked and is none');
  const [, year, month, day = 1, hour = 0, minute = 0, second = 0, fraction = '', sign, hours = 0, minutes = 0] = parts;
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return local + Number(fraction.slice(0, 3).padEnd(3, '0')) - offset;
}
