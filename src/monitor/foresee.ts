/** What to expect of watching a pipeline, before it is switched on, from the weeks of the recording at hand. */
import { beyondAll, chanceOf } from './rank-rule.ts';
import type { Rule } from './rule.ts';
import { ratioOf } from './series.ts';
import { knownOf, productionIn, type Watched } from './watched.ts';

export interface Foreseen {
  readonly weeks: number;
  readonly needed: number;
  /** Openings a year of one series by the rank rule, were weeks exchangeable. */
  readonly each: number;
  /** Of each series: undefined where the recording has too few weeks to say. */
  readonly series: readonly { readonly key: string; readonly limit?: number; readonly smallest?: number }[];
}

/** Weeks within which a shift is to be found, in so many of the places where it could have begun. */
const WITHIN = 4;
const OFTEN = 0.8;

export function foresee(watched: Watched): Foreseen {
  const { weeks, rule, series } = watched;
  const newest = weeks.at(-1);
  const running = newest === undefined ? 0 : productionIn(watched, newest).running;
  return {
    ...{ weeks: weeks.length, needed: rule.baseline + rule.persist, each: 52 * chanceOf(rule) },
    series: series.map((one) => {
      const known = knownOf(watched, one);
      const values = weeks.flatMap((week) => ratioOf(known.state(running, week)) ?? []);
      const limit = rule.limits.get(one.key);
      const smallest = smallestShift(values, { ...rule, limit: limit ?? 0 });
      return { key: one.key, ...(limit !== undefined && { limit }), ...(smallest !== undefined && { smallest }) };
    }),
  };
}

/** By bisection, upwards and downwards alike; undefined where no shift could have been looked for. */
export function smallestShift(
  values: readonly number[],
  { baseline, persist, limit }: Pick<Rule, 'baseline' | 'persist'> & { readonly limit: number },
): number | undefined {
  const starts = Array.from({ length: values.length }, (_, index) => index).filter(
    (start) => start >= baseline && start + Math.max(persist, WITHIN) <= values.length,
  );
  if (starts.length === 0) return undefined;
  const range = Math.max(...values) - Math.min(...values);
  let [low, high] = [0, 2 * (range + limit) + Number.EPSILON];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (isFound(middle) && isFound(-middle)) high = middle;
    else low = middle;
  }
  return high;

  function isFound(shift: number): boolean {
    const found = starts.filter((start) =>
      Array.from({ length: WITHIN - persist + 1 }, (_, late) => start + late).some((first) => {
        const newest = values.slice(first, first + persist).map((value) => value + shift);
        const before = values
          .map((value, index) => (index >= start ? value + shift : value))
          .slice(Math.max(0, first - baseline), first);
        return beyondAll(before, newest, limit) !== undefined;
      }),
    );
    return found.length >= OFTEN * starts.length;
  }
}
