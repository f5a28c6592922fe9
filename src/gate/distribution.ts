/** The two sides of an output as a picture: counts of values, or numbers in the same few bins. */
import { cellText, isNumberCell } from '../impact/cell.ts';
import { effectiveRecords } from '../impact/effective-records.ts';
import type { Histogram, OutputEvidence } from '../impact/evidence.ts';
import { FEWEST_RECORDS } from '../impact/fewest-records.ts';
import { marginalsOf } from '../impact/marginals.ts';
import { meanOf } from '../impact/measure-mean.ts';
import { pointsOf, recordsOf, sizeOf, weightOf } from '../impact/points.ts';
import { quantile } from '../impact/quantile.ts';
import type { Bin, Distribution, DistributionSide } from '../report/report.generated.ts';
import { displayEdges, type Edges, rareNumbers } from './edges.ts';
import { type Naming, namingOf } from './naming.ts';

const VALUES = 100;

/**
 * Σ weight everywhere. Texts have no picture: their values never leave the replay.
 * @param values that are counted apart at most, the largest; the others join `other`
 */
export function distributionOf(
  output: OutputEvidence,
  values = VALUES,
  naming: Naming = namingOf(output),
): Distribution {
  if (output.kind === 'text') return { base: {}, head: {} };
  const counts = countsOf(output, values, naming);
  const { histograms } = output;
  if (!histograms) return { base: { counts: counts.base }, head: { counts: counts.head } };
  const rare = rareNumbers(histograms.base, histograms.head);
  const edges = displayEdges(histograms.base, histograms.head);
  const isApart = edges.every(({ low, high }) => low === high);
  const side = (name: 'base' | 'head'): DistributionSide => {
    const shown = isApart ? without(histograms[name], rare) : histograms[name];
    const hidden = isApart ? sum(histograms[name]) - sum(shown) : 0;
    const all = { ...counts[name], ...(hidden > 0 && { other: (counts[name].other ?? 0) + hidden }) };
    return {
      ...(Object.keys(all).length > 0 && { counts: all }),
      bins: intoBins(shown, edges),
      ...summaryOf(histograms[name], exactMean(output, histograms[name], name)),
    };
  };
  return { base: side('base'), head: side('head'), ...pairing(output, histograms) };
}

function without({ exact, bins }: Histogram, rare: ReadonlySet<number>): Histogram {
  return { exact, bins: bins.filter(({ low, high }) => low < high || !rare.has(low)) };
}

function sum({ bins }: Histogram): number {
  return bins.reduce((total, { weight }) => total + weight, 0);
}

/** Numbers are pictured by bins, so only what is no number is counted for them. Rare values join `other`. */
function countsOf(
  { kind, table }: OutputEvidence,
  values: number,
  naming: Naming,
): Record<'base' | 'head', Record<string, number>> {
  const { cells, base, head } = marginalsOf(table);
  const isNumeric = kind === 'number' || kind === 'probability';
  const rows = cells
    .map((cell, i) => ({ cell, base: base[i] ?? 0, head: head[i] ?? 0 }))
    .filter(({ cell }) => !isNumeric || !isNumberCell(cell))
    .sort((a, b) => Math.max(b.base, b.head) - Math.max(a.base, a.head));
  const counted = (side: 'base' | 'head'): Record<string, number> => {
    const counts = new Map<string, number>();
    rows.forEach((row, i) => {
      const text = i < values ? cellText(naming(row.cell)) : 'other';
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
): Pick<Distribution, 'paired' | 'pairedMeans'> {
  const paired = sums?.records ?? 0;
  if (paired >= Math.max(recordsOf(base), recordsOf(head))) return {};
  const means = sums && { base: meanOf(sums, 'base'), head: meanOf(sums, 'head') };
  const isKnown = means && Number.isFinite(means.base) && Number.isFinite(means.head);
  return { paired, ...(isKnown && { pairedMeans: means }) };
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
function summaryOf(histogram: Histogram, mean: number | undefined): DistributionSide {
  const points = pointsOf(histogram, 'middle');
  const usable = weightOf(points);
  const records = effectiveRecords(sizeOf(histogram));
  if (usable === 0) return { mean: null, p50: null, p95: null, p99: null, min: null, max: null, usable };
  return {
    mean: finite(mean ?? points.reduce((sum, { x, weight }) => sum + x * (weight / usable), 0)),
    p50: finite(quantile(points, 0.5, records)),
    p95: finite(quantile(points, 0.95, records)),
    p99: finite(quantile(points, 0.99, records)),
    min: end(histogram.bins[0], 'low'),
    max: end(histogram.bins.at(-1), 'high'),
    usable,
  };
}

function finite(x: number): number | null {
  return Number.isFinite(x) ? x : null;
}

/** The least or greatest number; not where it is that of a few records. */
function end(bin: Histogram['bins'][number] | undefined, side: 'low' | 'high'): number | null {
  if (!bin || (bin.low === bin.high && bin.records < FEWEST_RECORDS)) return null;
  return finite(bin[side]) ?? Math.sign(bin[side]) * Number.MAX_VALUE;
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
