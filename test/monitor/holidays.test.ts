/** Weeks with public holidays, against the calendars of 2001. */
import { expect, test } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { findingsOf } from '../../src/monitor/findings.ts';
import { holidaysIn } from '../../src/monitor/holidays.ts';
import { createWeekOf, mondayOf } from '../../src/recordings/window/week.ts';
import { countFlights, watch } from './flights.ts';

const first = createWeekOf()('2001-01-01');
const weeks = Array.from({ length: 26 }, (_, index) => first + index);

// New Year, Martin Luther King (third Monday of January), Washington (third of February), Memorial Day (last of May).
test('of the United States in the first half of 2001', async () => {
  const found = await holidaysIn(weeks, 'US');
  expect([...found.keys()].map(mondayOf)).toEqual(['2001-01-01', '2001-01-15', '2001-02-19', '2001-05-28']);
});

test('a part of a country has more: Epiphany in Bavaria', async () => {
  const inGermany = (await holidaysIn(weeks, 'DE')).get(first) ?? [];
  const inBavaria = (await holidaysIn(weeks, 'DE-by')).get(first) ?? [];
  expect(inBavaria.length).toBe(inGermany.length + 1);
});

test.each(['ZZ', 'DE-zz'])('%s is not known, and the error says what is', async (calendar) => {
  await expect(holidaysIn(weeks, calendar)).rejects.toThrow(ConfigError);
});

test('a week with one neither opens nor closes: what opened in the next is open a week later', async () => {
  const watched = watch(await countFlights(), { 'late.share.yes': 0.05 });
  const opened = (own: typeof watched) =>
    findingsOf(own, 26).flatMap(({ signal, openedIn }) => (signal.segment === 'BUR' ? mondayOf(openedIn) : []));
  expect(opened(watched)).toEqual(['2001-06-04']);
  expect(opened({ ...watched, holidays: await holidaysIn(weeks, 'US') })).toEqual(['2001-06-11']);
});
