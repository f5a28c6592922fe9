/** Brings the check of a pull request up to date, whatever state it is found in. */

import { once } from '../../once.ts';
import type { CheckRun } from '../check/check-run.ts';
import { announce, findRun, requeue } from '../check/publish.ts';
import type { PullJob } from '../job.ts';
import type { PullRequest } from '../port/pulls.ts';
import { type Repository, refOf } from '../port/repository.ts';
import { unlessStatus } from '../port/status.ts';
import { Stop } from '../queue/queue.ts';
import { concludeUnjudged, mayHaveChanged } from './conclude-unjudged.ts';
import type { WorkContext } from './context.ts';
import { concludeOvertaken, evaluate } from './evaluate.ts';
import { organizationMark } from './gates.ts';
import { tellGroups } from './merge-queue.ts';
import { Unsaid } from './publish.ts';
import { sharersOf, tellOutvoted, tellSharers } from './same-head.ts';
import { markAt, remembered, standingOf } from './standing.ts';
import { subjectOf, targetOf } from './subject.ts';
import { trunksOf } from './trunk.ts';

/** By then GitHub answers with what it has told. */
const STALE_MILLISECONDS = 10_000;

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

/**
 * What a job was to do `again`, or because of a push, is done: that is not repeated for words that are missing, and must
 * not make the verdict that stands now look like one from before.
 */
async function sayLater(work: WorkContext, job: PullJob, error: Unsaid): Promise<void> {
  const { repository, number, head } = job;
  if (!mayHaveChanged(job)) throw error;
  await work.queue.add({ kind: 'pull', repository: refOf(repository), number, ...(head !== undefined && { head }) });
}

async function bringUpToDate(work: WorkContext, job: PullJob, signal: AbortSignal): Promise<void> {
  const repository = await work.open(job.repository);
  // Before all else, so that the check is there even if nothing after it works. A head that is out of date comes right below.
  const announced = await announceHead(work, repository, job);
  const pull = await repository.pulls.read(job.number);
  const before = [job.before, ...(job.befores ?? [])];
  const mayBeStale = job.head !== undefined && pull.open && before.includes(pull.head);
  if (mayBeStale) await lookLater(work, job, job.head);
  const heads = [...before, mayBeStale ? undefined : job.head].filter((head) => head !== undefined);
  const isSame = announced?.target.head === pull.head;
  const found =
    isSame || !pull.open ? announced : await announce(repository, targetOf(pull.head, pull.number), work.checks);
  // Whoever has decided something against a green check must not wait for what comes below.
  const blocked =
    found && pull.open && job.again !== undefined
      ? await requeue(repository, found, work.checks, remembered('outdated', found.state))
      : undefined;
  if (blocked) work.attempt.run = blocked;
  if (blocked && job.again === 'decided') await tellGroups(work, repository, job.number);
  const earlier = await settleEarlier(work, repository, pull, new Set(heads));
  if (!pull.open || !found) return settleClosed(work, repository, pull);
  const looked = blocked ? { run: blocked, concluded: false } : await lookAt(work, repository, pull, found, earlier);
  if (!looked) return;
  const { run, concluded } = looked;
  await evaluate(work, repository, subjectOf(pull), run, {
    full: job.again === 'full',
    fresh: job.again === 'rerun' || job.again === 'full',
    signal,
    earlier,
    concluded,
  });
}

/**
 * The head is the one from before the event: GitHub tells of the push and does not answer with it yet, or the branch was pushed
 * back. Which of the two shows a little later; until then the check of the head that was pushed stays open.
 */
async function lookLater(work: WorkContext, { repository, number }: PullJob, pushed: string): Promise<void> {
  await work.queue.add({ kind: 'pull', repository, number, before: pushed }, { delay: STALE_MILLISECONDS });
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

/** The run to judge with, `concluded` where only words are missing; undefined where what stands there still holds. */
async function lookAt(
  work: WorkContext,
  repository: Repository,
  pull: PullRequest,
  found: CheckRun,
  earlier: readonly CheckRun[],
): Promise<{ readonly run: CheckRun; readonly concluded: boolean } | undefined> {
  const trunk = once(() => trunksOf(repository).of(pull));
  const mark = async () => markAt(repository, await trunk());
  const gates = () => organizationMark(work, repository);
  const sharers = once(() => sharersOf(work, repository, pull.head));
  const look = { trunk, mark, gates, earlier, decided: true, sharers };
  const standing = await standingOf(work, repository, pull, found, look);
  if (standing === 'unsaid') return { run: found, concluded: true };
  if (standing === 'settled') {
    // Just opened again, it may have its word about what others with this head are shown.
    await tellOutvoted(work, repository, pull.head, await sharers());
    return undefined;
  }
  const run = await requeue(repository, found, work.checks, remembered(standing, found.state));
  return { run, concluded: false };
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
    // Pushed over and on no branch, a head may be forgotten.
    const found = () => findRun(repository, targetOf(head, pull.number), work.checks);
    const run = await unlessStatus([404, 422], found);
    if (!run) continue;
    runs.push(run);
    if (run.status !== 'completed') await concludeOvertaken(work, repository, subjectOf({ ...pull, head }), run);
  }
  if (runs.length > 0) await tellOthers(work, repository, runs);
  return runs;
}

async function settleClosed(work: WorkContext, repository: Repository, pull: PullRequest): Promise<void> {
  await work.queue.add({ kind: 'home', repository: refOf(repository), number: pull.number });
  const run = await findRun(repository, targetOf(pull.head, pull.number), work.checks);
  if (!run) return;
  if (run.status !== 'completed') await concludeOvertaken(work, repository, subjectOf(pull), run);
  await tellOthers(work, repository, [run]);
}

/** The pull request has left these heads: others may have waited for it there. */
async function tellOthers(work: WorkContext, repository: Repository, left: readonly CheckRun[]): Promise<void> {
  const pulls = await repository.pulls.open();
  for (const { target } of left) {
    if (pulls.some(({ head }) => head === target.head)) await tellSharers(work, repository, target.head, pulls);
  }
}
