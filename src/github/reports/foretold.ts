/**
 * What merges of a repository were expected to do, and did, kept beyond the merges that a look still sees: whether Weir's own
 * promises hold, over time. Each look writes it, and the page of the default branch shows it.
 */
import type { Monitored } from '../../monitor/monitor.ts';
import { meanOf } from '../../monitor/predictions.ts';

/** A prediction that could be compared. */
export interface Foretold {
  readonly pipeline: string;
  readonly commit: string;
  readonly subject: string;
  /** When it was merged, ISO 8601. */
  readonly at: string;
  /** A measure, as weir.yml names it. */
  readonly key: string;
  readonly low: number;
  readonly high: number;
  /** The mean over so many weeks. */
  readonly came: number;
  readonly weeks: number;
  readonly isInside: boolean;
}

/** Of a repository; those of the merges that came first go first. */
const MOST = 2000;

export function foretoldIn({ pipeline, predictions, states }: Monitored): Foretold[] {
  return predictions.flatMap(({ state, key, after, expected, isInside }): Foretold[] => {
    const merge = states[state];
    if (!merge || !expected || isInside === undefined) return [];
    const { commit, subject, at } = merge;
    return [{ pipeline, commit, subject, at, key, ...expected, came: meanOf(after), weeks: after.length, isInside }];
  });
}

/** What is seen now in place of what was seen of the same merge; oldest merge first. */
export function withSeen(known: readonly Foretold[], seen: readonly Foretold[]): Foretold[] {
  const keyOf = ({ pipeline, commit, key }: Foretold): string => JSON.stringify([pipeline, commit, key]);
  const all = new Map([...known, ...seen].map((one) => [keyOf(one), one]));
  return [...all.values()].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).slice(-MOST);
}
