/** Concludes the check of a job that cannot be finished, by what the job itself knows: GitHub may not say more. */
import type { CheckRun, CheckTarget } from '../check/check-run.ts';
import type { CheckOutcome } from '../check/outcome.ts';
import { conclude, findRun, requeue } from '../check/publish.ts';
import { renderCheck } from '../check/render.ts';
import type { MergeGroupJob, PullJob } from '../job.ts';
import type { Repository } from '../port/repository.ts';
import { unlessStatus } from '../port/status.ts';
import { ASKING_MILLISECONDS, CLOSING_MILLISECONDS, type WorkContext } from './context.ts';
import { groupOf } from './merge-group.ts';
import { tellAbove } from './merge-queue.ts';
import { remembered } from './standing.ts';
import { targetOf } from './subject.ts';

/**
 * The checks that stand open at the heads that are known. The next look at them judges them after all.
 * @param begun the check as it was last seen, for when GitHub does not list it
 */
export async function concludeUnjudged(
  work: WorkContext,
  job: PullJob | MergeGroupJob,
  outcome: CheckOutcome,
  begun: CheckRun | undefined,
): Promise<void> {
  const repository = await work.open(job.repository, AbortSignal.timeout(CLOSING_MILLISECONDS));
  const output = renderCheck(outcome, { headFiles: new Set(), governed: [] });
  const close = async (run: CheckRun | undefined): Promise<void> => {
    if (!run || (run.status === 'completed' && !(run.conclusion === 'success' && mayHaveChanged(job)))) return;
    const open = run.status === 'completed' ? await requeue(repository, run, work.checks) : run;
    const state = open.state && remembered('outdated', open.state);
    await conclude(repository, open, output, state && { ...state, todo: 'verdict' });
  };
  const target = targetKnown(job);
  if (target) await close(await lastSeen(work, repository, target, begun));
  else if (begun) await close(begun);
  if (job.kind === 'merge-group') await tellAbove(work, repository, job.head);
  if (job.kind !== 'pull') return;
  await close(await atPresentHead(work, job, begun?.target.head ?? target?.head));
  for (const head of earlierHeads(job, target?.head)) await close(await openAt(work, repository, job, head));
}

/** By what the job itself says. */
function targetKnown(job: PullJob | MergeGroupJob): CheckTarget | undefined {
  if (job.kind === 'merge-group') return groupOf(job).target;
  const head = job.head ?? job.asked;
  return head === undefined ? undefined : targetOf(head, job.number);
}

/** Work on these may have begun and left their checks to this job. */
function earlierHeads({ before, befores = [], asked }: PullJob, head: string | undefined): Set<string> {
  const heads = new Set([before, ...befores, asked].filter((sha) => sha !== undefined));
  if (head !== undefined) heads.delete(head);
  return heads;
}

/** A check that was begun; a verdict that stands at an earlier head stays. */
async function openAt(
  work: WorkContext,
  repository: Repository,
  { number }: PullJob,
  head: string,
): Promise<CheckRun | undefined> {
  // Pushed over and on no branch, a head may be forgotten.
  const run = await unlessStatus([404, 422], () => findRun(repository, targetOf(head, number), work.checks));
  return run?.status === 'completed' ? undefined : run;
}

/** What was decided, or pushed, may have ended a success that stands there. */
export function mayHaveChanged(job: PullJob | MergeGroupJob): boolean {
  return job.again !== undefined || (job.kind === 'pull' && (job.before ?? job.befores) !== undefined);
}

async function lastSeen(
  work: WorkContext,
  repository: Repository,
  target: CheckTarget,
  begun: CheckRun | undefined,
): Promise<CheckRun | undefined> {
  const isThis = begun?.target.head === target.head;
  try {
    return await findRun(repository, target, work.checks);
  } catch (error) {
    if (isThis) return begun;
    throw error;
  }
}

/** The pull request may have gone on. Where GitHub does not say, what is known is enough. */
async function atPresentHead(
  work: WorkContext,
  job: PullJob,
  known: string | undefined,
): Promise<CheckRun | undefined> {
  const repository = await work.open(job.repository, AbortSignal.timeout(ASKING_MILLISECONDS));
  try {
    const { head } = await repository.pulls.read(job.number);
    return head === known ? undefined : await findRun(repository, targetOf(head, job.number), work.checks);
  } catch (error) {
    if (known === undefined) throw error;
    return undefined;
  }
}
