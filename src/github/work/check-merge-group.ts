/**
 * Judges what a merge queue is about to merge: the group's head against the commit that it would be merged onto, which
 * no check of a pull request has seen. What its pull request's owners approved counts where the impact is still that one.
 */

import { isDue } from '../check/awaits.ts';
import type { CheckRun } from '../check/check-run.ts';
import { announce, findRun, requeue } from '../check/publish.ts';
import type { MergeGroupJob } from '../job.ts';
import type { PullRequest } from '../port/pulls.ts';
import type { Repository } from '../port/repository.ts';
import { unlessStatus } from '../port/status.ts';
import { Stop } from '../queue/queue.ts';
import { concludeUnjudged } from './conclude-unjudged.ts';
import type { WorkContext } from './context.ts';
import { evaluate } from './evaluate.ts';
import { organizationMark } from './gates.ts';
import { gitHubNow } from './github-now.ts';
import { groupOf } from './merge-group.ts';
import { publish } from './publish.ts';
import { isOutvoted, isVerdict, sharersOf } from './same-head.ts';
import { decidedNow, remembered } from './standing.ts';
import { type Subject, targetOf } from './subject.ts';
import { markOf, walkFrom } from './together/walk.ts';

/** Throws Stop, and errors of GitHub's. */
export async function checkMergeGroup(work: WorkContext, job: MergeGroupJob, signal: AbortSignal): Promise<void> {
  try {
    await bringUpToDate(work, job, signal);
  } catch (error) {
    if (error instanceof Stop || signal.aborted || !work.attempt.deadline.aborted) throw error;
    const outcome = { kind: 'timed-out', minutes: work.bounds.minutes, during: 'reading' } as const;
    await concludeUnjudged(work, job, outcome, work.attempt.run);
  }
}

async function bringUpToDate(work: WorkContext, job: MergeGroupJob, signal: AbortSignal): Promise<void> {
  const repository = await work.open(job.repository);
  const { target, baseRef, number, onto } = groupOf(job);
  if (job.destroyed) {
    const run = await findRun(repository, target, work.checks);
    if (!run || run.status === 'completed') return;
    return publish(work, repository, { target, baseRef }, run, { outcome: { kind: 'abandoned', why: 'dequeued' } }, []);
  }
  const found = await announce(repository, target, work.checks);
  // Whoever has decided something against a green check must not wait for what comes below.
  const again = job.again && (await requeue(repository, found, work.checks, remembered('outdated', found.state)));
  const pull = number === undefined ? undefined : await unlessStatus([404], () => repository.pulls.read(number));
  const earlier = pull ? await checkOf(work, repository, pull) : [];
  const run = again ?? (await lookAt(work, repository, found, { baseRef, pull, earlier }));
  if (!run) return;
  const subject: Subject = {
    target,
    baseRef,
    // The event of a re-run does not say what the group goes onto.
    base: job.base ?? found.state?.mergeBase ?? onto,
    ...(pull && { decidedIn: pull, described: pull }),
  };
  await evaluate(work, repository, subject, run, {
    full: job.again === 'full',
    fresh: job.again === 'rerun' || job.again === 'full',
    signal,
    earlier,
  });
}

interface Group {
  readonly baseRef: string;
  /** Its last pull request; undefined where that is not known. */
  readonly pull: PullRequest | undefined;
  /** The check of that pull request. */
  readonly earlier: readonly CheckRun[];
}

/** The run to judge with; undefined where what stands there still holds. */
async function lookAt(
  work: WorkContext,
  repository: Repository,
  found: CheckRun,
  group: Group,
): Promise<CheckRun | undefined> {
  const standing = await standingOfGroup(work, repository, found, group);
  if (standing === 'settled') return undefined;
  return requeue(repository, found, work.checks, remembered(standing, found.state));
}

/** The group is made for what it goes onto, so that its weir.yml cannot change; the organization's, and what belongs to it, may. */
async function standingOfGroup(
  work: WorkContext,
  repository: Repository,
  run: CheckRun,
  { baseRef, pull, earlier }: Group,
): Promise<'open' | 'outdated' | 'outvoted' | 'settled'> {
  if (!isVerdict(run) || run.state?.baseRef !== baseRef || run.state.todo === 'verdict') return 'open';
  const { gates } = run.state;
  if (await isDue(run.state, () => gitHubNow(work))) return 'outdated';
  if (gates !== undefined && gates !== (await organizationMark(work, repository))) return 'outdated';
  if (run.state.together !== (pull && markOf(await walkFrom(work, repository, pull)))) return 'outdated';
  const decided = pull && (await decidedNow(work, repository, pull, [run, ...earlier]));
  if (decided !== undefined && run.state.decided !== decided) return 'outdated';
  const sharers = await sharersOf(work, repository, run.target.head);
  const self = sharers.find(({ externalId }) => externalId === run.target.externalId);
  return self && isOutvoted(self, sharers) ? 'outvoted' : 'settled';
}

/** The check of the pull request's head remembers decisions, wherever else they stand or not. */
async function checkOf(work: WorkContext, repository: Repository, { head, number }: PullRequest): Promise<CheckRun[]> {
  const run = await findRun(repository, targetOf(head, number), work.checks);
  return run ? [run] : [];
}
