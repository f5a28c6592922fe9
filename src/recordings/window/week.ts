/** Which week a time is in: weeks begin on Monday, in the zone of whoever looks at the traffic. */
import { dayOf, instantOf } from './instant.ts';

const DAY = 86_400_000;
/** 1 January 1970 was a Thursday: this many days after a Monday. */
const THURSDAY = 3;
/** Zones are apart from UTC by whole quarters of an hour, and change at such. */
const QUARTER = 900_000;

/** The number of the week of an ISO 8601 time; 0 began on Monday, 29 December 1969. Without an offset it is UTC. */
export type WeekOf = (time: string) => number;

/** `zone`: a name that `Intl` knows, `Europe/Berlin`; UTC where it is not said. */
export function createWeekOf(zone = 'UTC'): WeekOf {
  if (zone === 'UTC') return (time) => weekOfDay(dayOf(time));
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const known = new Map<number, number>();
  return (time) => {
    const quarter = Math.floor(instantOf(time) / QUARTER);
    const found = known.get(quarter);
    if (found !== undefined) return found;
    const week = weekOfDay(localDay(format, quarter * QUARTER));
    if (known.size < MOST_KNOWN) known.set(quarter, week);
    return week;
  };
}

/** In spans of how many quarters of an hour since 1970 no week begins there. */
export function grainOf(zone = 'UTC'): number {
  return zone === 'UTC' ? DAY / QUARTER : 1;
}

const MOST_KNOWN = 500_000;

/** Days since 1970 of the calendar's day there. */
function localDay(format: Intl.DateTimeFormat, instant: number): number {
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.year ?? 1970, (parts.month ?? 1) - 1, parts.day ?? 1) / DAY;
}

function weekOfDay(day: number): number {
  return Math.floor((day + THURSDAY) / 7);
}

/** The Monday on which a week begins, `2001-01-08`. */
export function mondayOf(week: number): string {
  return new Date((week * 7 - THURSDAY) * DAY).toISOString().slice(0, 10);
}
