/**
 * Judges what a merge queue is about to merge: the group's head against the commit that it would be merged onto, which
 * no check of a pull request has seen. What its pull request's owners approved counts where the impact is still that one.
 */
import type { CheckRun, CheckTarget } from '../check/check-run.ts';
import { announce, findRun, requeue } from '../check/publish.ts';
import type { MergeGroupJob } from '../job.ts';
import type { Repository } from '../repository.ts';
import { unlessStatus } from '../status.ts';
import type { WorkContext } from './context.ts';
import { evaluate } from './evaluate.ts';
import { publish } from './publish.ts';
import { type PullRequest, readPullRequest } from './pull-request.ts';
import { isOutvoted, isVerdict, sharersOf } from './same-head.ts';
import { remembered } from './standing.ts';
import { type Subject, targetOf } from './subject.ts';

/** Throws Stop, and errors of GitHub's. */
export async function checkMergeGroup(work: WorkContext, job: MergeGroupJob, signal: AbortSignal): Promise<void> {
  const repository = await work.open(job.repository);
  const { target, baseRef, number, onto } = partsOf(job);
  if (job.destroyed) {
    const run = await findRun(repository, target, work.checks);
    if (!run || run.status === 'completed') return;
    return publish(work, repository, { target, baseRef }, run, { outcome: { kind: 'abandoned', why: 'dequeued' } }, []);
  }
  const found = await announce(repository, target, work.checks);
  const standing = job.again === undefined ? await standingOfGroup(work, repository, found, baseRef) : 'outdated';
  if (standing === 'settled') return;
  const run = await requeue(repository, found, work.checks, remembered(standing, found.state));
  const pull = number === undefined ? undefined : await unlessStatus([404], () => readPullRequest(repository, number));
  const subject: Subject = {
    target,
    baseRef,
    // The event of a re-run does not say what the group goes onto.
    base: job.base ?? found.state?.mergeBase ?? onto,
    ...(pull && { decidedIn: pull }),
  };
  await evaluate(work, repository, subject, run, {
    full: job.again === 'full',
    fresh: job.again === 'rerun' || job.again === 'full',
    signal,
    earlier: pull ? await checkOf(work, repository, pull) : [],
  });
}

/** The place of a merge group's check. */
export function groupTarget(job: Pick<MergeGroupJob, 'head' | 'ref'>): CheckTarget {
  return partsOf(job).target;
}

/** The group is made for what it goes onto, so that its weir.yml cannot change. */
async function standingOfGroup(work: WorkContext, repository: Repository, run: CheckRun, baseRef: string) {
  if (!isVerdict(run) || run.state?.baseRef !== baseRef || run.state.todo === 'verdict') return 'open';
  const sharers = await sharersOf(work, repository, run.target.head);
  const self = sharers.find(({ externalId }) => externalId === run.target.externalId);
  return self && isOutvoted(self, sharers) ? 'outvoted' : 'settled';
}

/** The check of the pull request's head remembers decisions, wherever else they stand or not. */
async function checkOf(work: WorkContext, repository: Repository, { head, number }: PullRequest): Promise<CheckRun[]> {
  const run = await findRun(repository, targetOf(head, number), work.checks);
  return run ? [run] : [];
}

/** What a queue's ref says: `refs/heads/gh-readonly-queue/<branch>/pr-<number>-<commit that it goes onto>`. */
const QUEUE_REF = /^refs\/heads\/(gh-readonly-queue\/(.+)\/pr-(\d+)-([0-9a-f]+))$/;

function partsOf({ head, ref }: Pick<MergeGroupJob, 'head' | 'ref'>) {
  const [, short = ref.replace(/^refs\/heads\//, ''), baseRef = short, number, onto] = QUEUE_REF.exec(ref) ?? [];
  const target: CheckTarget = { head, externalId: `merge-group/${short}` };
  return { target, baseRef, onto, number: number === undefined ? undefined : Number(number) };
}
