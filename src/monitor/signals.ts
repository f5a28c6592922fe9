/** What of a week is not as it was: by how much noise there is in it, it opens at once, in two weeks, or by the rank rule. */
import { valuesOf } from '../gate/by-week.ts';
import { exceeds } from '../gate/exceeds.ts';
import { findMeasure } from '../measures/find.ts';
import { harmOf } from '../measures/harm.ts';
import { inputId, inputSignals } from './input-signals.ts';
import { isMature, isWorse, type Labelled } from './labels.ts';
import { beyondAll, lowestShare } from './rank-rule.ts';
import { MATURE_PERSIST, MERGE_PERSIST } from './rule.ts';
import { type Part, partOf, ratioOf, type Series } from './series.ts';
import { answersIn, evidenceOf, knownOf, ordinaryWeeks, productionIn, type Watched } from './watched.ts';

/** In the order in which they are to be looked at: what an earlier one explains is no later one's. */
export type Cause = 'production' | 'merge' | 'input' | 'traffic' | 'world';

export interface Signal {
  /** The same from week to week. */
  readonly id: string;
  readonly cause: Cause;
  /** What moved, as weir.yml names it. */
  readonly key: string;
  /** Where it moved, against the rest of the traffic. */
  readonly segment?: string;
  /** Of the request, as a pointer, where it is that. */
  readonly field?: string;
  /** Of a merge, the state that it made. */
  readonly state?: number;
  readonly commit?: string;
  readonly amount: number;
  readonly limit: number;
  /** Weeks in a row before it opens. */
  readonly needs: number;
}

/** A segment with fewer records than this in one of the weeks is too small to be watched. */
const FEWEST_IN_SEGMENT = 100;

/** Those that hold in the week. `baselineOf`: what a signal is compared with, which while it is open does not move. */
export function signalsIn(watched: Watched, week: number, baselineOf: (id: string) => readonly number[]): Signal[] {
  const inputs = [...rejected(watched, week, baselineOf), ...otherInputs(watched, week, baselineOf)];
  return [
    ...differing(watched, week, baselineOf),
    ...merges(watched, week, baselineOf),
    ...inputs,
    ...traffic(watched, week, baselineOf),
    // The accepted artifacts are asked, so no merge is in it; broken input would be.
    ...(inputs.length > 0 ? [] : worse(watched, week, baselineOf)),
  ];
}

/** A week that says nothing of it either way: a holiday of the traffic, one without its labels of what is right. */
export function isSilent(watched: Watched, id: string, week: number): boolean {
  if (id.startsWith('traffic')) return watched.holidays.has(week);
  if (!id.startsWith('world ')) return false;
  const output = id.slice('world '.length).replace(/\.accuracy$/, '');
  const all = labelledIn(watched, output);
  const own = all.get(week);
  return !own || !isMature(own, [...all.values()], watched.rule.labels);
}

/** By week, of the artifacts that were accepted before the newest weeks. */
export function labelledIn(watched: Watched, output: string, state?: number): Map<number, Labelled> {
  const found = new Map<number, Labelled>();
  for (const week of watched.weeks) {
    const evidence = evidenceOf(watched, state ?? productionIn(watched, week).running, week);
    const shown = evidence?.[0].outputs.find(({ name }) => name === output);
    if (!evidence || !shown?.labels) continue;
    const { numerator, denominator } = partOf({ key: '', output, of: { kind: 'accuracy' } }, ...evidence);
    found.set(week, { records: shown.total.weight, labelled: denominator, right: numerator });
  }
  return found;
}

/** What turned out to be right is not what it was, by the same artifacts. */
function worse(watched: Watched, week: number, baselineOf: (id: string) => readonly number[]): Signal[] {
  return [...watched.rule.limits].flatMap(([key, limit]): Signal[] => {
    const output = /^(.*)\.accuracy$/.exec(key)?.[1];
    const id = `world ${key}`;
    if (output === undefined || isSilent(watched, id, week)) return [];
    const baseline = baselineOf(id);
    const place = watched.weeks.indexOf(week);
    const weeks = watched.weeks.slice(Math.max(0, place - MATURE_PERSIST + 1), place + 1);
    const accepted = labelledIn(watched, output, acceptedIn(watched, baseline));
    const before = matureIn(watched, accepted, baseline);
    const worseBy = (all: ReadonlyMap<number, Labelled>): number | undefined => {
      const newest = matureIn(watched, all, weeks);
      return newest.length < MATURE_PERSIST ? undefined : isWorse(newest, before, limit);
    };
    // The world has changed where what was accepted is worse; it is mended where what runs since then is not.
    const amount = worseBy(accepted) === undefined ? undefined : worseBy(labelledIn(watched, output));
    return amount === undefined ? [] : [{ id, cause: 'world', key, amount, limit, needs: 1 }];
  });
}

function matureIn(watched: Watched, all: ReadonlyMap<number, Labelled>, weeks: readonly number[]): Labelled[] {
  return weeks.flatMap((week) => {
    const found = all.get(week);
    return found && isMature(found, [...all.values()], watched.rule.labels) ? found : [];
  });
}

function otherInputs(watched: Watched, week: number, baselineOf: (id: string) => readonly number[]): Signal[] {
  const found = inputSignals(watched.inputs, week, baselineOf, watched.rule);
  return found.map((own): Signal => ({ id: inputId(own), cause: 'input', ...own, needs: 1 }));
}

/** Recorded answers that no state gives. */
function differing(watched: Watched, week: number, baselineOf: (id: string) => readonly number[]): Signal[] {
  const id = 'production';
  const baseline = baselineOf(id);
  // What went back to an older version answers otherwise than what ran, too.
  const state = Math.max(productionIn(watched, week).running, acceptedIn(watched, baseline));
  const { different, compared } = answersIn(watched, state, week) ?? { different: 0, compared: 0 };
  if (compared === 0) return [];
  const usual = median(
    baseline.map((one) => {
      const before = productionIn(watched, one);
      return before.compared === 0 ? 0 : before.different / before.compared;
    }),
  );
  const limit = usual + watched.rule.differing;
  if (lowestShare(different, compared) <= limit) return [];
  return [{ id, cause: 'production', key: 'answers.differ', amount: different / compared, limit, needs: 1 }];
}

/** What runs now and did not in the baseline, where its effect on this week is beyond what the check allows. */
function merges(watched: Watched, week: number, baselineOf: (id: string) => readonly number[]): Signal[] {
  const { states, windows, pipeline } = watched;
  const { running } = productionIn(watched, week);
  const signals: Signal[] = [];
  for (let state = 1; state <= running; state += 1) {
    const commit = states[state]?.merge.commit ?? '';
    const evidence = windows.pairs[state]?.get(week);
    if (!evidence) continue;
    const values = valuesOf(evidence, pipeline.limits);
    for (const { key, measure, limit } of pipeline.limits) {
      const id = `merge ${commit} ${key}`;
      const value = values.get(key);
      if (value === undefined || limit.kind === 'records' || state <= acceptedIn(watched, baselineOf(id))) continue;
      const direction = findMeasure(measure)?.measure.direction ?? 'absolute';
      if (!exceeds(harmOf(direction, value, value).low, limit.amount)) continue;
      const own = { state, commit, amount: value, limit: limit.amount };
      signals.push({ id, cause: 'merge', key, ...own, needs: MERGE_PERSIST });
    }
  }
  return signals;
}

/** Requests that the pipeline lets through no more. */
function rejected(watched: Watched, week: number, baselineOf: (id: string) => readonly number[]): Signal[] {
  return ['rejected', 'failed'].flatMap((key): Signal[] => {
    const series: Series = { key, of: { kind: 'share', value: key } };
    const id = `input ${key}`;
    const baseline = baselineOf(id);
    const known = knownOf(watched, series);
    // By the same artifacts, so that what a merge rejects is the merge's.
    const accepted = acceptedIn(watched, baseline);
    const before = baseline.flatMap((one) => ratioOf(known.state(accepted, one)) ?? []);
    const now = evidenceOf(watched, accepted, week);
    const amount = ratioOf(known.state(accepted, week));
    if (!now || amount === undefined || before.length === 0) return [];
    const limit = Math.max(...before) + watched.rule.rejected;
    const records = now[0].replayed;
    if (lowestShare(Math.round(amount * records), records) <= limit) return [];
    return [{ id, cause: 'input', key, amount, limit, needs: 1 }];
  });
}

/** By the accepted artifacts, so that no merge is in it. */
function traffic(watched: Watched, week: number, baselineOf: (id: string) => readonly number[]): Signal[] {
  const { rule, series } = watched;
  const ordinary = ordinaryWeeks(watched);
  const place = ordinary.indexOf(week);
  const newest = ordinary.slice(Math.max(0, place - rule.persist + 1), place + 1);
  if (newest.length < rule.persist) return [];
  return series.flatMap((one): Signal[] => {
    const limit = rule.limits.get(one.key);
    if (limit === undefined || one.of.kind === 'accuracy') return [];
    const whole: Signal[] = test(`traffic ${one.key}`, undefined, (known, accepted, at) =>
      ratioOf(known.state(accepted, at)),
    );
    const names = segmentsIn(watched, one, week);
    const parts = names.flatMap((segment) =>
      test(`traffic ${one.key} ${segment}`, segment, (known, accepted, at) =>
        againstRest(known.state(accepted, at), known.segments(accepted, at).get(segment)),
      ),
    );
    return [...whole, ...parts];

    function test(
      id: string,
      segment: string | undefined,
      read: (known: ReturnType<typeof knownOf>, accepted: number, at: number) => number | undefined,
    ): Signal[] {
      const baseline = baselineOf(id);
      if (baseline.length < rule.baseline && !watched.accepted) return [];
      const accepted = acceptedIn(watched, baseline);
      const known = knownOf(watched, one);
      const before = baseline.flatMap((at) => read(known, accepted, at) ?? []);
      const now = newest.flatMap((at) => read(known, accepted, at) ?? []);
      if (before.length < baseline.length || now.length < newest.length || before.length === 0) return [];
      if (beyondAll(before, now, limit ?? 0) === undefined) return [];
      const amount = mean(now) - mean(before);
      return [{ id, cause: 'traffic', key: one.key, ...(segment && { segment }), amount, limit: limit ?? 0, needs: 1 }];
    }
  });
}

/** The values of a segment at the accepted artifacts, by week, less those of the rest of the traffic. */
export function againstRest(all: Part, own: Part | undefined): number | undefined {
  if (!own || own.denominator < FEWEST_IN_SEGMENT) return undefined;
  const value = ratioOf(own);
  const rest = ratioOf({
    numerator: all.numerator - own.numerator,
    denominator: all.denominator - own.denominator,
  });
  return value === undefined || rest === undefined ? undefined : value - rest;
}

function segmentsIn(watched: Watched, series: Series, week: number): string[] {
  const segments = knownOf(watched, series).segments(0, week);
  return [...segments.keys()].filter((name) => name !== 'other');
}

/** What ran in the newest week of a baseline. */
export function acceptedIn(watched: Watched, baseline: readonly number[]): number {
  const { accepted, states } = watched;
  // The recording may no longer say what ran in a week that was accepted.
  if (accepted?.commit !== undefined && baseline === accepted.weeks)
    return Math.max(
      0,
      states.findIndex(({ merge }) => merge.commit === accepted.commit),
    );
  const newest = baseline.at(-1);
  return newest === undefined ? 0 : productionIn(watched, newest).running;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
