/** A verdict on `changed` where base does not even reproduce itself: only what head does beyond that counts. */
import type { LimitConfig } from '../config/config.ts';
import { percent } from '../format/numbers.ts';
import { excessOf, type NoiseCounts } from '../impact/noise.ts';
import { canonicalName } from '../measures/find.ts';
import type { Measure } from '../report/report.generated.ts';
import { limitInUnit } from './judge-limit.ts';

/** From here on, whether two answers are equal says nothing. */
const ALWAYS_NOISY = 0.5;

/** The share of its own answers that base does not give again; undefined where it was not asked twice. */
export function ownNoise(noise: NoiseCounts | undefined, output: string | undefined): number | undefined {
  const own = noise?.outputs.find(({ name }) => name === output);
  return noise && own && noise.weight > 0 ? own.again / noise.weight : undefined;
}

/** What the verdict goes by beside. */
interface Ground {
  readonly recorded: number;
  /** Error probability of the interval. */
  readonly alpha: number;
  /** Each week is held to the limit, and of noise by week too little is known. */
  readonly everyWeek: boolean;
}

/**
 * What fails by more than noise fails; what does not, for sure, passes; between them it is open. The measure stays what it
 * is, with what is left of it beside.
 */
export function lessOwnNoise(
  measure: Measure,
  limit: LimitConfig,
  noise: NoiseCounts | undefined,
  { recorded, alpha, everyWeek }: Ground,
): Measure {
  const own = noise?.outputs.find(({ name }) => name === limit.output);
  const share = ownNoise(noise, limit.output);
  if (!noise || !own || !share || canonicalName(limit.measure) !== 'changed') return measure;
  const excess = excessOf(noise, own, alpha);
  if (!excess) return measure;
  const judged = { ...measure, noise: { records: noise.records, share, excess } };
  if (measure.verdict !== 'fail') return judged;
  if (share >= ALWAYS_NOISY) {
    const reason = `base differs from itself on ${percent(share)} of the records: limit how its values are distributed`;
    return { ...judged, verdict: 'inconclusive', reason };
  }
  const allowed = limitInUnit(limit, { recorded });
  if (excess.low > allowed) return judged;
  if (excess.high <= allowed && !everyWeek) return { ...judged, verdict: 'pass' };
  const range = `${percent(Math.max(0, excess.low))} and ${percent(excess.high)}`;
  return { ...judged, verdict: 'inconclusive', reason: `without what base does by itself it lies between ${range}` };
}
