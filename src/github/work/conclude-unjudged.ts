/** Concludes the check of a job that cannot be finished, by what the job itself knows: GitHub may not say more. */
import type { CheckRun, CheckTarget } from '../check/check-run.ts';
import type { CheckOutcome } from '../check/outcome.ts';
import { conclude, findRun } from '../check/publish.ts';
import { renderCheck } from '../check/render.ts';
import type { MergeGroupJob, PullJob } from '../job.ts';
import type { Repository } from '../repository.ts';
import { CLOSING_MILLISECONDS, type WorkContext } from './context.ts';
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
  for (const run of await openRuns(work, repository, job, begun)) {
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
  return [...runs.values()].filter(({ status }) => status !== 'completed');
}

async function targetsOf(repository: Repository, job: PullJob | MergeGroupJob): Promise<CheckTarget[]> {
  if (job.kind === 'merge-group') {
    return [{ head: job.head, externalId: `merge-group/${job.ref.replace(/^refs\/heads\//, '')}` }];
  }
  const pull = await readPullRequest(repository, job.number).catch((error: unknown) => {
    if (job.head === undefined) throw error;
    return undefined;
  });
  const heads = new Set([job.head, pull?.head].filter((head) => head !== undefined));
  return [...heads].map((head) => targetOf(head, job.number));
}
