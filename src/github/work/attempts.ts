/** What is remembered of a job between its tries in this process: until when its check has to be concluded, and which check that is. */

import { steadyNow } from '../../steady-clock.ts';
import type { CheckRun } from '../check/check-run.ts';
import { type Job, laneOf } from '../job.ts';

/** One try of a job. */
export interface Attempt {
  /** Why the job should stop: its reason is a `Stop`. */
  readonly stop: AbortSignal;
  /** Aborted once the check has to be concluded with what is known. It began with the first try, and pauses count. */
  readonly deadline: AbortSignal;
  /** The check that was begun, as it was last seen. */
  run?: CheckRun;
}

export interface Attempts {
  begin(job: Job, stop: AbortSignal): Attempt;
  /** Of the last try; undefined for a job that was not tried here. */
  last(job: Job): Attempt | undefined;
  /** The job is done or was given up: if it comes again it is another one. */
  forget(job: Job): void;
}

/** A job that was dropped between two tries is forgotten once it cannot come again: no pause is so long. */
const LONGEST_PAUSE = 600_000;

const NEVER = new AbortController().signal;

/** @param minutes from the first try of a job to its deadline */
export function createAttempts(minutes: number): Attempts {
  const known = new Map<string, { readonly lane: string; readonly until: number; attempt?: Attempt }>();
  return {
    begin(job, stop) {
      if (!isBounded(job)) return { stop, deadline: NEVER };
      const now = steadyNow();
      const [lane, key] = [laneOf(job), keyOf(job)];
      for (const [other, { until, lane: its }] of known) {
        // What failed is not overtaken in its lane: where another job has its turn, that one will not come again.
        if (until + LONGEST_PAUSE < now || (its === lane && other !== key)) known.delete(other);
      }
      const remembered = known.get(key) ?? { lane, until: now + minutes * 60_000 };
      known.set(key, remembered);
      const left = remembered.until - now;
      const attempt: Attempt = {
        stop,
        deadline: left > 0 ? AbortSignal.timeout(Math.ceil(left)) : AbortSignal.abort(),
      };
      if (remembered.attempt?.run) attempt.run = remembered.attempt.run;
      remembered.attempt = attempt;
      return attempt;
    },
    last: (job) => known.get(keyOf(job))?.attempt,
    forget: (job) => void known.delete(keyOf(job)),
  };
}

/** Who waits for a check or for an answer. Nobody waits for the rest, whose requests have bounds of their own. */
function isBounded({ kind }: Job): boolean {
  return (
    kind === 'pull' || kind === 'merge-group' || kind === 'command' || kind === 'home-command' || kind === 'action'
  );
}

function keyOf(job: Job): string {
  switch (job.kind) {
    case 'pull':
    case 'merge-group':
      return JSON.stringify([laneOf(job), job.kind, job.head, job.again]);
    case 'command':
    case 'home-command':
      return JSON.stringify([laneOf(job), job.kind, job.comment]);
    case 'action':
      return JSON.stringify([laneOf(job), job.kind, job.checkRun, job.action, job.sender, job.press]);
    default:
      return JSON.stringify([laneOf(job), job.kind]);
  }
}
