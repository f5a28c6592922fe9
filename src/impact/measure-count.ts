/** Shares of records: the one kind of measure that a part of a recording can decide. */
import type { Row, Tally } from './evidence.ts';
import { lessNoise } from './less-noise.ts';
import { exact, type Measured, missing, withoutInterval } from './measured.ts';
import { priorPosteriorRatioInterval } from './prior-posterior-ratio-interval.ts';
import { type Aim, aimOf, type Sampling } from './sampling.ts';

export type Count = Pick<Tally, 'records' | 'weight'>;

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Records and weight of the rows that satisfy a condition. */
export function countWhere<R extends Row>(rows: readonly R[], wanted: (row: R) => boolean): Count {
  let records = 0;
  let weight = 0;
  for (const row of rows) {
    if (!wanted(row)) continue;
    records += row.records;
    weight += row.weight;
  }
  return { records, weight };
}

/** The share of `total` that `hits` makes up. */
export function measureShare(measure: string, hits: Count, total: Count, sampling: Sampling): Measured {
  if (total.records === 0) return missing('share', 'no data');
  if (total.weight === 0) return missing('share', 'no weight');
  const value = hits.weight / total.weight;
  if (sampling.full) return exact(value, 'share', hits.records);
  const interval = countInterval(hits, total, sampling, aimOf(sampling, measure));
  if (!interval) return withoutInterval(value, 'share', hits.records);
  return anytime(value, interval.low, interval.high, hits.records);
}

/**
 * The share gained less the share lost, as in `share.<value>` and accuracy. What neither gains nor loses on one record
 * cancels exactly, so the interval of a difference is as narrow as the changes are few.
 */
export function measureNetShare(
  measure: string,
  gained: Count,
  lost: Count,
  total: Count,
  sampling: Sampling,
): Measured {
  if (total.records === 0) return missing('share', 'no data', true);
  if (total.weight === 0) return missing('share', 'no weight', true);
  const value = lessNoise(gained.weight, lost.weight) / total.weight;
  const records = Math.abs(gained.records - lost.records);
  if (sampling.full) return exact(value, 'share', records);
  const interval = netInterval(gained, lost, total, sampling, aimOf(sampling, measure));
  if (!interval) return withoutInterval(value, 'share', records);
  return anytime(value, interval.low, interval.high, records);
}

/** Interval of a share at a partial replay; undefined where there is none: weighted records, unknown population. */
export function countInterval(hits: Count, total: Count, sampling: Sampling, aim: Aim): Interval | undefined {
  if (sampling.weighted || sampling.population === undefined) return undefined;
  const population = sampling.population;
  // Beta(1, 1/L − 1) has its mean at the limit L, which makes the interval narrowest where the verdict is made.
  const prior = { a: 1, b: 1 / aim.share - 1 };
  const sample = { hits: hits.records, drawn: total.records, population };
  const [low, high] = priorPosteriorRatioInterval(sample, aim.alpha, prior);
  return { low: low / population, high: high / population };
}

/** Interval of a difference of two shares, each with half of the error probability. */
function netInterval(gained: Count, lost: Count, total: Count, sampling: Sampling, aim: Aim): Interval | undefined {
  const half = { alpha: aim.alpha / 2, share: aim.share };
  const gain = countInterval(gained, total, sampling, half);
  const loss = countInterval(lost, total, sampling, half);
  return gain && loss && { low: gain.low - loss.high, high: gain.high - loss.low };
}

export function anytime(value: number, low: number, high: number, records?: number): Measured {
  return {
    value: value + 0,
    low: low + 0,
    high: high + 0,
    unit: 'share',
    interval: 'anytime',
    ...(records !== undefined && { records }),
  };
}
