/** The number below which a given share of the numbers lies. */
import { type Point, weightOf } from './points.ts';

/**
 * Quantile of weighted points sorted by `x`, type 7 of Hyndman & Fan (numpy's and R's default), a weight w counting as w
 * repetitions: with W = Σ w the rank is h = (W − 1) q, and the values at ⌊h⌋ and ⌊h⌋ + 1 are interpolated. NaN without
 * points.
 *
 * @example
 * quantile([{ x: 1, weight: 1 }, { x: 2, weight: 3 }], 0.5); // 2
 */
export function quantile(points: readonly Point[], share: number): number {
  const rank = Math.max(0, weightOf(points) - 1) * share;
  const below = Math.floor(rank);
  const lower = valueAt(points, below);
  if (rank === below) return lower;
  return lower + (rank - below) * (valueAt(points, below + 1) - lower);
}

/** The value that holds rank `rank`, counted from 0, if every point stood there `weight` times. */
function valueAt(points: readonly Point[], rank: number): number {
  let passed = 0;
  for (const point of points) {
    passed += point.weight;
    if (rank < passed) return point.x;
  }
  return points.at(-1)?.x ?? Number.NaN;
}
