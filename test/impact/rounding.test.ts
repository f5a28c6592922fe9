/** What the last digits of numbers and weights leave is no impact: a limit of 0 would fail for it. */
import { expect, test } from 'vitest';
import type { Histogram } from '../../src/impact/evidence.ts';
import { measureOutput } from '../../src/measures/measure-output.ts';
import { fullReplay, numberEvidence } from './evidence-of.ts';

function histogramOf(points: readonly (readonly [x: number, weight: number])[]): Histogram {
  return { exact: true, bins: points.map(([x, weight]) => ({ low: x, high: x, records: 1, weight })) };
}

test('gains and losses that cancel are no mean, though the last digits of the numbers leave one', () => {
  // The same numbers on both sides; 0.1 + 0.7 - 0.8 is -1.1e-16.
  const moved = [
    [0.1, 0.2],
    [0.2, 0.9],
    [0.9, 0.1],
  ] as const;
  const { mean, mean_ratio: ratio } = measureOutput(numberEvidence(moved), fullReplay);
  expect(mean).toMatchObject({ value: 0, low: 0, high: 0 });
  expect(ratio).toMatchObject({ value: 0, low: 0, high: 0 });
  // One cent of one record in a thousand of a million each is none of that.
  const cent = [[1e6, 1e6 + 0.01] as const, ...Array.from({ length: 999 }, () => [1e6, 1e6] as const)];
  expect(measureOutput(numberEvidence(cent), fullReplay).mean?.value).toBeCloseTo(1e-5, 12);
  // Squares that overflow say nothing about the size of the numbers.
  expect(measureOutput(numberEvidence([[1e200, 2e200]]), fullReplay).mean?.value).toBe(1e200);
});

test('a base whose mean is 0 but for the last digits of its numbers has no ratio', () => {
  const pairs = [
    [0.1, 1],
    [0.2, 1],
    [-0.3, 1],
  ] as const;
  const { mean_ratio: ratio } = measureOutput(numberEvidence(pairs), fullReplay);
  expect(ratio).toMatchObject({ value: null, reason: expect.stringContaining('zero scale') });
});

test('areas that are the same but for the last digits are no loss at either end', () => {
  // All positives lie above all negatives on both sides: 1 and 1. Weights add up to 0.9999999999999998 where they are apart.
  const negative = histogramOf([[0.1, 0.7]]);
  const apart = histogramOf([
    [0.5, 0.1],
    [0.6, 0.2],
  ]);
  const together = histogramOf([[0.5, 0.1 + 0.2]]);
  const labels = {
    total: { records: 3, weight: 1, value: 0 },
    scores: { base: { positive: together, negative }, head: { positive: apart, negative } },
  };
  const { auc } = measureOutput(numberEvidence([[0.5, 0.6]], { kind: 'probability', labels }), fullReplay);
  expect(auc).toMatchObject({ value: 0, low: 0, high: 0 });
});
