/** Late labels: when a week has enough of them to be judged, and between what its accuracy lies whatever the rest will say. */
import { lowestShare } from './rank-rule.ts';

/** Of an output in one week. */
export interface Labelled {
  readonly records: number;
  readonly labelled: number;
  /** Of the labelled, those that the output got right. */
  readonly right: number;
}

export interface LabelRule {
  readonly mature: number;
  readonly coverage: number;
}

export function coverageOf({ records, labelled }: Labelled): number {
  return records === 0 ? 0 : labelled / records;
}

/** As mature as the week that has most of its labels, nearly, and covered. */
export function isMature(week: Labelled, all: readonly Labelled[], { mature, coverage }: LabelRule): boolean {
  const most = Math.max(0, ...all.map(coverageOf));
  const own = coverageOf(week);
  return week.labelled > 0 && own >= mature * most && own >= coverage;
}

/** If all without a label were wrong, and if all were right. */
export function boundsOf({ records, labelled, right }: Labelled): { low: number; high: number } {
  if (records === 0) return { low: 0, high: 1 };
  return { low: right / records, high: (right + records - labelled) / records };
}

/**
 * How far the newest weeks together are below the mean of the baseline: where each of them is below every week of it, and the upper end of
 * their 99 % interval (Wilson) is further below its mean than the limit.
 */
export function isWorse(newest: readonly Labelled[], baseline: readonly Labelled[], limit: number): number | undefined {
  const before = baseline.flatMap(accuracyIn);
  const now = newest.flatMap(accuracyIn);
  if (before.length === 0 || now.length === 0) return undefined;
  const mean = before.reduce((sum, value) => sum + value, 0) / before.length;
  const sum = (of: (week: Labelled) => number): number => newest.reduce((all, week) => all + of(week), 0);
  const [labelled, right] = [sum((week) => week.labelled), sum((week) => week.right)];
  const highest = 1 - lowestShare(labelled - right, labelled);
  const isBelow = Math.max(...now) < Math.min(...before);
  return isBelow && highest < mean - limit ? right / labelled - mean : undefined;
}

function accuracyIn({ labelled, right }: Labelled): number[] {
  return labelled > 0 ? [right / labelled] : [];
}
