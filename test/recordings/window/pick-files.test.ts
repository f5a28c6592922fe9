import { describe, expect, it } from 'vitest';
import { pickFiles } from '../../../src/recordings/window/pick-files.ts';

function pick(names: readonly string[], partition: string, window: string): readonly string[] | string {
  const picked = pickFiles(
    names.map((name) => ({ name })),
    partition,
    window,
  );
  return picked.without ?? picked.files.map(({ name }) => name);
}

const days = Array.from({ length: 30 }, (_, day) => String(day + 1).padStart(2, '0'));

describe('a window by folders', () => {
  it('of seven days has the seven newest days, without gaps counted as days', () => {
    const names = days.filter((day) => day !== '27').map((day) => `s3://acme/dt=2026-11-${day}/a.jsonl`);
    expect(pick(names, 'dt={yyyy}-{MM}-{dd}', '7d')).toEqual(
      ['24', '25', '26', '28', '29', '30'].map((day) => `s3://acme/dt=2026-11-${day}/a.jsonl`),
    );
  });

  it('goes over the end of a month and of a year', () => {
    const names = ['2025/12/30/a.csv', '2025/12/31/a.csv', '2026/01/01/a.csv'];
    expect(pick(names, '{yyyy}/{MM}/{dd}', '2d')).toEqual(names.slice(1));
    expect(pick(names, '{yyyy}/{MM}/{dd}', '1w')).toEqual(names);
  });

  it('of hours goes by hours', () => {
    const names = ['dt=2026-11-28/hour=22/a.csv', 'dt=2026-11-28/hour=23/a.csv', 'dt=2026-11-29/hour=00/a.csv'];
    expect(pick(names, 'dt={yyyy}-{MM}-{dd}/hour={HH}', '2h')).toEqual(names.slice(1));
  });

  it('may also go by names of files', () => {
    const names = ['flights-2026-11-27.jsonl.gz', 'flights-2026-11-28.jsonl.gz'];
    expect(pick(names, 'flights-{yyyy}-{MM}-{dd}', '1d')).toEqual(names.slice(1));
  });

  it.each([
    'traffic/_SUCCESS.jsonl',
    'traffic/dt=2026-02-30/a.jsonl',
    'traffic/dt=2026-11-281/a.jsonl',
    'traffic/xdt=2026-11-28/a.jsonl',
  ])('does not guess of which time %s is', (name) => {
    expect(pick([name], 'dt={yyyy}-{MM}-{dd}', '7d')).toBe(name);
  });

  it('is not believed where its folders are a month and more away from all others, as those of a clock that is off', () => {
    const name = (day: string) => ({ name: `dt=${day}/a.jsonl` });
    const apart = (...days: string[]) => pickFiles(days.map(name), 'dt={yyyy}-{MM}-{dd}', '7d').apart;
    expect(apart('2026-11-27', '2026-11-28', '2099-01-01', '2099-01-02')).toBe(
      'its newest 7d end on 2099-01-02, and for 26,332 days before them there is nothing: is a clock off?',
    );
    // Nobody works between the years.
    expect(apart('2026-12-20', '2027-01-10')).toBeUndefined();
    expect(apart('1970-01-01')).toBeUndefined();
    expect(pickFiles(['2026-01-01', '2026-05-01'].map(name), 'dt={yyyy}-{MM}-{dd}', '90d').apart).toMatch(/120 days/);
    expect(pickFiles(['2026-01-01', '2026-05-01'].map(name), 'dt={yyyy}-{MM}-{dd}', '130d').apart).toBeUndefined();
  });
});
