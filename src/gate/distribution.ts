/** The two sides of an output as a picture: counts of values, or numbers in the same few bins. */
import { cellText, isNumberCell } from '../impact/cell.ts';
import type { Histogram, OutputEvidence } from '../impact/evidence.ts';
import { marginalsOf } from '../impact/marginals.ts';
import { meanOf } from '../impact/measure-mean.ts';
import { pointsOf, recordsOf, weightOf } from '../impact/points.ts';
import { quantile } from '../impact/quantile.ts';
import type { Bin, Distribution, DistributionSide } from '../report/report.generated.ts';

/** So many bins at most; no more distinct numbers than that have one each. */
export const BINS = 40;
const VALUES = 100;

/**
 * Σ weight everywhere. Texts have no picture: their values never leave the replay.
 * @param efficiency of the records: see `Sampling`
 * @param values that are counted apart at most, the largest; the others join `other`
 */
export function distributionOf(output: OutputEvidence, efficiency: number, values = VALUES): Distribution {
  if (output.kind === 'text') return { base: {}, head: {} };
  const counts = countsOf(output, values);
  const { histograms } = output;
  if (!histograms) return { base: { counts: counts.base }, head: { counts: counts.head } };
  const edges = displayEdges(histograms.base, histograms.head);
  const side = (name: 'base' | 'head'): DistributionSide => ({
    ...(Object.keys(counts[name]).length > 0 && { counts: counts[name] }),
    bins: intoBins(histograms[name], edges),
    ...summaryOf(histograms[name], efficiency, exactMean(output, histograms[name], name)),
  });
  return { base: side('base'), head: side('head'), ...pairing(output, histograms) };
}

/** Numbers are pictured by bins, so only what is no number is counted for them. Rare values join `other`. */
function countsOf({ kind, table }: OutputEvidence, values: number): Record<'base' | 'head', Record<string, number>> {
  const { cells, base, head } = marginalsOf(table);
  const isNumeric = kind === 'number' || kind === 'probability';
  const rows = cells
    .map((cell, i) => ({ cell, base: base[i] ?? 0, head: head[i] ?? 0 }))
    .filter(({ cell }) => !isNumeric || !isNumberCell(cell))
    .sort((a, b) => Math.max(b.base, b.head) - Math.max(a.base, a.head));
  const counted = (side: 'base' | 'head'): Record<string, number> => {
    const counts = new Map<string, number>();
    rows.forEach((row, i) => {
      const text = i < values ? cellText(row.cell) : 'other';
      if (row[side] > 0) counts.set(text, (counts.get(text) ?? 0) + row[side]);
    });
    return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]));
  };
  return { base: counted('base'), head: counted('head') };
}

/** The pictures are of every number, the means of those that have one on the other side too. */
function pairing(
  { sums }: OutputEvidence,
  { base, head }: NonNullable<OutputEvidence['histograms']>,
): Pick<Distribution, 'paired'> {
  const paired = sums?.records ?? 0;
  return paired < Math.max(recordsOf(base), recordsOf(head)) ? { paired } : {};
}

/** The sums are of records with a number on both sides; where that is all of this side's, they know its mean exactly. */
function exactMean({ sums }: OutputEvidence, histogram: Histogram, side: 'base' | 'head'): number | undefined {
  const mean = sums && sums.records === recordsOf(histogram) ? meanOf(sums, side) : Number.NaN;
  return Number.isFinite(mean) ? mean : undefined;
}

/**
 * Mean and quantiles over all usable numbers of the side; bins with a width count at their middle. Null where the
 * numbers are too large for it.
 */
function summaryOf(histogram: Histogram, efficiency: number, mean: number | undefined): DistributionSide {
  const points = pointsOf(histogram, 'middle');
  const usable = weightOf(points);
  const records = recordsOf(histogram) * efficiency;
  if (usable === 0) return { mean: null, p50: null, p95: null, p99: null, min: null, max: null, usable };
  return {
    mean: finite(mean ?? points.reduce((sum, { x, weight }) => sum + x * (weight / usable), 0)),
    p50: finite(quantile(points, 0.5, records)),
    p95: finite(quantile(points, 0.95, records)),
    p99: finite(quantile(points, 0.99, records)),
    min: pointsOf(histogram, 'low')[0]?.x ?? null,
    max: pointsOf(histogram, 'high').at(-1)?.x ?? null,
    usable,
  };
}

function finite(x: number): number | null {
  return Number.isFinite(x) ? x : null;
}

/** A bin `[low, high)`, or one number where both are equal. */
type Edges = readonly { readonly low: number; readonly high: number }[];

/**
 * The same bins for both sides: each number its own where they are few, else steps of 1, 2 or 5 times a power of ten
 * between the half per cent tails, which have one bin each so that outliers don't squeeze the rest.
 */
function displayEdges(base: Histogram, head: Histogram): Edges {
  const points = [...pointsOf(base, 'middle'), ...pointsOf(head, 'middle')].sort((a, b) => a.x - b.x);
  const [first, last] = [points[0]?.x, points.at(-1)?.x];
  if (first === undefined || last === undefined) return [];
  const numbers = [...new Set(points.map(({ x }) => x))];
  if (base.exact && head.exact && numbers.length <= BINS) return numbers.map((x) => ({ low: x, high: x }));
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

function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power;
}

function intoBins(histogram: Histogram, edges: Edges): Bin[] {
  const weights = edges.map(() => 0);
  let bin = 0;
  for (const { x, weight } of pointsOf(histogram, 'middle')) {
    while (bin < edges.length - 1 && !holds(edges[bin], x)) bin += 1;
    weights[bin] = (weights[bin] ?? 0) + weight;
  }
  return edges.map(({ low, high }, i) => ({ low, high, weight: weights[i] ?? 0 }));
}

function holds(edge: Edges[number] | undefined, x: number): boolean {
  return edge !== undefined && (x < edge.high || x === edge.low);
}
