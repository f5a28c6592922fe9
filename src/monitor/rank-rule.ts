/**
 * Whether the newest windows are beyond all of a baseline's, on one side. It assumes no distribution: were windows
 * exchangeable, the chance would be that of any k of m + k to be the outermost on a given side.
 */
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

/** Wilson's (1927) lower end of a share's two-sided interval. `z`: 2.576 for 99 %. */
export function lowestShare(found: number, of: number, z = 2.5758293035489): number {
  if (of === 0) return 0;
  const share = found / of;
  const centre = share + (z * z) / (2 * of);
  const width = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return Math.max(0, (centre - width) / (1 + (z * z) / of));
}
