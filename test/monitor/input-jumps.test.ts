import { expect, test } from 'vitest';
import { inputSignals } from '../../src/monitor/input-signals.ts';

/** A week of 400 requests whose distances add up to that. */
function week(sum: number) {
  const distance = { present: 400, types: { number: 400 }, sums: { '': { count: 400, sum } } };
  return { records: 400, fields: { '/distance': distance } };
}

/** Times that the mean of the third week is what it was in the two before. */
function jumps(last: number, first = 40_000): number[] {
  // As counts are kept, in JSON, which has no infinity.
  const counts = JSON.parse(JSON.stringify({ 1: week(first), 2: week(40_400), 3: week(last) }));
  return inputSignals(counts, 3, () => [1, 2], { missing: 1, unseen: 1 }).map(({ amount }) => amount);
}

test('a mean in another unit is told, by how much', () => {
  expect(jumps(40_000 * 1.609)).toEqual([expect.closeTo(64_360 / 40_200, 10)]);
  expect(jumps(40_300)).toEqual([]);
});

test('a week in which one number is larger than a double can be has no mean, and tells of none', () => {
  expect(jumps(Number.POSITIVE_INFINITY)).toEqual([]);
  expect(jumps(64_360, Number.POSITIVE_INFINITY)).toEqual([]);
});
