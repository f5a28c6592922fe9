/** Measures of the distribution of numbers, from the histograms of both sides. */
import { effectiveRecords } from './effective-records.ts';
import type { Histogram } from './evidence.ts';
import type { Formula } from './formula.ts';
import { kolmogorovSmirnov, largestLead } from './kolmogorov-smirnov.ts';
import { lessNoise, rounded, SUMMED, WRITTEN } from './less-noise.ts';
import { exact, type Measured, missing, type Unit, withoutInterval } from './measured.ts';
import { pointsOf, sizeOf } from './points.ts';
import { quantile } from './quantile.ts';
import type { Sampling } from './sampling.ts';
import { wasserstein } from './wasserstein.ts';

/** Bins with a width leave a statistic between `low` and `high`. */
interface Bounded {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

type Statistic = (base: Histogram, head: Histogram) => Bounded;

export const measureWasserstein: Formula = ofHistograms('number', travel);
export const measureKolmogorovSmirnov: Formula = ofHistograms('distance', gap);

/** Head's quantile less base's; `share` 0.5 is the median. */
export function quantileShift(share: number): Formula {
  return ofHistograms('number', (base, head) => {
    const at = (histogram: Histogram, place: 'low' | 'middle' | 'high'): number =>
      quantile(pointsOf(histogram, place), share, effectiveRecords(sizeOf(histogram)));
    return {
      value: lessNoise(at(head, 'middle'), at(base, 'middle'), WRITTEN),
      low: lessNoise(at(head, 'low'), at(base, 'high'), WRITTEN),
      high: lessNoise(at(head, 'high'), at(base, 'low'), WRITTEN),
    };
  });
}

function ofHistograms(unit: Unit, statistic: Statistic): Formula {
  return ({ output: { histograms }, sampling }) => {
    if (!histograms) return undefined;
    const { base, head } = histograms;
    return finish(isEmpty(base, head) ? undefined : statistic(base, head), unit, sampling);
  };
}

export function finish(statistic: Bounded | undefined, unit: Unit, sampling: Sampling): Measured {
  if (!statistic) return missing(unit, 'a side has no number');
  const { value, low, high } = statistic;
  return sampling.full ? exact(value, unit, undefined, low, high) : withoutInterval(value, unit);
}

export function isEmpty(...histograms: readonly Histogram[]): boolean {
  return histograms.some(({ bins }) => !bins.some((bin) => bin.weight > 0));
}

/** No number is further from the middle of its bin than half of the bin's width. */
function travel(base: Histogram, head: Histogram): Bounded {
  const value = wasserstein(pointsOf(base, 'middle'), pointsOf(head, 'middle'));
  const error = meanHalfWidth(base) + meanHalfWidth(head);
  return { value, low: Math.max(0, value - error), high: value + error };
}

function meanHalfWidth({ bins }: Histogram): number {
  const total = bins.reduce((sum, bin) => sum + bin.weight, 0);
  return bins.reduce((sum, bin) => sum + (bin.weight / total) * ((bin.high - bin.low) / 2), 0);
}

function gap(base: Histogram, head: Histogram): Bounded {
  const points = (histogram: Histogram) => ({
    low: pointsOf(histogram, 'low'),
    middle: pointsOf(histogram, 'middle'),
    high: pointsOf(histogram, 'high'),
  });
  const [before, after] = [points(base), points(head)];
  return {
    value: rounded(kolmogorovSmirnov(before.middle, after.middle), SUMMED),
    low: rounded(Math.max(largestLead(before.high, after.low), largestLead(after.high, before.low)), SUMMED),
    high: rounded(Math.max(largestLead(before.low, after.high), largestLead(after.low, before.high)), SUMMED),
  };
}
