/** Measures of a number and of a probability: where its mean, its quantiles and its whole distribution go. */
import { baselineBins } from './baseline-bins.ts';
import { isNumberCell } from './cell.ts';
import type { Histogram, OutputEvidence } from './evidence.ts';
import { kolmogorovSmirnov, largestLead } from './kolmogorov-smirnov.ts';
import { lessNoise } from './less-noise.ts';
import { marginalsOf } from './marginals.ts';
import { measureShare } from './measure-count.ts';
import { measureMean, measureMeanRatio } from './measure-mean.ts';
import { exact, type Measured, missing, type Unit, withoutInterval } from './measured.ts';
import { pointsOf, recordsOf } from './points.ts';
import { populationStability } from './population-stability.ts';
import { quantile } from './quantile.ts';
import { halfRecord, type Sampling } from './sampling.ts';
import { wasserstein } from './wasserstein.ts';

/** `mean` and `mean_ratio`; with histograms also `psi`, `wasserstein`, `ks`, `p50`, `p95` and `p99`. */
export function measureNumber(output: OutputEvidence, sampling: Sampling): Record<string, Measured> {
  const means = {
    mean: measureMean('mean', 'number', output.sums, 'difference', 'number', sampling),
    mean_ratio: measureMeanRatio('mean_ratio', output.sums, sampling),
  };
  if (!output.histograms) return means;
  const { base, head } = output.histograms;
  const psi = stability(output, base, head, sampling);
  return {
    ...means,
    psi: finish(psi === undefined ? undefined : { value: psi }, 'distance', sampling),
    wasserstein: finish(travel(base, head), 'number', sampling),
    ks: finish(gap(base, head), 'distance', sampling),
    p50: finish(quantileShift(base, head, 0.5, sampling), 'number', sampling),
    p95: finish(quantileShift(base, head, 0.95, sampling), 'number', sampling),
    p99: finish(quantileShift(base, head, 0.99, sampling), 'number', sampling),
  };
}

/** `flips@<threshold>`: the share that crosses the threshold, either way. */
export function measureFlips(output: OutputEvidence, sampling: Sampling): Record<string, Measured> {
  return Object.fromEntries(
    (output.flips ?? []).map(({ threshold, up, down }) => {
      const measure = `flips@${threshold}`;
      const crossed = { records: up.records + down.records, weight: up.weight + down.weight };
      return [measure, measureShare(measure, crossed, output.total, sampling)];
    }),
  );
}

/** Bins with a width leave a statistic between `low` and `high`. */
interface Bounded {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

function finish(statistic: Bounded | undefined, unit: Unit, sampling: Sampling): Measured {
  if (!statistic) return missing(unit, 'a side has no number');
  const { value, low, high } = statistic;
  return sampling.full ? exact(value, unit, undefined, low, high) : withoutInterval(value, unit);
}

function isEmpty(...histograms: readonly Histogram[]): boolean {
  return histograms.some(({ bins }) => !bins.some((bin) => bin.weight > 0));
}

/** Decile bins of base for numbers; every cell that is no number is a bin of its own. */
function stability(output: OutputEvidence, base: Histogram, head: Histogram, sampling: Sampling): number | undefined {
  if (isEmpty(base)) return undefined;
  const binOf = baselineBins(base);
  const margins = marginalsOf(output.table.filter((row) => !isNumberCell(row.base) || !isNumberCell(row.head)));
  const words = margins.cells.map((cell, i) => ({ cell, base: margins.base[i] ?? 0, head: margins.head[i] ?? 0 }));
  const counts = new Map<number | string, { base: number; head: number }>();
  for (const { cell, base, head } of words) if (!isNumberCell(cell)) counts.set(cell, { base, head });
  for (const [side, histogram] of [
    ['base', base],
    ['head', head],
  ] as const) {
    for (const { x, weight } of pointsOf(histogram, 'middle')) {
      const count = counts.get(binOf(x)) ?? { base: 0, head: 0 };
      count[side] += weight;
      counts.set(binOf(x), count);
    }
  }
  const bins = [...counts.values()];
  return populationStability(
    bins.map((bin) => bin.base),
    bins.map((bin) => bin.head),
    halfRecord(output.total, sampling),
  );
}

/** No number is further from the middle of its bin than half of the bin's width. */
function travel(base: Histogram, head: Histogram): Bounded | undefined {
  if (isEmpty(base, head)) return undefined;
  const value = wasserstein(pointsOf(base, 'middle'), pointsOf(head, 'middle'));
  const error = meanHalfWidth(base) + meanHalfWidth(head);
  return { value, low: Math.max(0, value - error), high: value + error };
}

function meanHalfWidth({ bins }: Histogram): number {
  const total = bins.reduce((sum, bin) => sum + bin.weight, 0);
  return bins.reduce((sum, bin) => sum + (bin.weight / total) * ((bin.high - bin.low) / 2), 0);
}

function gap(base: Histogram, head: Histogram): Bounded | undefined {
  if (isEmpty(base, head)) return undefined;
  const places = ['low', 'middle', 'high'] as const;
  const [baseLow, baseMiddle, baseHigh] = places.map((place) => pointsOf(base, place));
  const [headLow, headMiddle, headHigh] = places.map((place) => pointsOf(head, place));
  if (!baseLow || !baseMiddle || !baseHigh || !headLow || !headMiddle || !headHigh) return undefined;
  return {
    value: kolmogorovSmirnov(baseMiddle, headMiddle),
    low: Math.max(largestLead(baseHigh, headLow), largestLead(headHigh, baseLow)),
    high: Math.max(largestLead(baseLow, headHigh), largestLead(headLow, baseHigh)),
  };
}

function quantileShift(base: Histogram, head: Histogram, share: number, { efficiency }: Sampling): Bounded | undefined {
  if (isEmpty(base, head)) return undefined;
  const at = (histogram: Histogram, place: 'low' | 'middle' | 'high'): number =>
    quantile(pointsOf(histogram, place), share, recordsOf(histogram) * efficiency);
  return {
    value: lessNoise(at(head, 'middle'), at(base, 'middle')),
    low: at(head, 'low') - at(base, 'high'),
    high: at(head, 'high') - at(base, 'low'),
  };
}
