/** The number below which a given share of the numbers lies. */
import { type Point, weightOf } from './points.ts';

/**
 * Quantile of weighted points sorted by `x`: type 7 of Hyndman & Fan (numpy's and R's default) in its weighted form
 * (Akinshin 2023, "Weighted quantile estimators", arXiv 2304.07265, section 3). With n records and the rank
 * h = (n − 1) · share it is the mean of what lies between h/n and (h + 1)/n of the weight. Only the proportions of the
 * weights count; where all are equal it is type 7 itself. NaN without points.
 *
 * @param records the number of equally weighted records that say as much as the points
 * @example
 * quantile([{ x: 1, weight: 1 }, { x: 2, weight: 3 }], 0.5, 4); // 2
 */
export function quantile(points: readonly Point[], share: number, records: number): number {
  const last = points.at(-1);
  if (!last) return Number.NaN;
  const count = Math.max(1, records);
  const scale = count / weightOf(points);
  const from = (count - 1) * share;
  let passed = 0;
  let first: number | undefined;
  let sum = 0;
  for (const { x, weight } of points) {
    const before = passed - from;
    passed += weight * scale;
    const after = passed - from;
    if (after <= ROUNDING) continue;
    if (before >= 1) break;
    if (first === undefined) first = x;
    // What one point fills alone is that point, and nothing is lost to rounding.
    else sum += (Math.min(1, after) - Math.max(0, before)) * (x - first);
  }
  return (first ?? last.x) + sum;
}

/** Ranks are sums of weights, whose last bits are noise. */
const ROUNDING = 1e-9;
