/** What has a look of its own within a job, such as at another repository, gets as much time for it as a check. */
import type { WorkContext } from './context.ts';

/** Aborted once that is over, or the job has to stop. */
export function withinBounds({ attempt, bounds }: Pick<WorkContext, 'attempt' | 'bounds'>): AbortSignal {
  // Timers take whole milliseconds alone.
  return AbortSignal.any([attempt.stop, AbortSignal.timeout(Math.ceil(bounds.minutes * 60_000))]);
}
