/**
 * Public series in which something is known to have happened, where they lie beside the repository: they may not be copied into it. Weir looks at
 * weeks; here the rank rule is asked of what the series has.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { beyondAll } from '../../src/monitor/rank-rule.ts';

const FOLDER = process.env.WEIR_TEST_SERIES ?? join(import.meta.dirname, '../../../shared/data/monitoring');
const [DRIVERS, TAXIS] = [join(FOLDER, 'UKDriverDeaths.csv'), join(FOLDER, 'nyc_taxi.csv')];

/** Rows without the header. */
const rowsOf = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

const without = (file: string, source: string): boolean => {
  if (existsSync(file)) return false;
  console.info(`skipped, as ${file} is not there: ${source}`);
  return true;
};

describe.skipIf(without(DRIVERS, 'datasets/UKDriverDeaths of R, as Rdatasets has it, GPL-2'))(
  'drivers killed or seriously injured in Great Britain, by month from January 1969 on',
  () => {
    test('the belts that had to be worn from 31 January 1983 on open in April, and nothing opens before', () => {
      const values = rowsOf(DRIVERS).map((row) => Number(row.at(-1)));
      expect(values).toHaveLength(192);
      // Each month against the same one of eight years.
      const sideOf = (month: number, before: number) => {
        const same = Array.from({ length: 8 }, (_, year) => values[before - 12 * (year + 1) + ((month - before) % 12)]);
        return beyondAll(same.map(Number), [values[month] ?? 0], 0);
      };
      let opened: number | undefined;
      for (let month = 98; month < values.length && opened === undefined; month += 1) {
        const sides = [month - 2, month - 1, month].map((one) => sideOf(one, one));
        if (sides[0] !== undefined && sides.every((side) => side === sides[0])) opened = month;
      }
      expect(opened).toBe(12 * (1983 - 1969) + 3);
      // While it is open it is compared with the years before it, and it is for a year.
      const first = 12 * (1983 - 1969);
      const year = Array.from({ length: 12 }, (_, index) => first + 3 + index);
      expect(year.map((month) => sideOf(month, first + ((month - first) % 12)))).toEqual(year.map(() => 'down'));
    });
  },
);

describe.skipIf(without(TAXIS, 'realKnownCause/nyc_taxi.csv of the Numenta Anomaly Benchmark, MIT'))(
  'taxi passengers in New York, each half an hour from July 2014 to January 2015',
  () => {
    test('no holiday opens by weeks; the end of summer does, once', () => {
      const monday = Date.UTC(2014, 6, 7);
      const weeks = new Map<number, { readonly halves: number; readonly sum: number }>();
      for (const [time = '', value] of rowsOf(TAXIS)) {
        const week = Math.floor((Date.parse(`${time.replace(' ', 'T')}Z`) - monday) / (7 * 86_400_000));
        const { halves, sum } = weeks.get(week) ?? { halves: 0, sum: 0 };
        weeks.set(week, { halves: halves + 1, sum: sum + Number(value) });
      }
      const whole = [...weeks].filter(([, { halves }]) => halves === 336).sort(([a], [b]) => a - b);
      const sums = whole.map(([, { sum }]) => sum);
      const opened: number[] = [];
      let isOpen = false;
      let usual: readonly number[] = [];
      for (let place = 10; place < sums.length; place += 1) {
        if (!isOpen) usual = sums.slice(place - 10, place - 2);
        const holds = beyondAll(usual, sums.slice(place - 2, place + 1), 0) !== undefined;
        if (holds && !isOpen) opened.push(place);
        isOpen = holds;
      }
      const dates = opened.map((place) => new Date(monday + (whole[place]?.[0] ?? 0) * 7 * 86_400_000).toISOString());
      expect(dates.map((date) => date.slice(0, 7))).toEqual(['2014-09']);
    });
  },
);
