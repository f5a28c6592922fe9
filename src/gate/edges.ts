/** Into which bins the numbers of an output fall where a report shows them: the same ones on both sides. */
import type { Histogram } from '../impact/evidence.ts';
import { FEWEST_RECORDS } from '../impact/fewest-records.ts';
import { pointsOf, recordsOf } from '../impact/points.ts';
import { quantile } from '../impact/quantile.ts';

/** So many bins at most; no more distinct numbers than that have one each. */
export const BINS = 40;
/** Where numbers that few records have are more of the traffic than this, ranges show what they are. */
const MOST_HIDDEN = 0.01;

/** A bin `[low, high)`, or one number where both are equal. */
export type Edges = readonly { readonly low: number; readonly high: number }[];

/**
 * The same bins for both sides: each number its own where they are few (those that few records have are left out), else steps of 1, 2 or 5 times a power of ten
 * between the half per cent tails, which have one bin each so that outliers don't squeeze the rest.
 */
export function displayEdges(base: Histogram, head: Histogram): Edges {
  const points = [...pointsOf(base, 'middle'), ...pointsOf(head, 'middle')].sort((a, b) => a.x - b.x);
  const [first, last] = [points[0]?.x, points.at(-1)?.x];
  if (first === undefined || last === undefined) return [];
  const numbers = [...new Set(points.map(({ x }) => x))];
  const rare = rareNumbers(base, head);
  const isNamed = (x: number): boolean => !rare.has(x);
  const hidden = sumOf(points.filter(({ x }) => rare.has(x)));
  if (base.exact && head.exact && numbers.length <= BINS && hidden <= MOST_HIDDEN * sumOf(points)) {
    return numbers.filter(isNamed).map((x) => ({ low: x, high: x }));
  }
  const records = recordsOf(base) + recordsOf(head);
  const [from, to] = [quantile(points, 0.005, records), quantile(points, 0.995, records)];
  // Divided first: the width of numbers from both ends of a double is none.
  const width = (a: number, b: number): number => b / (BINS - 4) - a / (BINS - 4);
  const step = niceStep(width(from, to) || width(first, last) || 1 / (BINS - 4));
  const start = Math.floor(from / step);
  const end = Math.floor(to / step) + 1;
  const at = (index: number): number => withinDouble(Number((index * step).toPrecision(12)));
  const inner = Array.from({ length: end - start }, (_, i) => ({ low: at(start + i), high: at(start + i + 1) }));
  return [
    ...(first < at(start) ? [{ low: at(Math.floor(first / step)), high: at(start) }] : []),
    ...inner,
    ...(last >= at(end) ? [{ low: at(end), high: at(Math.floor(last / step) + 1) }] : []),
  ];
}

function withinDouble(x: number): number {
  return Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, x));
}

function sumOf(points: readonly { readonly weight: number }[]): number {
  return points.reduce((sum, { weight }) => sum + weight, 0);
}

function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power;
}

/** Single numbers that too few records have on either side to be named. */
export function rareNumbers(base: Histogram, head: Histogram): ReadonlySet<number> {
  const most = new Map<number, number>();
  for (const { low, high, records } of [...base.bins, ...head.bins]) {
    if (low === high) most.set(low, Math.max(most.get(low) ?? 0, records));
  }
  return new Set([...most].filter(([, records]) => records < FEWEST_RECORDS).map(([x]) => x));
}
