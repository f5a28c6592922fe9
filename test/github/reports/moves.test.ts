import { expect, test } from 'vitest';
import { movesOf } from '../../../src/github/reports/moves.ts';
import type { OutputReport, PipelineReport, Report } from '../../../src/report/report.generated.ts';

const share = { unit: 'share', interval: 'exact' } as const;

function output(rest: Partial<OutputReport>): OutputReport {
  const measures = { changed: { value: 0.2, low: 0.2, high: 0.2, ...share } };
  return { name: 'tier', kind: 'category', measures, transitions: [], distribution: { base: {}, head: {} }, ...rest };
}

function report(outputs: readonly OutputReport[], rest: Partial<PipelineReport> = {}): Report {
  const pipeline: PipelineReport = {
    name: 'compensation',
    verdict: 'fail',
    owners: [],
    reasons: [],
    edits: [],
    records: { recorded: 10, replayed: 10, unreplayable: 0 },
    measures: {},
    outputs: [...outputs],
    segments: [],
    full: true,
    ...rest,
  };
  return { version: 1, base: 'b', head: 'h', verdict: 'fail', edits: [], pipelines: [pipeline] };
}

test('a category moves by the difference of the shares of each value, the largest first', () => {
  // Of ten: 5 none, 4 short, 1 long; of twenty: 4 none, 10 short, 6 long. 0.2 − 0.5, 0.5 − 0.4, 0.3 − 0.1.
  const base = { counts: { '"none"': 5, '"short"': 4, '"long"': 1 } };
  const head = { counts: { '"none"': 4, '"short"': 10, '"long"': 6 } };

  const [move] = movesOf(report([output({ distribution: { base, head } })]));

  expect(move).toMatchObject({ pipeline: 'compensation', output: 'tier', kind: 'category', changed: 0.2, exact: true });
  expect(move?.steps.map(({ of, by }) => [of, Number(by.toFixed(12))])).toEqual([
    ['none', -0.3],
    ['long', 0.2],
    ['short', 0.1],
  ]);
});

test('a value that comes or goes moves by the whole of its share, and one that stays is left out', () => {
  const base = { counts: { a: 1, b: 1, c: 2 } };
  const head = { counts: { a: 1, d: 1, c: 2 } };

  const [move] = movesOf(report([output({ distribution: { base, head } })]));

  expect(move?.steps).toEqual([
    { of: 'b', by: -0.25 },
    { of: 'd', by: 0.25 },
  ]);
});

test('a number moves by the measured mean, or else by the difference of the means', () => {
  const distribution = { base: { mean: 40 }, head: { mean: 42.5 } };
  const mean = { value: 2, low: 2, high: 2, unit: 'number', interval: 'exact' } as const;

  const moves = movesOf(
    report([
      output({ kind: 'number', distribution, measures: { mean } }),
      output({ kind: 'probability', distribution, measures: {} }),
      output({ kind: 'number', distribution: { base: { mean: null }, head: { mean: 1 } }, measures: {} }),
      output({ kind: 'text' }),
    ]),
  );

  expect(moves.map(({ steps }) => steps)).toEqual([[{ of: 'mean', by: 2 }], [{ of: 'mean', by: 2.5 }], [], []]);
  expect(moves.map(({ changed }) => changed)).toEqual([null, null, null, 0.2]);
});

test('pipelines that no edit reaches have not moved, and a replay that stopped early is no exact one', () => {
  expect(movesOf(report([output({})], { verdict: 'unaffected' }))).toEqual([]);
  expect(movesOf(report([output({})], { full: false }))[0]?.exact).toBe(false);
});
