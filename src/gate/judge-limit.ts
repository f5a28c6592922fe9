/** One measure against one limit: the verdict, and why it is not a clearer one. */
import type { LimitConfig } from '../config/config.ts';
import { ends, recordsBehind } from '../format/measures.ts';
import { count, plural } from '../format/numbers.ts';
import type { Measured } from '../impact/measured.ts';
import { recordsToCertify } from '../impact/records-to-certify.ts';
import { findMeasure } from '../measures/find.ts';
import { harmOf } from '../measures/harm.ts';
import type { Measure } from '../report/report.generated.ts';
import type { Basis } from './basis.ts';
import { exceeds } from './exceeds.ts';
import { recordsToDecide } from './records-to-decide.ts';

const ONLY_FULL = 'only a full replay decides this: run with --full';

/**
 * fail if the interval lies above the limit, pass if it lies within and enough records were seen to certify the limit,
 * else inconclusive. A signed measure counts by its absolute value; what is measured against labels counts only where
 * it gets worse. Where every week counts, one beyond the limit fails. `asymptotic` and `none` intervals decide nothing.
 */
export function judgeLimit(limit: LimitConfig, measured: Measured, basis: Basis): Measure {
  const { records, ...rest } = measured;
  const judged = {
    ...rest,
    limit: limitInUnit(limit, basis),
    limitText: limit.text,
    ...(records !== undefined && { records }),
    ...(basis.weeks && measured.interval === 'exact' && { weeks: basis.weeks }),
  };
  const inconclusive = (reason: string, needed?: number): Measure => ({
    ...judged,
    verdict: 'inconclusive',
    reason,
    ...(needed !== undefined && { needed }),
  });

  if (measured.value === null) return inconclusive(measured.reason ?? 'no data');
  const certifying = recordsToCertify(certifiedShare(limit, measured, basis), basis.confidence);
  if (isTrivial(limit, measured, basis)) return { ...judged, verdict: 'pass' };
  if (!basis.full && measured.interval !== 'anytime') {
    return inconclusive(ONLY_FULL, basis.recorded);
  }
  const { low, high, amount } = compared(limit, measured, basis);
  if (exceeds(low, amount)) return { ...judged, verdict: 'fail' };
  if (exceeds(high, amount)) {
    if (basis.full) return inconclusive('the bins of its numbers are too coarse to decide');
    const needed = recordsToDecide(limit, measured, basis, certifying);
    if (needed === basis.recorded) return inconclusive(ONLY_FULL, needed);
    const [least, most] = ends(judged, limit.measure);
    const forecast = `about ${recordsBehind(needed, limit.measure)} would decide`;
    return inconclusive(`it lies between ${least} and ${most}; ${forecast}`, needed);
  }
  if (basis.everyWeek) {
    if (!basis.full) return inconclusive(ONLY_FULL, basis.recorded);
    if ((basis.weeks?.above ?? 0) > 0) return { ...judged, verdict: 'fail' };
  }
  if (basis.effective < certifying) return inconclusive(tooFew(limit, basis, certifying), certifying);
  return { ...judged, verdict: 'pass' };
}

function tooFew({ measure }: LimitConfig, { records, effective }: Basis, certifying: number): string {
  const needed = `certify this limit: ${plural(certifying, 'record')} would`;
  const there = recordsBehind(records, measure);
  if (effective === records) return `${there} ${records === 1 ? 'does' : 'do'} not ${needed}`;
  return `${there} of unequal weight say no more than ${count(effective)}, which do not ${needed}`;
}

/** The limit in the unit of the measure: `200 records` as a share of the recording. */
export function limitInUnit({ limit }: LimitConfig, { recorded }: Pick<Basis, 'recorded'>): number {
  if (limit.kind !== 'records') return limit.amount;
  return recorded === 0 ? 0 : limit.amount / recorded;
}

/** The share that n records without a change must exclude: the limit itself for shares, 1 % for everything else. */
function certifiedShare(limit: LimitConfig, measured: Measured, basis: Basis): number {
  const share = limitInUnit(limit, basis);
  return measured.unit === 'share' && share > 0 ? share : 0.01;
}

/** No share passes 100 %, no number of records the recording. */
function isTrivial(limit: LimitConfig, measured: Measured, basis: Basis): boolean {
  return measured.unit === 'share' && limitInUnit(limit, basis) >= 1;
}

/** The interval of what the limit is about, in the unit in which the limit was given. */
function compared(
  limit: LimitConfig,
  measured: Measured,
  basis: Basis,
): { readonly low: number; readonly high: number; readonly amount: number } {
  const direction = findMeasure(limit.measure)?.measure.direction ?? 'absolute';
  const { low, high } = harmOf(direction, measured.low ?? -Infinity, measured.high ?? Infinity);
  const amount = limit.limit.amount;
  if (limit.limit.kind !== 'records') return { low, high, amount };
  // Counts are whole: at a full replay the records themselves, else the ends of the interval times the population.
  const counted = measured.records ?? 0;
  if (basis.full) return { low: counted, high: counted, amount };
  return { low: Math.round(low * basis.population), high: Math.round(high * basis.population), amount };
}
