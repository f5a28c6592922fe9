/** A histogram as points on the line. Bins with a width are put at one of their ends to bound a statistic. */
import type { Size } from './effective-records.ts';
import type { Histogram } from './evidence.ts';

export interface Point {
  readonly x: number;
  readonly weight: number;
}

/**
 * Sorted by `x`. `middle` is the best guess; `low` and `high` put every number where it can be at least or at most. For
 * an exact histogram the three are the same.
 */
export function pointsOf(histogram: Histogram, place: 'low' | 'middle' | 'high'): Point[] {
  return histogram.bins
    .filter((bin) => bin.weight > 0)
    .map((bin) => ({ bin, low: withinDouble(bin.low), high: withinDouble(bin.high) }))
    .map(({ bin: { weight }, low, high }) => ({
      x: place === 'middle' ? low + (high - low) / 2 : { low, high }[place],
      weight,
    }));
}

/** The outermost bins end where doubles do. */
function withinDouble(x: number): number {
  return Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, x));
}

export function weightOf(points: readonly Point[]): number {
  return points.reduce((sum, point) => sum + point.weight, 0);
}

/** All records with a number. */
export function sizeOf(histogram: Histogram): Size {
  const { bins, squares } = histogram;
  const weight = bins.reduce((sum, bin) => sum + bin.weight, 0);
  return { records: recordsOf(histogram), weight, ...(squares !== undefined && { squares }) };
}

/** Records with a number, whatever their weight. */
export function recordsOf({ bins }: Histogram): number {
  return bins.reduce((count, bin) => count + bin.records, 0);
}
