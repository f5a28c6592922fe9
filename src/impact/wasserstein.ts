/** How far the numbers of one side have to travel to become those of the other. */
import { type Point, weightOf } from './points.ts';

/**
 * First Wasserstein distance ∫ |F(x) − G(x)| dx of weighted points sorted by `x`, in their unit. The same as scipy's
 * `wasserstein_distance` with weights.
 *
 * @example
 * wasserstein([{ x: 0, weight: 1 }], [{ x: 5, weight: 2 }]); // 5
 */
export function wasserstein(base: readonly Point[], head: readonly Point[]): number {
  const steps = [...signedSteps(base, 1), ...signedSteps(head, -1)].sort((a, b) => a.x - b.x);
  let gap = 0;
  let distance = 0;
  steps.forEach((step, i) => {
    gap += step.share;
    const next = steps[i + 1];
    if (next) distance += Math.abs(gap) * (next.x - step.x);
  });
  return distance;
}

function signedSteps(points: readonly Point[], sign: 1 | -1): { x: number; share: number }[] {
  const total = weightOf(points);
  return points.map(({ x, weight }) => ({ x, share: (sign * weight) / total }));
}
