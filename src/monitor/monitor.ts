/** Watches a pipeline: reads its history, counts its windows, and says what moved and why. */
import type { MonitorConfig, PipelineConfig } from '../config/config.ts';
import { resolveMonitor } from '../config/monitor.ts';
import type { Counted } from '../recordings/reader.ts';
import { paidNote, sampledNote } from '../recordings/tables/notes.ts';
import { createWeekOf, mondayOf } from '../recordings/window/week.ts';
import type { Accepted } from './accepted.ts';
import type { Means } from './count.ts';
import { type Course, comparedWith, coursesOf } from './courses.ts';
import { type Estimate, estimatesOf } from './estimates.ts';
import { type Finding, findingsOf, type Point } from './findings.ts';
import { holidaysIn } from './holidays.ts';
import { boundsOf, isMature } from './labels.ts';
import { type ByWeek, effectsOf, type Prediction, predictionsOf } from './predictions.ts';
import type { Production } from './production.ts';
import { chanceOf } from './rank-rule.ts';
import { type Series, usualSeries } from './series.ts';
import { acceptedIn, labelledIn } from './signals.ts';
import { type Split, split } from './split.ts';
import { type History, type State, statesOf } from './states.ts';
import { knownOf, productionIn, type Watched, wholeWeeks } from './watched.ts';
import { windowsOf } from './windows.ts';

/** Merges that are looked at, at most. */
const MOST_STATES = 20;

export interface Monitored {
  readonly pipeline: string;
  readonly owners: readonly string[];
  readonly status: 'quiet' | 'open' | 'too little';
  readonly rule: MonitorConfig;
  /** Mondays of whole weeks, oldest first. */
  readonly weeks: readonly string[];
  readonly states: readonly State['merge'][];
  /** What production runs in the newest week. */
  readonly production?: Production;
  /** Why each series is what it is in the newest week, the most moved by its limit first. */
  readonly splits: readonly (Split & { readonly key: string; readonly limit?: number })[];
  readonly findings: readonly Told[];
  /** What the owners have accepted as the usual, and of which week that was said. */
  readonly accepted?: { readonly week: string; readonly reason: string };
  /** Each series by week. */
  readonly courses: readonly Course[];
  /** What ran in each week, by state. */
  readonly runs: readonly number[];
  /** Names of holidays by week. */
  readonly holidays: Readonly<Record<string, readonly string[]>>;
  /** Of outputs with labels in the newest weeks. */
  readonly labels: readonly LabelledWeek[];
  /** Of probabilities with labels, what should turn out right before the labels say it. It opens nothing. */
  readonly estimates: readonly Estimate[];
  /** What each merge was expected to do, and did. */
  readonly predictions: readonly Prediction[];
  /** Openings to expect in a year by the rank rule alone, were windows exchangeable: one series, and all that can open. */
  readonly expected: { readonly each: number; readonly series: number };
  /** How often a file was counted through two states now, and not found counted. */
  readonly counted: number;
  /** What has to be known of the records, a sentence each. */
  readonly notes?: readonly string[];
}

export type { ByWeek };

/** A finding with Mondays for weeks. */
export type Told = Finding['signal'] & {
  readonly since: string;
  readonly openedIn: string;
  /** By week since then. */
  readonly course: readonly ByWeek[];
  /** Of a merge, what it comes to in the weeks of the baseline: what its check could know. */
  readonly foretold?: readonly ByWeek[];
  readonly closedIn?: string;
};

export interface LabelledWeek {
  readonly output: string;
  readonly week: string;
  readonly records: number;
  readonly labelled: number;
  /** Of the labelled. */
  readonly accuracy?: number;
  /** Whatever those without a label turn out to be. */
  readonly bounds: { readonly low: number; readonly high: number };
  readonly isMature: boolean;
}

/** Throws as reading a recording and replaying it do. `at`: only weeks that ended before this time. */
export async function watch(
  pipeline: PipelineConfig,
  history: History,
  means: Means,
  { at, accepted }: { readonly at?: string; readonly accepted?: Accepted } = {},
): Promise<Watched> {
  const states = await statesOf(pipeline, history, MOST_STATES);
  const { inputs, ...windows } = await windowsOf(pipeline, states, means, true);
  const { zone } = pipeline.recording;
  const weeks = wholeWeeks(windows, zone, at === undefined ? undefined : createWeekOf(zone)(at));
  const rule = ruleOf(pipeline);
  const series = seriesOf(
    windows.pairs.flatMap((pair) => [...pair.values()]),
    rule,
  );
  const holidays = rule.calendar === undefined ? new Map() : await holidaysIn(weeks, rule.calendar);
  return { pipeline, states, windows, rule, series, weeks, holidays, inputs, ...(accepted && { accepted }) };
}

/** What was watched, in words and numbers. No I/O. */
export function judge(watched: Watched, looks = watched.rule.baseline): Monitored {
  const { pipeline, states, rule, series, weeks, windows } = watched;
  const { accepted } = watched;
  const enough = accepted !== undefined || weeks.length >= rule.baseline + rule.persist;
  const findings = enough ? findingsOf(watched, looks) : [];
  const newest = weeks.at(-1);
  const isOpen = findings.some(({ closedIn }) => closedIn === undefined);
  const chance = chanceOf(rule);
  return {
    pipeline: pipeline.name,
    owners: pipeline.owners,
    status: !enough ? 'too little' : isOpen ? 'open' : 'quiet',
    rule,
    weeks: weeks.map(mondayOf),
    states: states.map(({ merge }) => merge),
    ...(newest !== undefined && states.length > 0 && { production: productionIn(watched, newest) }),
    splits: newest === undefined ? [] : splitsIn(watched, newest, findings),
    courses: coursesOf(watched, findings),
    runs: states.length === 0 ? [] : weeks.map((week) => productionIn(watched, week).running),
    holidays: Object.fromEntries([...watched.holidays].map(([week, names]) => [mondayOf(week), names])),
    labels: labelledWeeks(watched),
    estimates: estimatesOf(watched, findings),
    predictions: predictionsOf(watched),
    ...(accepted && { accepted: { week: mondayOf(accepted.week), reason: accepted.reason } }),
    findings: findings.map((finding) => told(finding, watched)),
    expected: { each: 52 * chance, series: series.filter(({ key }) => rule.limits.has(key)).length },
    counted: windows.counted,
    ...(windows.tables && { notes: notesOf(pipeline, windows.tables) }),
  };
}

function notesOf(pipeline: PipelineConfig, tables: readonly Counted[]): string[] {
  return [
    'what the fields of requests hold is not looked at: of a table only what steps read comes back',
    ...tables.flatMap((one) => [...sampledNote(pipeline, one), ...paidNote(pipeline, one)]),
  ];
}

/** Each series in a week against the weeks before it that no newest one and no open finding is among. */
export function splitsIn(watched: Watched, window: number, findings: readonly Finding[]): Monitored['splits'] {
  const { rule, series, weeks } = watched;
  const { running } = productionIn(watched, window);
  return series
    .flatMap((one) => {
      const limit = rule.limits.get(one.key);
      const before = comparedWith(watched, findings, one.key, window);
      const baseline = before.length > 0 ? before : weeks.slice(0, 1);
      const found = split(knownOf(watched, one), {
        ...{ window, baseline, running },
        accepted: acceptedIn(watched, baseline),
      });
      return found ? [{ key: one.key, ...(limit !== undefined && { limit }), ...found }] : [];
    })
    .sort((a, b) => relative(b) - relative(a));
}

/** Of a limit where there is one, else of what it was. */
function relative({ total, before, limit }: { total: number; before: number; limit?: number }): number {
  const against = limit ?? Math.max(Math.abs(before), 1e-9);
  return Math.abs(total) / against;
}

export function ruleOf({ monitor, outputs, recording }: PipelineConfig): MonitorConfig {
  const kinds = new Map(outputs.map(({ name, kind }) => [name, kind]));
  return monitor ?? resolveMonitor({}, { outputs: kinds, hasLabels: recording.label !== undefined });
}

/** Also those that only a limit names. */
function seriesOf(evidences: Parameters<typeof usualSeries>[0], { limits }: MonitorConfig): Series[] {
  const usual = usualSeries(evidences);
  const named = [...limits.keys()].flatMap((key): Series[] => {
    if (usual.some((one) => one.key === key)) return [];
    const [output = '', kind, ...value] = key.split('.');
    if (kind === 'accuracy') return [{ key, output, of: { kind } }];
    return kind === 'share' ? [{ key, output, of: { kind, value: value.join('.') } }] : [];
  });
  return [...usual, ...named];
}

function told({ signal, since, openedIn, closedIn, course, baseline }: Finding, watched: Watched): Told {
  const byWeek = (points: readonly Point[]) => points.map(({ week, amount }) => ({ week: mondayOf(week), amount }));
  return {
    ...signal,
    since: mondayOf(since),
    openedIn: mondayOf(openedIn),
    course: byWeek(course),
    ...(signal.state !== undefined && {
      foretold: effectsOf(watched, signal.state, baseline).get(signal.key) ?? [],
    }),
    ...(closedIn !== undefined && { closedIn: mondayOf(closedIn) }),
  };
}

function labelledWeeks(watched: Watched): LabelledWeek[] {
  const outputs = watched.series.flatMap(({ output, of }) =>
    of.kind === 'accuracy' && output !== undefined ? output : [],
  );
  return outputs.flatMap((output) => {
    const all = labelledIn(watched, output);
    return watched.weeks.flatMap((week): LabelledWeek[] => {
      const own = all.get(week);
      if (!own) return [];
      const { records, labelled, right } = own;
      return [
        {
          ...{ output, week: mondayOf(week), records, labelled, bounds: boundsOf(own) },
          ...(labelled > 0 && { accuracy: right / labelled }),
          isMature: isMature(own, [...all.values()], watched.rule.labels),
        },
      ];
    });
  });
}
