/** Each series by week: what production gave, what was usual before, and what the difference is made of. */
import { mondayOf } from '../recordings/window/week.ts';
import type { Finding } from './findings.ts';
import { ratioOf, type Series } from './series.ts';
import { acceptedIn } from './signals.ts';
import { split } from './split.ts';
import { knownOf, productionIn, type Watched } from './watched.ts';

export interface CourseWeek {
  readonly week: string;
  /** As recorded, or where nothing is, as what runs answers. Undefined without records. */
  readonly now?: number;
  /** The least and the most of the weeks that it is compared with, by the artifacts that they had; once there are enough. */
  readonly usual?: { readonly low: number; readonly high: number };
  readonly terms?: {
    readonly production: number;
    /** By state. */
    readonly merges: readonly { readonly state: number; readonly amount: number }[];
    readonly traffic: number;
  };
}

export interface Course {
  readonly key: string;
  readonly limit?: number;
  readonly weeks: readonly CourseWeek[];
}

export function coursesOf(watched: Watched, findings: readonly Finding[]): Course[] {
  return watched.series.map((series) => {
    const limit = watched.rule.limits.get(series.key);
    const weeks = watched.weeks.map((week) => weekOf(watched, series, week, findings));
    return { key: series.key, ...(limit !== undefined && { limit }), weeks };
  });
}

/** The weeks that a week is compared with: those before it that no newest one is among. Fewer at the beginning. */
export function baselineBefore({ weeks, rule }: Pick<Watched, 'weeks' | 'rule'>, week: number): number[] {
  const end = weeks.indexOf(week) - rule.persist + 1;
  return weeks.slice(Math.max(0, end - rule.baseline), Math.max(0, end));
}

/** What a finding moved is no part of the usual while it is open: a merge moves all, a traffic its own series. */
export function comparedWith(
  watched: Watched,
  findings: readonly Finding[],
  key: string,
  week: number,
): readonly number[] {
  const held = findings.filter(
    ({ signal, since, closedIn = Number.POSITIVE_INFINITY }) =>
      since <= week &&
      week < closedIn &&
      (signal.cause === 'merge' || (signal.cause === 'traffic' && signal.segment === undefined && signal.key === key)),
  );
  const [oldest] = held.sort((a, b) => (a.baseline[0] ?? 0) - (b.baseline[0] ?? 0));
  if (oldest) return oldest.baseline;
  const { accepted } = watched;
  return accepted && week > accepted.week ? accepted.weeks : baselineBefore(watched, week);
}

function weekOf(watched: Watched, series: Series, week: number, findings: readonly Finding[]): CourseWeek {
  const known = knownOf(watched, series);
  const { running } = productionIn(watched, week);
  const recorded = known.recorded(week);
  const now = (recorded && ratioOf(recorded)) ?? ratioOf(known.state(running, week));
  const baseline = comparedWith(watched, findings, series.key, week);
  const shown = { week: mondayOf(week), ...(now !== undefined && { now }) };
  const isAccepted = watched.accepted !== undefined && week > watched.accepted.week;
  if (baseline.length < watched.rule.baseline && !isAccepted) return shown;
  const accepted = acceptedIn(watched, baseline);
  const before = baseline.flatMap((one) => ratioOf(known.state(accepted, one)) ?? []);
  const found = split(known, { window: week, baseline, accepted, running });
  return {
    ...shown,
    ...(before.length > 0 && { usual: { low: Math.min(...before), high: Math.max(...before) } }),
    ...(found && { terms: { production: found.production, merges: found.merges, traffic: found.traffic } }),
  };
}
