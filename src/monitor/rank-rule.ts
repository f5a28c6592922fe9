/**
 * Whether the newest windows are beyond all of a baseline's, on one side. It assumes no distribution: were windows
 * exchangeable, the chance would be that of any k of m + k to be the outermost on a given side.
 */
import { wilson } from '../impact/wilson.ts';
import type { Rule } from './rule.ts';

/** The chance of an opening at one look, on either side: 2 / C(m + k, k), of windows that are exchangeable. */
export function chanceOf({ baseline, persist }: Pick<Rule, 'baseline' | 'persist'>): number {
  let ways = 1;
  for (let index = 1; index <= persist; index += 1) ways *= (baseline + index) / index;
  return 2 / ways;
}

/** `up` or `down`; undefined where one of the newest lies within the baseline's range, or no further beyond its mean than the limit. */
export function beyondAll(
  baseline: readonly number[],
  newest: readonly number[],
  limit: number,
): 'up' | 'down' | undefined {
  if (baseline.length === 0 || newest.length === 0) return undefined;
  const mean = baseline.reduce((sum, value) => sum + value, 0) / baseline.length;
  if (newest.some((value) => Math.abs(value - mean) <= limit)) return undefined;
  if (Math.min(...newest) > Math.max(...baseline)) return 'up';
  return Math.max(...newest) < Math.min(...baseline) ? 'down' : undefined;
}

/** Of the normal distribution, for 99 % on two sides. */
export const Z99 = 2.5758293035489;

/** The lower end of a share's 99 % interval. */
export function lowestShare(found: number, of: number): number {
  return of === 0 ? 0 : wilson(found, of, Z99).low;
}
