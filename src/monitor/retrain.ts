/**
 * What a retraining is asked for by: fixed before it begins, so that what a model is judged by does not follow how it came out.
 * Only where the world has changed: what is right, by the same artifacts, on weeks whose labels are there.
 */
import type { LabelledWeek, Monitored, Told } from './monitor.ts';
import { MATURE_PERSIST } from './rule.ts';

export interface Contract {
  /** Mondays: of the weeks whose labelled requests what runs and what is proposed are compared on. */
  readonly weeks: readonly string[];
  /** Mondays: what to train on. */
  readonly train: readonly string[];
  readonly criteria: readonly Criterion[];
}

export type Criterion =
  /** At least so much of the labelled. */
  | { readonly kind: 'accuracy'; readonly output: string; readonly least: number }
  /** A measure of the change in each of the weeks, as a limit of the check names it. */
  | { readonly kind: 'limit'; readonly key: string; readonly most: number };

/** Of what somebody may have written. */
export function isContract(value: unknown): value is Contract {
  if (typeof value !== 'object' || value === null) return false;
  const { weeks, train, criteria } = value as Readonly<Record<string, unknown>>;
  return isTexts(weeks) && isTexts(train) && Array.isArray(criteria) && criteria.every(isCriterion);
}

function isCriterion(value: unknown): value is Criterion {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, output, least, key, most } = value as Readonly<Record<string, unknown>>;
  if (kind === 'accuracy') return typeof output === 'string' && typeof least === 'number';
  return kind === 'limit' && typeof key === 'string' && typeof most === 'number';
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

/** What the labels said, of one output. */
export interface Evidence {
  readonly output: string;
  readonly before: number;
  readonly now: number;
  readonly labelled: number;
  readonly records: number;
  /** Whatever those without a label turn out to be. */
  readonly bounds: { readonly low: number; readonly high: number };
}

/** Undefined where nothing of the kind is open, or weir.yml does not say what a retraining has to come to. */
export function contractOf(monitored: Monitored): Contract | undefined {
  const { retrain } = monitored.rule;
  const worse = worseIn(monitored);
  const evidence = evidenceFor(monitored);
  if (!retrain || worse.length === 0 || evidence.length === 0) return undefined;
  const criteria = [...retrain.success].flatMap(([key, amount]): Criterion[] => {
    const output = outputIn(key);
    if (output === undefined) return [{ kind: 'limit', key, most: amount }];
    const found = evidence.find((one) => one.output === output);
    return found ? [{ kind: 'accuracy', output, least: found.before - amount }] : [];
  });
  const weeks = [...new Set(worse.flatMap((one) => labelledSince(monitored, one).map(({ week }) => week)))].sort();
  return { weeks, train: trainOn(monitored, retrain.weeks), criteria };
}

/** Of the outputs that are worse. */
export function evidenceFor(monitored: Monitored): Evidence[] {
  return worseIn(monitored).flatMap((one): Evidence[] => {
    const output = outputIn(one.key);
    const weeks = labelledSince(monitored, one);
    if (output === undefined || weeks.length === 0) return [];
    const sum = (of: (week: LabelledWeek) => number): number => weeks.reduce((all, week) => all + of(week), 0);
    const [records, labelled] = [sum((week) => week.records), sum((week) => week.labelled)];
    const now = sum(({ labelled: own, accuracy = 0 }) => own * accuracy) / labelled;
    const bound = (side: 'low' | 'high'): number => sum((week) => week.records * week.bounds[side]) / records;
    const bounds = { low: bound('low'), high: bound('high') };
    return [{ output, before: now - one.amount, now, labelled, records, bounds }];
  });
}

/**
 * Merges, by their commits, that have run for two mature weeks, and it is worse all the same.
 * @param since Monday: what was merged before is of another time that it was worse
 */
export function failedAmong(monitored: Monitored, commits: readonly string[], since: string): string[] {
  const { states, runs, weeks, labels } = monitored;
  const outputs = worseIn(monitored).map(({ key }) => outputIn(key));
  const mature = new Set(
    labels.flatMap(({ week, output, isMature }) => (isMature && outputs.includes(output) ? week : [])),
  );
  return commits.filter((commit) => {
    const state = states.findIndex((one) => one.commit === commit);
    const ran = weeks.filter((week, place) => (runs[place] ?? 0) >= state && mature.has(week));
    return state >= 0 && (states[state]?.at ?? '') >= since && ran.length >= MATURE_PERSIST;
  });
}

/** As far as weir.yml says that a retraining is asked for by it. */
function worseIn({ findings, rule }: Monitored): Told[] {
  const when = rule.retrain?.when;
  const counts = (key: string): boolean => !when || when.includes('accuracy') || when.includes(key);
  return findings.filter(({ cause, closedIn, key }) => cause === 'world' && closedIn === undefined && counts(key));
}

/** Mature weeks in which it was worse. */
function labelledSince({ labels }: Monitored, { key, since }: Told): LabelledWeek[] {
  const output = outputIn(key);
  return labels.filter((week) => week.output === output && week.isMature && week.week >= since && week.labelled > 0);
}

/** With labels, and without what others than the world have moved. */
function trainOn({ weeks, findings, labels }: Monitored, most: number): string[] {
  const moved = findings.filter(({ cause }) => cause === 'production' || cause === 'merge' || cause === 'input');
  const mature = new Set(labels.flatMap(({ week, isMature }) => (isMature ? week : [])));
  return weeks
    .slice(-most)
    .filter((week) => mature.has(week))
    .filter(
      (week) => !moved.some(({ since, closedIn }) => week >= since && (closedIn === undefined || week < closedIn)),
    );
}

function outputIn(key: string): string | undefined {
  return /^(.*)\.accuracy$/.exec(key)?.[1];
}
