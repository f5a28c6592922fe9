/**
 * Prediction meets reality: of each merge, what the weeks before it let expect of the weeks after it, beside what came. Its effect is
 * replayed on either, so all that can differ is the traffic, and whether whole weeks say what the next ones come to.
 */
import type { PipelineConfig } from '../config/config.ts';
import { valuesOf } from '../gate/by-week.ts';
import { findMeasure } from '../measures/find.ts';
import { mondayOf } from '../recordings/window/week.ts';
import { productionIn, type Watched } from './watched.ts';
import { foretell } from './week-blocks.ts';

export interface Prediction {
  /** The state that the merge made. */
  readonly state: number;
  /** A measure of the check, as weir.yml names it. */
  readonly key: string;
  /** Its effect in the weeks that were over when it was merged, at most those of a baseline: what its check could know. */
  readonly before: readonly ByWeek[];
  /** In the first weeks in which production ran it, at most four; none where it never has. */
  readonly after: readonly ByWeek[];
  /** Of the mean over as many weeks as `after` has, or four: 99 %, by whole weeks. Undefined of fewer than four weeks before. */
  readonly expected?: { readonly low: number; readonly high: number };
  /** Whether the mean of `after` is. Undefined where there is nothing to compare. */
  readonly isInside?: boolean;
}

export interface ByWeek {
  readonly week: string;
  readonly amount: number;
}

/** Share of predictions that should hold, and weeks after a merge that are looked at. */
export const PROMISED = 0.99;
const NEXT = 4;
const WEEK = 7 * 86_400_000;
/** Sums in another order differ in their last bits. */
const ROUNDING = 1e-12;

/** Of the measures that the pipeline has limits on, by merge, oldest first. What a merge never moved is left out. */
export function predictionsOf(watched: Watched): Prediction[] {
  const { states, weeks, rule, pipeline } = watched;
  return states.flatMap(({ merge }, state): Prediction[] => {
    if (state === 0) return [];
    const over = weeks.filter((week) => Date.parse(mondayOf(week)) + WEEK <= Date.parse(merge.at));
    const ran = weeks.filter((week) => !over.includes(week) && productionIn(watched, week).running >= state);
    const before = effectsOf(watched, state, over.slice(-rule.baseline));
    const after = effectsOf(watched, state, ran.slice(0, NEXT));
    return pipeline.limits.flatMap((limit) => {
      const [past, came] = [before.get(limit.key) ?? [], after.get(limit.key) ?? []];
      const moves = [...past, ...came].some(({ amount }) => amount !== 0);
      return past.length > 0 && moves ? [predictionOf(state, limit, past, came)] : [];
    });
  });
}

/** A merge's effect on the requests of some weeks, by the limits' keys. */
export function effectsOf(
  { windows, pipeline }: Pick<Watched, 'windows' | 'pipeline'>,
  state: number,
  weeks: readonly number[],
): Map<string, ByWeek[]> {
  const found = new Map<string, ByWeek[]>();
  for (const week of weeks) {
    const evidence = windows.pairs[state]?.get(week);
    for (const [key, amount] of evidence ? valuesOf(evidence, pipeline.limits) : [])
      found.set(key, [...(found.get(key) ?? []), { week: mondayOf(week), amount }]);
  }
  return found;
}

export interface Quarter {
  /** `2001 Q2` */
  readonly quarter: string;
  readonly of: number;
  readonly inside: number;
}

/** How many held, by the quarter of the merge, oldest first. `at`: ISO 8601. */
export function byQuarter(compared: readonly { readonly at: string; readonly isInside: boolean }[]): Quarter[] {
  const groups = Map.groupBy(compared, ({ at }) => {
    const time = new Date(at);
    return `${time.getUTCFullYear()} Q${Math.floor(time.getUTCMonth() / 3) + 1}`;
  });
  return [...groups]
    .map(([quarter, own]) => ({ quarter, of: own.length, inside: own.filter(({ isInside }) => isInside).length }))
    .toSorted((a, b) => (a.quarter < b.quarter ? -1 : 1));
}

function predictionOf(
  state: number,
  { key, measure }: PipelineConfig['limits'][number],
  before: readonly ByWeek[],
  after: readonly ByWeek[],
): Prediction {
  const range = foretell(
    before.map(({ amount }) => amount),
    after.length || NEXT,
  );
  const bare = { state, key, before, after };
  if (!range) return bare;
  const { signed, max = Number.POSITIVE_INFINITY } = findMeasure(measure)?.measure ?? { signed: true };
  const expected = { low: Math.max(range.low, signed ? -max : 0), high: Math.min(range.high, max) };
  if (after.length === 0) return { ...bare, expected };
  const mean = meanOf(after);
  const margin = ROUNDING * Math.max(1, Math.abs(mean));
  return { ...bare, expected, isInside: mean >= expected.low - margin && mean <= expected.high + margin };
}

export function meanOf(points: readonly ByWeek[]): number {
  return points.reduce((sum, { amount }) => sum + amount, 0) / points.length;
}
