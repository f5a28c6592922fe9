/**
 * What a button or a menu of GitHub's asked for, and what an installation begins, leaves nothing there that a sweep could
 * find. Where such a job is given up because GitHub is out of reach, it is put off; where that is not why, who pressed is
 * told.
 */
import { pressGivenUp } from '../commands/help.ts';
import type { ActionJob, Job } from '../job.ts';
import { type Failure, failureOf, isOutOfReach, isRefusal } from '../port/status.ts';
import { answer } from './answer.ts';
import { CLOSING_MILLISECONDS, type WorkContext } from './context.ts';

/** Milliseconds until the job comes again. */
const PAUSE = 600_000;

/** With the pause and its ten tries each round takes a quarter of an hour: three days, as commands are looked for. */
export const MOST_ROUNDS = 288;

/** The job comes again later, or who asked is told why it does not. Nothing for jobs that are found again by what stands on GitHub. */
export async function putOff(work: WorkContext, job: Job, error: unknown, id: string): Promise<void> {
  if (!isPutOff(job)) return;
  const rounds = (job.putOff ?? 0) + 1;
  const later = () => work.queue.add({ ...job, putOff: rounds }, { delay: PAUSE });
  if (rounds <= MOST_ROUNDS && isAway(error)) return later();
  if (job.kind !== 'action') return;
  try {
    await tell(work, job, { id, failure: failureOf(error) });
  } catch (problem) {
    if (rounds > MOST_ROUNDS || !isAway(problem)) throw problem;
    await later();
  }
}

type PutOff = Extract<Job, { readonly putOff?: number }>;

function isPutOff(job: Job): job is PutOff {
  return ['action', 'suite', 'repository', 'monitor', 'home'].includes(job.kind);
}

/** What GitHub refuses it refuses again. */
function isAway(error: unknown): boolean {
  return isOutOfReach(error) && !isRefusal(error);
}

async function tell(
  work: WorkContext,
  job: ActionJob,
  why: { readonly id: string; readonly failure: Failure | undefined },
): Promise<void> {
  const repository = await work.open(job.repository, AbortSignal.timeout(CLOSING_MILLISECONDS));
  const markdown = pressGivenUp(job.action, job.sender, why);
  await answer(work, repository, job.number, `${questionOf(job)} given up`, markdown);
}

/** What an answer to a press is known by. */
export function questionOf({ action, checkRun, sender, press }: ActionJob): string {
  return `button ${action} ${checkRun} ${sender} ${press}`;
}
