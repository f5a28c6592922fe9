/** How far a replay that stopped early would have to go on. */
import type { LimitConfig } from '../config/config.ts';
import type { Measured } from '../impact/measured.ts';
import { priorPosteriorRatioInterval } from '../impact/prior-posterior-ratio-interval.ts';
import type { Basis } from './basis.ts';

/** Looks are this far apart; the answer is a forecast, so finer steps would only pretend. */
const STEP = 1.1;

/**
 * Records after which the interval would leave the limit if the share stayed what it is now, at least `certifying`, at
 * most the recording. Where the forecast can't be made (differences, distances) it is the recording.
 */
export function recordsToDecide(limit: LimitConfig, measured: Measured, basis: Basis, certifying: number): number {
  const { population, records, recorded, alpha } = basis;
  if (!isForecast(limit, measured) || records === 0) return recorded;
  const allowed = limit.limit.kind === 'records' ? limit.limit.amount : limit.limit.amount * population;
  if (allowed <= 0) return recorded;
  const prior = { a: 1, b: Math.max(0.01, population / allowed - 1) };
  for (let drawn = records; drawn < population; drawn = Math.ceil(drawn * STEP)) {
    const hits = Math.round((measured.value ?? 0) * drawn);
    const [low, high] = priorPosteriorRatioInterval({ hits, drawn, population }, alpha, prior);
    if (low > allowed || (high <= allowed && drawn >= certifying)) return Math.min(recorded, roundedUp(drawn));
  }
  return recorded;
}

/** Whether it can be told from a part of a recording how many more records decide: of counts, and of no difference of two. */
export function isForecast(
  { limit }: LimitConfig,
  { unit, value, low }: Pick<Measured, 'unit' | 'value' | 'low'>,
): boolean {
  return limit.kind !== 'number' && unit === 'share' && (value ?? -1) >= 0 && (low ?? -1) >= 0;
}

/** To two digits: a forecast claims no more. */
function roundedUp(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.ceil(count / unit) * unit;
}
