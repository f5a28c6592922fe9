/** Brings the check of a pull request up to date, whatever state it is found in. */

import type { CheckRun } from '../check/check-run.ts';
import { announce, findRun, requeue } from '../check/publish.ts';
import type { PullJob } from '../job.ts';
import { Stop } from '../queue/queue.ts';
import { type Repository, refOf } from '../repository.ts';
import { unlessStatus } from '../status.ts';
import { concludeUnjudged } from './conclude-unjudged.ts';
import type { WorkContext } from './context.ts';
import { concludeOvertaken, evaluate } from './evaluate.ts';
import { Unsaid } from './publish.ts';
import { type PullRequest, readPullRequest } from './pull-request.ts';
import { subjectOf, targetOf } from './subject.ts';

/** Throws Stop, and errors of GitHub's. */
export async function checkPull(work: WorkContext, job: PullJob, signal: AbortSignal): Promise<void> {
  try {
    await bringUpToDate(work, job, signal);
  } catch (error) {
    if (error instanceof Unsaid) return sayLater(work, job, error);
    if (error instanceof Stop || signal.aborted || !work.attempt.deadline.aborted) throw error;
    const outcome = { kind: 'timed-out', minutes: work.bounds.minutes, during: 'reading' } as const;
    await concludeUnjudged(work, job, outcome, work.attempt.run);
  }
}

/** What a job was to do `again` is done: that is not repeated for words that are missing. */
async function sayLater(work: WorkContext, { repository, number, head, again }: PullJob, error: Unsaid): Promise<void> {
  if (again === undefined) throw error;
  await work.queue.add({ kind: 'pull', repository: refOf(repository), number, ...(head !== undefined && { head }) });
}

async function bringUpToDate(work: WorkContext, job: PullJob, signal: AbortSignal): Promise<void> {
  const repository = await work.open(job.repository);
  // Before all else, so that the check is there even if nothing after it works. A head that is out of date comes right below.
  const announced = await announceHead(work, repository, job);
  const pull = await readPullRequest(repository, job.number);
  const heads = [job.before, ...(job.befores ?? []), job.head].filter((head) => head !== undefined);
  const earlier = await settleEarlier(work, repository, pull, new Set(heads));
  if (!pull.open) return settleClosed(work, repository, pull);
  const isSame = announced?.target.head === pull.head;
  const found = isSame ? announced : await announce(repository, targetOf(pull.head, pull.number), work.checks);
  const concluded = job.again === undefined && isSettled(found, pull);
  if (concluded && found.state?.left === undefined) return;
  const run = concluded ? found : await requeue(repository, found);
  await evaluate(work, repository, subjectOf(pull), run, {
    full: job.again === 'full',
    fresh: job.again === 'rerun' || job.again === 'full',
    signal,
    earlier,
    concluded,
  });
}

/** The check of the head that the event saw; undefined where GitHub has forgotten it, pushed over and on no branch. */
async function announceHead(
  work: WorkContext,
  repository: Repository,
  { head, number, closed }: PullJob,
): Promise<CheckRun | undefined> {
  if (head === undefined || closed) return undefined;
  return unlessStatus([422], () => announce(repository, targetOf(head, number), work.checks));
}

/** Concluded for good: the base branch is still the same, and the check was judged and not given up. */
export function isSettled(run: CheckRun, { baseRef }: Pick<PullRequest, 'baseRef'>): boolean {
  const { status, conclusion, state } = run;
  return status === 'completed' && conclusion !== 'cancelled' && state?.baseRef === baseRef && state.left !== 'verdict';
}

/** Concludes what was begun on earlier heads. Returns their checks, which remember what was decided. */
export async function settleEarlier(
  work: WorkContext,
  repository: Repository,
  pull: PullRequest,
  heads: ReadonlySet<string>,
): Promise<CheckRun[]> {
  const runs: CheckRun[] = [];
  for (const head of heads) {
    if (head === pull.head) continue;
    const run = await findRun(repository, targetOf(head, pull.number), work.checks);
    if (!run) continue;
    runs.push(run);
    if (run.status !== 'completed') await concludeOvertaken(work, repository, subjectOf({ ...pull, head }), run);
  }
  return runs;
}

async function settleClosed(work: WorkContext, repository: Repository, pull: PullRequest): Promise<void> {
  const run = await findRun(repository, targetOf(pull.head, pull.number), work.checks);
  if (run && run.status !== 'completed') await concludeOvertaken(work, repository, subjectOf(pull), run);
}
