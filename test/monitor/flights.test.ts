/** What the rules say of 26 real weeks, three million flights of 2001; nothing is injected but what is said. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Finding, findingsOf } from '../../src/monitor/findings.ts';
import { mondayOf } from '../../src/recordings/window/week.ts';
import { type Count, countFlights, watch } from './flights.ts';

let counts: readonly Count[] = [];

beforeAll(async () => {
  counts = await countFlights();
});

const nationally = (found: readonly Finding[]) => found.filter(({ signal }) => signal.segment === undefined);
const byAirport = (found: readonly Finding[]) => found.filter(({ signal }) => signal.segment !== undefined);
describe('26 weeks of real flights', () => {
  test('unchanged, open 8 findings at 63 airports', () => {
    const watched = watch(counts, { 'late.share.yes': 0.05 });
    expect(watched.weeks).toHaveLength(26);
    expect(new Set(counts.map(({ origin }) => origin)).size).toBe(63 + 1);
    const found = byAirport(findingsOf(watched, 26));
    // 63 series, looked at in 11 weeks: 0.60 a series and year. They are of two weeks of weather, and as issues two.
    expect(found).toHaveLength(8);
    const starts = found.filter(
      ({ openedIn }) =>
        !found.some((other) => other.openedIn < openedIn && (other.closedIn ?? Number.POSITIVE_INFINITY) > openedIn),
    );
    expect(new Set(starts.map(({ openedIn }) => openedIn)).size).toBe(2);
  });

  test('with the first 13 accepted as the usual, open 7: less than one in two years for each airport', () => {
    const watched = watch(counts, { 'late.share.yes': 0.05 });
    const weeks = watched.weeks.slice(0, 13);
    const accepted = { week: weeks.at(-1) ?? 0, reason: 'the usual', weeks, parts: new Map() };
    const found = byAirport(findingsOf({ ...watched, accepted }, 13));
    // By a program of its own, written from the rule. 63 series of 13 weeks are 15.75 years.
    expect(found.map(({ signal }) => signal.segment).sort()).toEqual(['ATL', 'BDL', 'BUR', 'ONT', 'ORD', 'RNO', 'SEA']);
    expect(found.length / 15.75).toBeLessThanOrEqual(0.5);
  });

  test('open one finding of the nation, the calm spring, as traffic; none of what is paid', () => {
    const found = nationally(findingsOf(watch(counts, { 'late.share.yes': 0.02, 'paid.share.yes': 0.0005 }), 26));
    expect(found.map(({ signal }) => [signal.cause, signal.key])).toEqual([['traffic', 'late.share.yes']]);
    // Weeks 17 to 19.
    expect(found.map(({ since, openedIn }) => [mondayOf(since), mondayOf(openedIn)])).toEqual([
      ['2001-04-23', '2001-05-07'],
    ]);
  });

  test.each([
    ['every', 1, 0.75],
    ['every second', 0.5, 0.35],
    ['every fourth', 0.25, 0],
  ])(
    'with ten minutes more for %s flight of one airport from week 18 on, find it often enough, and never as a merge',
    (_which, part, atLeast) => {
      const airports = [...new Set(counts.map(({ origin }) => origin))].filter((origin) => origin !== 'other').sort();
      const start = Math.min(...counts.map(({ week }) => week)) + 17;
      let found = 0;
      for (const airport of airports) {
        const moved = counts.map((one) =>
          one.origin === airport && one.week >= start ? { ...one, delay: one.delay + part * 10 * one.flights } : one,
        );
        const findings = byAirport(findingsOf(watch(moved, { 'delay.mean': 1 }), 9));
        expect(findings.every(({ signal }) => signal.cause === 'traffic')).toBe(true);
        if (findings.some(({ signal }) => signal.segment === airport)) found += 1;
      }
      console.info(`found ${found} of ${airports.length}`);
      expect(found / airports.length).toBeGreaterThanOrEqual(atLeast);
    },
  );
});
