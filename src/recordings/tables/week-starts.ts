/** When weeks begin in a zone, by the same rule as weeks of records are told everywhere else. */
import { createWeekOf } from '../window/week.ts';

const [FIRST, END] = [Date.UTC(1990, 0, 1), Date.UTC(2060, 0, 1)];
const WEEK = 7 * 86_400_000;
const QUARTER = 900_000;

/** Milliseconds since 1970 of each beginning of a week from 1990 to 2059, in their order. Zones are apart by quarters of an hour. */
export function weekStarts(zone: string): number[] {
  const weekOf = createWeekOf(zone);
  const weekAt = (instant: number): number => weekOf(new Date(instant).toISOString());
  const starts: number[] = [];
  // The 1st of January 1990 was a Monday, and no zone is a day from UTC.
  for (let monday = FIRST + WEEK; monday < END; monday += WEEK) {
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
