/** Weeks with a public holiday, by date-holidays, whose data are CC-BY-3.0. */
import { ConfigError } from '../errors.ts';
import { loadPeer } from '../peer.ts';
import { createWeekOf, mondayOf } from '../recordings/window/week.ts';

/** @param calendar a country and where need be a part of it: `US`, `US-CA`. Throws a ConfigError where it is none. */
export async function holidaysIn(
  weeks: readonly number[],
  calendar: string,
  file?: string,
): Promise<Map<number, string[]>> {
  const { default: Holidays } = await loadPeer('calendar needs', ['date-holidays'], () => import('date-holidays'));
  const [country = '', part] = calendar.split('-');
  const known = new Holidays();
  const parts = Object.keys(known.getStates(country) ?? {});
  const isPart = part === undefined || parts.some((one) => one.toLowerCase() === part.toLowerCase());
  if (!(country in known.getCountries()) || !isPart)
    throw new ConfigError([
      {
        ...(file !== undefined && { file }),
        message: 'a calendar that is not known',
        found: calendar,
        expected: isPart ? 'a country, such as US' : `a part of ${country}: ${parts.join(', ')}`,
      },
    ]);
  const holidays = part === undefined ? new Holidays(country) : new Holidays(country, part.toLowerCase());
  const years = new Set(
    weeks.flatMap((week) => [mondayOf(week), mondayOf(week + 1)]).map((day) => Number(day.slice(0, 4))),
  );
  const weekOf = createWeekOf();
  const found = new Map<number, string[]>();
  for (const year of years)
    for (const { date, name, type } of holidays.getHolidays(year, 'en')) {
      const week = weekOf(date.slice(0, 10));
      if (type === 'public' && weeks.includes(week)) found.set(week, [...(found.get(week) ?? []), name]);
    }
  return found;
}
