/** Concludes the check of a job that cannot be finished, by what the job itself knows: GitHub may not say more. */
import type { CheckRun, CheckTarget } from '../check/check-run.ts';
import type { CheckOutcome } from '../check/outcome.ts';
import { conclude, findRun, requeue } from '../check/publish.ts';
import { renderCheck } from '../check/render.ts';
import type { MergeGroupJob, PullJob } from '../job.ts';
import type { Repository } from '../repository.ts';
import { CLOSING_MILLISECONDS, type WorkContext } from './context.ts';
import { groupOf } from './merge-group.ts';
import { readPullRequest } from './pull-request.ts';
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
  for (const found of await openRuns(work, repository, job, begun)) {
    // A verdict that stands there may have ended: what was to end it is not known to have come to anything.
    const run = found.status === 'completed' ? await requeue(repository, found, work.checks) : found;
    await conclude(repository, run, output, run.state && { ...run.state, left: 'verdict' });
  }
}

async function openRuns(
  work: WorkContext,
  repository: Repository,
  job: PullJob | MergeGroupJob,
  begun: CheckRun | undefined,
): Promise<CheckRun[]> {
  const runs = new Map<number, CheckRun>();
  if (begun) runs.set(begun.id, begun);
  let problem: unknown;
  for (const target of await targetsOf(repository, job)) {
    try {
      const run = await findRun(repository, target, work.checks);
      if (run) runs.set(run.id, run);
    } catch (error) {
      problem ??= error;
    }
  }
  if (runs.size === 0 && problem !== undefined) throw problem;
  return [...runs.values()].filter(
    ({ status, conclusion }) => status !== 'completed' || (conclusion === 'success' && mayHaveChanged(job)),
  );
}

/** What was decided, or pushed, may have ended a success that stands there. */
function mayHaveChanged(job: PullJob | MergeGroupJob): boolean {
  return job.again !== undefined || (job.kind === 'pull' && (job.before ?? job.befores) !== undefined);
}

async function targetsOf(repository: Repository, job: PullJob | MergeGroupJob): Promise<CheckTarget[]> {
  if (job.kind === 'merge-group') {
    return [groupOf(job).target];
  }
  const pull = await readPullRequest(repository, job.number).catch((error: unknown) => {
    if (job.head === undefined) throw error;
    return undefined;
  });
  const heads = new Set([job.head, pull?.head].filter((head) => head !== undefined));
  return [...heads].map((head) => targetOf(head, job.number));
}
