/** What the weeks before a merge let expect of the weeks after it. Expected values: scipy's `t`, and SQL, on the same flights. */
import { beforeAll, describe, expect, test } from 'vitest';
import { byQuarter, meanOf, type Prediction, predictionsOf } from '../../src/monitor/predictions.ts';
import type { Watched } from '../../src/monitor/watched.ts';
import { calibrationSaid, predictionSaid } from '../../src/monitor/words.ts';
import { mondayOf } from '../../src/recordings/window/week.ts';
import { pipelineOf } from '../gate/pipeline-of.ts';
import { categoryEvidence, pipelineEvidence } from '../impact/evidence-of.ts';
import { type Count, countFlights, watch } from './flights.ts';
import { monitored } from './monitored.ts';

interface Week {
  readonly week: number;
  readonly flights: number;
  /** Whose answer the merge changes. */
  readonly changed: number;
}

/** A merge on the Monday after so many weeks, with as many in the baseline at most. */
function mergedAfter(before: number, all: readonly Week[], baseline = 13): Watched {
  const weeks = all.toSorted((a, b) => a.week - b.week);
  const evidence = new Map(
    weeks.map(({ week, flights, changed }) => {
      const output = categoryEvidence([
        ['"no"', '"no"', flights - changed],
        ['"no"', '"yes"', changed],
      ]);
      return [week, pipelineEvidence([{ ...output, name: 'paid' }], { recorded: flights, read: flights })];
    }),
  );
  const at = (commit: string, time: string) => ({
    merge: { commit, subject: commit, at: time },
    snapshot: undefined as never,
    digest: commit,
  });
  const merged = `${mondayOf(weeks[before]?.week ?? 0)}T00:00:00Z`;
  const shell = watch([], {}, { baseline });
  return {
    ...shell,
    pipeline: pipelineOf({ 'paid.changed': '1%' }),
    states: [at('old', '2000-01-01T00:00:00Z'), at('new', merged)],
    windows: { pairs: [new Map(), evidence], recorded: new Map(), counted: 0 },
    series: [],
    weeks: weeks.map(({ week }) => week),
  };
}

const toPercent = (share = Number.NaN) => Number((100 * share).toFixed(3));

describe('26 weeks of real flights', () => {
  let counts: readonly Count[] = [];
  beforeAll(async () => {
    counts = await countFlights();
  });
  const EDITS = {
    'paid from 120 minutes on in place of 180': (one: Count) => one.earlier - one.paid,
    'late from 15 minutes on in place of 30': (one: Count) => one.late - one.half,
  };

  test.each([
    [8, 61, 63],
    [13, 62, 63],
  ])('merged after %i weeks, the next four are as expected at nearly every airport', (before, paid, late) => {
    const airports = Map.groupBy(
      counts.filter(({ origin }) => origin !== 'other'),
      ({ origin }) => origin,
    );
    expect(airports.size).toBe(63);
    const held = Object.values(EDITS).map((changedIn) => {
      const all = [...airports.values()].flatMap((own) =>
        predictionsOf(
          mergedAfter(
            before,
            own.map((one) => ({ ...one, changed: changedIn(one) })),
          ),
        ),
      );
      const compared = all.flatMap(({ isInside }) => isInside ?? []);
      return { of: compared.length, inside: compared.filter(Boolean).length };
    });
    // By scipy 1.x: mean ± t.ppf(0.995, n − 1) · s · √(1/n + 1/4), for each airport.
    expect(held).toEqual([
      { of: 63, inside: paid },
      { of: 63, inside: late },
    ]);
  });

  test('of the nation, merged in week 18, came to less than expected, and within', () => {
    const nation = [...Map.groupBy(counts, ({ week }) => week)].map(([week, own]) => {
      const sum = (of: (one: Count) => number) => own.reduce((all, one) => all + of(one), 0);
      return { week, flights: sum((one) => one.flights), changed: sum((one) => one.earlier - one.paid) };
    });
    const [found] = predictionsOf(mergedAfter(17, nation));
    expect(found?.before).toHaveLength(13);
    expect(toPercent(meanOf(found?.before ?? []))).toBe(0.988);
    expect(found?.after.map(({ amount }) => toPercent(amount))).toEqual([0.336, 0.506, 0.704, 0.897]);
    expect(toPercent(found?.expected?.low)).toBeCloseTo(0.329, 2);
    expect(toPercent(found?.expected?.high)).toBeCloseTo(1.648, 2);
    expect(found?.isInside).toBe(true);
  });
});

describe('by hand', () => {
  const weeks = (shares: readonly number[]): Week[] =>
    shares.map((share, week) => ({ week: 1600 + week, flights: 1000, changed: Math.round(1000 * share) }));
  const only = (all: readonly Prediction[]): Prediction | undefined => all[0];

  test('the same every week is expected again, to the last bit, and is found', () => {
    const found = only(predictionsOf(mergedAfter(5, weeks([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]))));
    expect(found).toMatchObject({ isInside: true });
    expect(found?.after).toHaveLength(3);
  });

  test('what doubles is outside, and said to be', () => {
    const found = only(predictionsOf(mergedAfter(4, weeks([0.1, 0.11, 0.1, 0.11, 0.22, 0.22]))));
    // 0.105 ± 5.841 · 0.005774 · √(1/4 + 1/2): 7.6 % to 13.4 %.
    expect(found?.isInside).toBe(false);
    expect(found && predictionSaid(found)).toMatch(
      /^paid\.changed: expected 7\.\d+ % … 13\.\d+ %, came to 22 % \(22 %, 22 % by week\): outside$/,
    );
  });

  test('three weeks say no range; a share is never expected below none', () => {
    const few = only(predictionsOf(mergedAfter(3, weeks([0.1, 0.2, 0.3, 0.2]))));
    expect(few?.expected).toBeUndefined();
    expect(few && predictionSaid(few)).toContain('of too few weeks (3) for a range');
    expect(only(predictionsOf(mergedAfter(4, weeks([0, 0.3, 0, 0.3, 0.1]))))?.expected?.low).toBe(0);
  });

  test('what never moves anything is no prediction, nor is a merge whose weeks before are not recorded', () => {
    expect(predictionsOf(mergedAfter(4, weeks([0, 0, 0, 0, 0, 0])))).toEqual([]);
    expect(predictionsOf(mergedAfter(0, weeks([0.1, 0.1, 0.1])))).toEqual([]);
  });

  test('a merge that production has not run is expected of four weeks, and compared with none', () => {
    const watched = mergedAfter(5, weeks([0.1, 0.12, 0.1, 0.12, 0.1, 0.1]));
    const answers = { compared: 1000, different: 0, outputs: {} };
    const [, pairs = new Map()] = watched.windows.pairs;
    const evidence = new Map([...pairs].map(([week, one]) => [week, { ...one, reproduction: answers }]));
    const newest = new Map(
      [...pairs].map(([week, one]) => [week, { ...one, reproduction: { ...answers, different: 900 } }]),
    );
    const windows = { ...watched.windows, pairs: [new Map(), evidence], recorded: newest };
    const found = only(predictionsOf({ ...watched, windows }));
    expect(found).toMatchObject({ after: [], expected: { low: expect.any(Number) } });
    expect(found).not.toHaveProperty('isInside');
    expect(found && predictionSaid(found)).toContain('production has not run it yet');
  });

  test('calibration counts those that could be compared', () => {
    const [first, second] = monitored([]).states;
    const later = { ...second!, at: '2001-07-01T00:00:00Z' };
    const [held] = monitored([]).predictions;
    const both = {
      states: [first!, second!, later],
      predictions: [...monitored([]).predictions, { ...held!, state: 2 }],
    };
    expect(calibrationSaid({ ...monitored([]), ...both })).toBe(
      '2 of 3 predictions about 2 merges held (66.7 %); promised are 99 %. By quarter of the merge: 2001 Q2 1 of 2, 2001 Q3 1 of 1',
    );
    expect(calibrationSaid(monitored([]))).toBe('1 of 2 predictions about 1 merge held (50 %); promised are 99 %');
  });
});

test('a quarter is that of the merge, in UTC', () => {
  const times = ['2001-12-31T23:59:59Z', '2002-01-01T01:00:00+02:00', '2002-01-01T00:00:00Z', '2001-03-31T00:00:00Z'];
  expect(byQuarter(times.map((at, index) => ({ at, isInside: index !== 1 })))).toEqual([
    { quarter: '2001 Q1', of: 1, inside: 1 },
    { quarter: '2001 Q4', of: 2, inside: 1 },
    { quarter: '2002 Q1', of: 1, inside: 1 },
  ]);
});
