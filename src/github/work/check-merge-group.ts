/**
 * Judges what a merge queue is about to merge: the group's head against the commit that it would be merged onto, which
 * no check of a pull request has seen. What its pull request's owners approved counts where the impact is still that one.
 */
import type { CheckTarget } from '../check/check-run.ts';
import { announce, findRun, requeue } from '../check/publish.ts';
import type { MergeGroupJob } from '../job.ts';
import { isSettled } from './check-pull.ts';
import type { WorkContext } from './context.ts';
import { evaluate } from './evaluate.ts';
import { publish } from './publish.ts';
import type { Subject } from './subject.ts';

/** Throws Stop, and errors of GitHub's. */
export async function checkMergeGroup(work: WorkContext, job: MergeGroupJob, signal: AbortSignal): Promise<void> {
  const repository = await work.open(job.repository);
  const { target, baseRef, decidedIn, onto } = partsOf(job);
  if (job.destroyed) {
    const run = await findRun(repository, target, work.checks);
    if (!run || run.status === 'completed') return;
    return publish(work, repository, { target, baseRef }, run, { outcome: { kind: 'abandoned', why: 'dequeued' } }, []);
  }
  const found = await announce(repository, target, work.checks);
  if (job.again === undefined && isSettled(found, { baseRef })) return;
  const subject: Subject = {
    target,
    baseRef,
    // The event of a re-run does not say what the group goes onto.
    base: job.base ?? found.state?.mergeBase ?? onto,
    ...(decidedIn !== undefined && { decidedIn }),
  };
  await evaluate(work, repository, subject, await requeue(repository, found), {
    full: job.again === 'full',
    fresh: job.again === 'rerun' || job.again === 'full',
    signal,
    earlier: [],
  });
}

/** What a queue's ref says: `refs/heads/gh-readonly-queue/<branch>/pr-<number>-<commit that it goes onto>`. */
const QUEUE_REF = /^refs\/heads\/(gh-readonly-queue\/(.+)\/pr-(\d+)-([0-9a-f]+))$/;

function partsOf({ head, ref }: MergeGroupJob) {
  const [, short = ref.replace(/^refs\/heads\//, ''), baseRef = short, number, onto] = QUEUE_REF.exec(ref) ?? [];
  const target: CheckTarget = { head, externalId: `merge-group/${short}` };
  return { target, baseRef, onto, decidedIn: number === undefined ? undefined : Number(number) };
}
