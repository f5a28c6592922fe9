/** Means over the records where both sides gave a usable value, from exact sums. */
import { asymptoticConfidenceSequence } from './asymptotic-confidence-sequence.ts';
import type { Sums } from './evidence.ts';
import type { Formula } from './formula.ts';
import { rounded, WRITTEN } from './less-noise.ts';
import { exact, type Measured, missing, type Unit, unpaired, withoutInterval } from './measured.ts';
import { aimOf, type Sampling } from './sampling.ts';

/** Fewer records than this carry no asymptotic interval. */
const ENOUGH = 500;

export function meanOf(sums: Sums, name: string): number {
  return (sums.sum[name] ?? 0) / sums.weight;
}

/** The mean of head − base. */
export const measureMean: Formula = ({ output: { sums }, sampling }, { name }) => {
  if (!sums || sums.weight === 0) return unpaired('number', sums?.records, 'number');
  const deviation = Math.sqrt(variance(sums, 'difference'));
  return estimated(name, 'number', meanDifference(sums), deviation, sums.records, sampling);
};

/**
 * As far as the digits of the numbers tell that differ, of which one record in a million may be: 0 where gains and losses
 * cancel but for their last digits (0.3 − 0.2 is not 0.2 − 0.1), 0.1 where each 10000 becomes 10000.1.
 */
function meanDifference(sums: Sums): number {
  return rounded(meanOf(sums, 'difference'), (WRITTEN / 4) * meanOf(sums, 'digits'));
}

function withoutNoise(mean: number, size: number): number {
  return Number.isFinite(size) && Math.abs(mean) <= Number.EPSILON * size ? 0 : mean;
}

/** How large the numbers are: the root of their mean square, which is no less than the mean of their sizes. */
function size(sums: Sums, name: string): number {
  return Math.sqrt((sums.square[name] ?? 0) / sums.weight);
}

/** The mean of one summed quantity, in the unit of the output or as a distance between 0 and 1. */
export function meanOfPairs(unit: Unit, quantity: string, what: 'number' | 'list' | 'text'): Formula {
  return ({ output: { sums }, sampling }, { name }) => {
    if (!sums || sums.weight === 0) return unpaired(unit, sums?.records, what);
    return estimated(name, unit, meanOf(sums, quantity), Math.sqrt(variance(sums, quantity)), sums.records, sampling);
  };
}

/**
 * Mean of head − base over |mean of base|. Without any difference it is 0 even where base's mean is 0; its deviation
 * at a partial replay is that of the linearised ratio (delta method).
 */
export const measureMeanRatio: Formula = ({ output: { sums }, sampling }, { name }) => {
  if (!sums || sums.weight === 0) return unpaired('ratio', sums?.records, 'number');
  const base = withoutNoise(meanOf(sums, 'base'), size(sums, 'base'));
  const difference = meanDifference(sums);
  // A difference divided by infinity would be 0, as if nothing had moved.
  if (!Number.isFinite(base)) return missing('ratio', 'too large to be computed');
  if (base === 0 && (sums.sum.magnitude ?? 0) > 0) return missing('ratio', 'zero scale: the mean of base is 0');
  if (base === 0) return estimated(name, 'ratio', 0, 0, sums.records, sampling);
  const slope = difference / base;
  const ofDifference = variance(sums, 'difference');
  const ofBase = variance(sums, 'base');
  const covariance = (variance(sums, 'head') - ofDifference - ofBase) / 2;
  const linearised = Math.max(0, ofDifference - 2 * slope * covariance + slope * slope * ofBase);
  const deviation = Math.sqrt(linearised) / Math.abs(base);
  return estimated(name, 'ratio', difference / Math.abs(base), deviation, sums.records, sampling);
};

function estimated(
  measure: string,
  unit: Unit,
  value: number,
  deviation: number,
  records: number,
  sampling: Sampling,
): Measured {
  if (sampling.full) return exact(value, unit);
  if (sampling.weighted || sampling.population === undefined || records < ENOUGH) return withoutInterval(value, unit);
  const width = asymptoticConfidenceSequence(deviation, records, aimOf(sampling, measure).alpha);
  if (!Number.isFinite(width)) return withoutInterval(value, unit);
  const [least, most] = unit === 'distance' ? [0, 1] : [-Infinity, Infinity];
  return {
    value: value + 0,
    low: Math.max(least, value - width) + 0,
    high: Math.min(most, value + width) + 0,
    unit,
    interval: 'asymptotic',
  };
}

/** Σ w x² / Σ w − mean², which rounding may push below 0. */
function variance(sums: Sums, name: string): number {
  return Math.max(0, (sums.square[name] ?? 0) / sums.weight - meanOf(sums, name) ** 2);
}
