/** Works on one job, of whatever kind: what the queue calls. */
import { conclude, findRun, requeue } from '../check/publish.ts';
import { renderCheck } from '../check/render.ts';
import type { Job, MergeGroupJob, PullJob } from '../job.ts';
import type { Work } from '../queue/queue.ts';
import { Stop } from '../queue/queue.ts';
import { carryOutAction, carryOutCommand, seeComment } from './carry-out.ts';
import { checkMergeGroup, groupTarget } from './check-merge-group.ts';
import { checkPull } from './check-pull.ts';
import { rerunSuite } from './check-suite.ts';
import type { WorkContext } from './context.ts';
import { readPullRequest } from './pull-request.ts';
import { checkAfterPush } from './push.ts';
import { remembered } from './standing.ts';
import { targetOf } from './subject.ts';
import { createSweeper } from './sweep/sweep.ts';
import { welcome } from './welcome.ts';

export function createWork(work: WorkContext): Work {
  const sweep = createSweeper(work);
  return async (job, signal) => {
    const stop = work.metrics.jobSeconds.startTimer({ kind: job.kind });
    try {
      await workOn(work, job, signal, sweep);
      work.metrics.jobs.inc({ kind: job.kind, outcome: 'done' });
    } catch (error) {
      const stopped = error instanceof Stop ? error : signal.reason;
      const why = stopped instanceof Stop ? stopped.why : 'failed';
      work.metrics.jobs.inc({ kind: job.kind, outcome: why });
      if (why === 'failed') work.log.warn({ err: error, job }, 'A job failed; it is tried again');
      throw error;
    } finally {
      stop();
    }
  };
}

function workOn(work: WorkContext, job: Job, signal: AbortSignal, sweep: () => Promise<void>): Promise<void> {
  switch (job.kind) {
    case 'pull':
      return checkPull(work, job, signal);
    case 'comment':
      return seeComment(work, job);
    case 'command':
      return carryOutCommand(work, job, signal);
    case 'action':
      return carryOutAction(work, job, signal);
    case 'merge-group':
      return checkMergeGroup(work, job, signal);
    case 'suite':
      return rerunSuite(work, job);
    case 'repository':
      return welcome(work, job);
    case 'push':
      return checkAfterPush(work, job);
    case 'sweep':
      return sweep();
    default:
      throw new Error(`unknown job ${JSON.stringify(job satisfies never)}`);
  }
}

/**
 * The queue has given a job up. Its check must not stay open for that; where even this cannot be posted, the next sweep
 * finds it.
 */
export async function giveUp(work: WorkContext, job: Job, error: unknown): Promise<void> {
  const id = crypto.randomUUID().slice(0, 8);
  work.log.error({ err: error, id, job }, 'A job was given up');
  if (job.kind !== 'pull' && job.kind !== 'merge-group') return;
  const repository = await work.open(job.repository);
  const target =
    job.kind === 'pull' ? targetOf((await readPullRequest(repository, job.number)).head, job.number) : groupTarget(job);
  const run = await findRun(repository, target, work.checks);
  if (!run || (run.status === 'completed' && !mayHaveChanged(job))) return;
  const open = await requeue(repository, run, work.checks);
  const output = renderCheck({ kind: 'crashed', id }, { headFiles: new Set(), governed: [] });
  await conclude(repository, open, output, open.state && remembered('outdated', open.state));
}

/** What was decided, or pushed, may have ended a success that stands there. */
function mayHaveChanged(job: PullJob | MergeGroupJob): boolean {
  return job.again !== undefined || (job.kind === 'pull' && (job.before ?? job.befores) !== undefined);
}
