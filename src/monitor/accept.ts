/** What is now, as the baseline that a pull request brings: old beside new, for who reviews it. */
import { ConfigError } from '../errors.ts';
import { mondayOf } from '../recordings/window/week.ts';
import { pathOf, type Range, type Written } from './accepted.ts';
import { findingsOf } from './findings.ts';
import { type Part, partOf, ratioOf, type Series } from './series.ts';
import { evidenceOf, productionIn, type Watched } from './watched.ts';

/** The newest weeks as the usual, and how that differs from what was. */
export function acceptNow(
  watched: Watched,
  reason: string,
): { readonly path: string; readonly text: string; readonly usual: Written['usual'] } {
  const { weeks, rule, series, pipeline, states } = watched;
  const newest = weeks.at(-1);
  if (newest === undefined) throw new ConfigError([{ message: `${pipeline.name} has no whole week to accept` }]);
  const now = weeks.slice(-rule.baseline);
  const before = usualBefore(watched);
  const counts = Object.fromEntries(
    series.map((one) => [
      one.key,
      Object.fromEntries(now.map((week) => [mondayOf(week), pairOf(ranIn(watched, one, week))])),
    ]),
  );
  const usual = Object.fromEntries(
    series.map((one) => {
      const [old, own] = [rangeOf(watched, one, before), rangeOf(watched, one, now)];
      return [one.key, { ...(old && { before: old }), ...(own && { now: own }) }];
    }),
  );
  const commit = states[productionIn(watched, newest).running]?.merge.commit;
  const written: Written = {
    ...{ version: 1, pipeline: pipeline.name, accepted: mondayOf(newest), reason },
    ...(commit !== undefined && { commit }),
    ...{ usual, counts },
  };
  return { path: pathOf(pipeline.name), text: `${JSON.stringify(written, undefined, 2)}\n`, usual };
}

/** What is open is compared with: no week that has moved is among them. */
function usualBefore(watched: Watched): readonly number[] {
  const { weeks, rule, accepted } = watched;
  if (accepted) return accepted.weeks;
  const [first] = findingsOf(watched, rule.baseline).filter(({ closedIn }) => closedIn === undefined);
  return first?.baseline ?? weeks.slice(-rule.baseline - rule.persist, -rule.persist);
}

function ranIn(watched: Watched, series: Series, week: number): Part {
  const evidence = evidenceOf(watched, productionIn(watched, week).running, week);
  const kept = watched.accepted?.parts.get(series.key)?.get(week);
  return evidence ? partOf(series, ...evidence) : (kept ?? { numerator: 0, denominator: 0 });
}

function rangeOf(watched: Watched, series: Series, weeks: readonly number[]): Range | undefined {
  const values = weeks.flatMap((week) => ratioOf(ranIn(watched, series, week)) ?? []);
  return values.length === 0 ? undefined : [Math.min(...values), Math.max(...values)];
}

function pairOf({ numerator, denominator }: Part): readonly [number, number] {
  return [numerator, denominator];
}
