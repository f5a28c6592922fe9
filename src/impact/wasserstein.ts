/** How far the numbers of one side have to travel to become those of the other. */
import { lessNoise, rounded, WRITTEN } from './less-noise.ts';
import { type Point, weightOf } from './points.ts';

/**
 * First Wasserstein distance ∫ |F(x) − G(x)| dx of weighted points sorted by `x`, in their unit, as far as the digits of
 * the numbers that moved tell. The same as scipy's `wasserstein_distance` with weights.
 *
 * @example
 * wasserstein([{ x: 0, weight: 1 }], [{ x: 5, weight: 2 }]); // 5
 */
export function wasserstein(base: readonly Point[], head: readonly Point[]): number {
  const totals = { base: weightOf(base), head: weightOf(head) };
  const places = [...new Set([...base, ...head].map(({ x }) => x))].sort((a, b) => a - b);
  const [ofBase, ofHead] = [cumulated(base), cumulated(head)];
  const isEven = lessNoise(totals.base, totals.head) === 0;
  let before = 0;
  let distance = 0;
  let moved = 0;
  places.forEach((x, i) => {
    const [below, above] = [ofBase(x), ofHead(x)];
    const gap = isEven ? lessNoise(below, above) / totals.base : below / totals.base - above / totals.head;
    // Whole numbers that doubles hold are exact.
    if (!Number.isSafeInteger(x)) moved += Math.abs(gap - before) * Math.abs(x);
    before = gap;
    const next = places[i + 1];
    if (next !== undefined) distance += Math.abs(gap) * (next - x);
  });
  return rounded(distance, WRITTEN * moved);
}

/** The weight up to a number; numbers are asked for in their order. */
function cumulated(points: readonly Point[]): (x: number) => number {
  let next = 0;
  let weight = 0;
  return (x) => {
    for (let point = points[next]; point && point.x <= x; point = points[next]) {
      weight += point.weight;
      next += 1;
    }
    return weight;
  };
}
