/** What is exactly as large as its limit is within it, however the last digits of its operands are rounded. */
import { describe, expect, test } from 'vitest';
import { judgePipeline } from '../../src/gate/judge-pipeline.ts';
import type { OutputKind } from '../../src/impact/evidence.ts';
import { PipelineSum } from '../../src/replay/evidence/pipeline.ts';
import { outputSpec } from '../replay/evidence/records.ts';
import { pipelineOf } from './pipeline-of.ts';

/** So many records that are alike. */
type Some = readonly [times: number, base: unknown, head: unknown, label?: unknown];

function verdictOf(kind: OutputKind, records: readonly Some[], measure: string, amount: string, weight = 1): string {
  const labelled = records.some(([, , , label]) => label !== undefined);
  const spec = outputSpec(kind, { name: 'x', labelled });
  const weighting = { weighted: weight !== 1, valued: false };
  const sum = new PipelineSum({ weighting, outputs: [spec], segments: [] });
  for (const [times, base, head, label] of records) {
    const ends = { base: 'ok', head: 'ok', baseValues: [base], headValues: [head] } as const;
    sum.count(times, times);
    sum.addReplayed({ ...ends, segments: [], label, weight, value: undefined, time: undefined }, times);
  }
  const outputs = [{ name: 'x', at: '/x', kind, tolerance: 0 }];
  const pipeline = pipelineOf({ [`x.${measure}`]: amount }, { outputs });
  return judgePipeline(sum.finish([]), pipeline, { confidence: 0.99 }).verdict;
}

describe('a tenth more of numbers of any size, which no double holds,', () => {
  const sizes = [0.3, 10_000, 12_345_678.9, 987_654_321.7, 1_700_000_000.2];
  const raised = sizes.map((x): Some => [1000, x, Number((x + 0.1).toFixed(1))]);

  test.each(['mean', 'p50', 'p95', 'p99', 'wasserstein'])(
    'is within a limit of 0.1 on %s, and beyond 0.09999',
    (measure) => {
      for (const one of raised) {
        expect([one, verdictOf('number', [one], measure, '0.1')]).toEqual([one, 'pass']);
        expect([one, verdictOf('number', [one], measure, '0.09999')]).toEqual([one, 'fail']);
      }
    },
  );

  test.each(['mean', 'wasserstein'])('is within it on %s where they come together', (measure) => {
    expect(verdictOf('number', raised, measure, '0.1')).toBe('pass');
    expect(verdictOf('number', raised, measure, '0.09999')).toBe('fail');
    expect(verdictOf('number', raised, measure, '0.1', 0.1)).toBe('pass');
  });
});

test('one record in a million that moves by a cent is beyond a limit of 0, and within one of a cent by a million', () => {
  const cent: readonly Some[] = [
    [1, 12_345_678.9, 12_345_678.91],
    [999_999, 98_765_432.1, 98_765_432.1],
  ];
  for (const measure of ['mean', 'wasserstein']) {
    expect(verdictOf('number', cent, measure, '0')).toBe('fail');
    expect(verdictOf('number', cent, measure, '0.00000001')).toBe('pass');
  }
});

test.each([1_700_000_000_000, 9_007_199_254_740_000])(
  'whole numbers of %d that move by one are beyond a limit of 0',
  (x) => {
    for (const measure of ['mean', 'p50', 'wasserstein'])
      expect([measure, verdictOf('number', [[1000, x, x + 1]], measure, '0')]).toEqual([measure, 'fail']);
  },
);

// 0.70001 − 0.7 is 0.00001000000000001: by a millionth of a millionth more than 0.001 %.
const share: readonly Some[] = [
  [700_000, 0, 0],
  [10, 1, 0],
  [299_990, 1, 1],
];
const labelled = share.map(([times, base, head]): Some => [times, base, head, 1]);
const called: readonly Some[] = [
  [700_000, 1, 1, 1],
  [10, 1, 0, 1],
  [299_990, 1, 1, 0],
  [10, 0, 1, 0],
];
const texts: readonly Some[] = [
  [99_993, 'one two', 'one two'],
  [7, 'one two', 'one four'],
];

test.each<readonly [measure: string, kind: OutputKind, records: readonly Some[]]>([
  ['ks', 'number', share],
  ['tv', 'category', share],
  ['changed', 'category', share],
  ['mean_ratio', 'number', [[1000, 10_000, 10_000.1]]],
  ['length_ratio', 'text', texts],
  ['brier', 'probability', labelled],
  ['recall.1', 'category', labelled],
  ['accuracy', 'category', labelled],
  ['precision.1', 'category', called],
])('%s of just 0.001 % is within that limit, and beyond 0.000999 %', (measure, kind, records) => {
  expect(verdictOf(kind, records, measure, '0.00001')).toBe('pass');
  expect(verdictOf(kind, records, measure, '0.00000999')).toBe('fail');
});
