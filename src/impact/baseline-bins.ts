/** The bins in which two sides of a number are compared for their population stability. */
import type { Histogram } from './evidence.ts';
import { pointsOf, weightOf } from './points.ts';

/** Sums of weights that should meet an edge may miss it in their last bits. */
const ROUNDING = 1e-9;

/** Says which bin holds a number, as a whole number from 0. */
export type BinOf = (x: number) => number;

/**
 * Ten bins that each hold about a tenth of base: `[edge, next edge)`, the outer ones open. Equal edges are one edge, and
 * a single number that makes up a tenth of base or more has a bin of its own: heavy ties would else swallow the others.
 */
export function baselineBins(base: Histogram, bins = 10): BinOf {
  const points = pointsOf(base, 'low');
  const total = weightOf(points);
  const atoms = new Map<number, number>();
  const edges: number[] = [];
  let below = 0;
  let deciles = 0;
  for (const { x, weight } of points) {
    // An edge is the first number that has a further tenth of base below it.
    const passed = Math.floor((below * bins) / total + ROUNDING);
    if (passed > deciles) edges.push(x);
    deciles = passed;
    if (base.exact && weight * bins >= total * (1 - ROUNDING)) atoms.set(x, atoms.size);
    below += weight;
  }
  return (x) => atoms.get(x) ?? atoms.size + edges.filter((edge) => edge <= x).length;
}
