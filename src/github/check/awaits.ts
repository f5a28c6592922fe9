/**
 * What was not judged for want of something outside of GitHub, as a bucket that refuses or a disk that is full, is looked at
 * again by itself: soon at first, then as long after as it has been so, and at least once an hour.
 */
import type { Problem } from '../../errors.ts';
import type { CheckOutcome } from './outcome.ts';
import type { CheckState } from './state.ts';

const SOONEST = 5 * 60_000;
const LATEST = 3_600_000;

export function isElsewhere(problems: readonly Problem[]): boolean {
  return problems.some(({ elsewhere }) => elsewhere === true);
}

/** What the check remembers of it. @param now milliseconds since 1970 */
export function awaiting(
  outcome: CheckOutcome,
  before: CheckState | undefined,
  now: number,
): Pick<CheckState, 'awaits'> {
  if (outcome.kind !== 'broken' || !isElsewhere(outcome.problems)) return {};
  const since = before?.awaits?.since ?? new Date(now).toISOString();
  const pause = Math.min(LATEST, Math.max(SOONEST, now - Date.parse(since)));
  return { awaits: { since, at: new Date(now + pause).toISOString() } };
}

/**
 * Time has made it another than it was: what owners did not say in time, or what may be there by now.
 * @param now by GitHub's clock, asked where there is something to wait for; where that is not known nothing is due
 */
export async function isDue(
  { answerBy, awaits }: CheckState,
  now: () => Promise<number | undefined>,
): Promise<boolean> {
  const times = [answerBy, awaits?.at].filter((time) => time !== undefined);
  if (times.length === 0) return false;
  const time = (await now()) ?? Number.NEGATIVE_INFINITY;
  return times.some((end) => time >= Date.parse(end));
}
