/** When weeks begin in a zone, by the same rule as weeks of records are told everywhere else. */
import { createWeekOf } from './week.ts';

const WEEK = 7 * 86_400_000;
const QUARTER = 900_000;
/** The 1st of January 1990 was a Monday. */
const MONDAY = Date.UTC(1990, 0, 1);

/**
 * Milliseconds since 1970 of each beginning of a week that may be after `from` and at `to` or before, in their order. Zones are
 * less than half a week from UTC, and apart by quarters of an hour.
 */
export function weekStarts(zone: string, from: number, to: number): number[] {
  const weekOf = createWeekOf(zone);
  const weekAt = (instant: number): number => weekOf(new Date(instant).toISOString());
  const starts: number[] = [];
  const first = MONDAY + Math.floor((from - MONDAY) / WEEK) * WEEK;
  for (let monday = first; monday <= to + WEEK; monday += WEEK) {
    const week = weekAt(monday + WEEK / 2);
    let [before, after] = [monday - WEEK / 2, monday + WEEK / 2];
    while (after - before > QUARTER) {
      const middle = before + Math.floor((after - before) / 2 / QUARTER) * QUARTER;
      if (weekAt(middle) < week) before = middle;
      else after = middle;
    }
    starts.push(after);
  }
  return starts;
}
