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
 * How far below the mean of the baseline: where the upper end of the 99 % interval (Wilson) is further below it than the limit, and it is
 * below every week of it.
 */
export function isWorse(week: Labelled, baseline: readonly Labelled[], limit: number): number | undefined {
  const before = baseline.filter(({ labelled }) => labelled > 0).map(({ right, labelled }) => right / labelled);
  if (before.length === 0 || week.labelled === 0) return undefined;
  const mean = before.reduce((sum, value) => sum + value, 0) / before.length;
  const value = week.right / week.labelled;
  const highest = 1 - lowestShare(week.labelled - week.right, week.labelled);
  return highest < mean - limit && value < Math.min(...before) ? value - mean : undefined;
}
