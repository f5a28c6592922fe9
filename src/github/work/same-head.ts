/**
 * A commit can be the head of several pull requests and merge groups, each judged by its own base, and GitHub keeps one
 * check of a name for it. So each of them is shown green only where all of them are: a branch with lax limits must not
 * let through what a strict one refuses. And a merge group is green only where the one is that it was built on.
 */
import type { CheckRun } from '../check/check-run.ts';
import type { Conclusion } from '../check/outcome.ts';
import { findRun, listRuns } from '../check/publish.ts';
import type { MergeGroupJob } from '../job.ts';
import type { PullRequest } from '../port/pulls.ts';
import { type Repository, refOf } from '../port/repository.ts';
import type { WorkContext } from './context.ts';
import { groupOf } from './merge-group.ts';
import { queuedGroups } from './merge-queue.ts';
import { targetOf } from './subject.ts';

/** Whose head a commit is now: an open pull request, or a merge group that is still queued. */
export interface Sharer {
  /** As in `CheckTarget`. */
  readonly externalId: string;
  /** Newest of it at the commit. */
  readonly run: CheckRun | undefined;
  /** What its own base makes of the commit; undefined while that is not known. */
  readonly own: string | undefined;
  /** GitHub shows another's check for the commit, which is newer, not green, and of nothing that this is the head of now. */
  readonly covered: boolean;
  /** Of a merge group: the queued one that it was built on, and merges with. */
  readonly below?: Below;
}

/** Whose conclusion another's success depends on. `own` as in `Sharer`. */
export type Other = Pick<Sharer, 'externalId' | 'own'>;

export interface Below extends Other {
  /** Looks at its check. */
  readonly job: MergeGroupJob;
}

/**
 * All sharers of a commit.
 * @param pulls all open pull requests, where the caller has read them
 * @param own a check of it that GitHub may not list yet
 */
export async function sharersOf(
  work: WorkContext,
  repository: Repository,
  head: string,
  { pulls, own }: { readonly pulls?: readonly PullRequest[]; readonly own?: CheckRun } = {},
): Promise<Sharer[]> {
  // Not by commit, since GitHub then leaves out those of commits that the default branch has.
  const [all, listed] = await Promise.all([pulls ?? repository.pulls.open(), listRuns(repository, head, work.checks)]);
  const runs = own && listed.every(({ id }) => id !== own.id) ? [own, ...listed] : listed;
  const open = all.filter((pull) => pull.head === head);
  const newest = (externalId: string) => runs.find((run) => run.target.externalId === externalId);
  const sharers = open.map((pull): Omit<Sharer, 'covered'> => {
    const { externalId } = targetOf(head, pull.number);
    const run = newest(externalId);
    // Judged for another branch, it says nothing about this one.
    return { externalId, run, own: run?.state?.baseRef === pull.baseRef ? ownOf(run) : undefined };
  });
  const groups = new Set(runs.map(({ target }) => target.externalId).filter((id) => id.startsWith('merge-group/')));
  // GitHub takes the branch of a merge group away with the group.
  const queued = groups.size === 0 ? [] : await queuedGroups(repository);
  for (const group of queued) {
    const { externalId } = groupOf(group).target;
    const run = newest(externalId);
    if (group.head !== head || !groups.has(externalId) || !run) continue;
    const below = await belowOf(work, repository, group, queued);
    sharers.push({ externalId, run, own: ownOf(run), ...(below && { below }) });
  }
  const [shown] = runs;
  const isLeft = sharers.every(({ externalId }) => externalId !== shown?.target.externalId);
  const covered = isLeft && shown?.status === 'completed' && shown.conclusion !== 'success';
  return sharers.map((sharer) => ({ ...sharer, covered }));
}

/** What is shown for a check that by itself comes to `own`, beside these others. */
export function shownFor(own: Conclusion, others: readonly Other[]): Conclusion {
  if (own !== 'success' || others.every((other) => other.own === 'success')) return own;
  return others.some((other) => other.own === 'failure') ? 'failure' : 'action_required';
}

/** External ids of those of the others because of which a success is not shown. */
export function against(others: readonly Other[]): string[] {
  return others.filter(({ own }) => own !== 'success').map(({ externalId }) => externalId);
}

export function othersThan(externalId: string, sharers: readonly Sharer[]): Sharer[] {
  return sharers.filter((sharer) => sharer.externalId !== externalId);
}

export function belowThat(externalId: string, sharers: readonly Sharer[]): Below | undefined {
  return sharers.find((sharer) => sharer.externalId === externalId)?.below;
}

/** True where the check has a verdict, and what is shown of it, or in its place, no longer goes with the others'. */
export function isOutvoted({ externalId, run, own, covered, below }: Sharer, sharers: readonly Sharer[]): boolean {
  if (!run || !isVerdict(run) || own === undefined) return false;
  if (covered && run.conclusion === 'success') return true;
  const others = [...othersThan(externalId, sharers), ...(below ? [below] : [])];
  return run.conclusion !== shownFor(own as Conclusion, others);
}

/** Has everybody looked at again whose check does not go with this one any more. Called when one has changed or is gone. */
export async function tellSharers(
  work: WorkContext,
  repository: Repository,
  head: string,
  pulls?: readonly PullRequest[],
): Promise<void> {
  await tellOutvoted(work, repository, head, await sharersOf(work, repository, head, { ...(pulls && { pulls }) }));
}

/** The same, of sharers that were just read. */
export async function tellOutvoted(
  work: WorkContext,
  repository: Repository,
  head: string,
  sharers: readonly Sharer[],
): Promise<void> {
  for (const sharer of sharers) {
    if (isOutvoted(sharer, sharers)) await work.queue.add(lookAgainAt(repository, head, sharer.externalId));
  }
}

function lookAgainAt(repository: Repository, head: string, externalId: string) {
  const [, number] = /^pull\/(\d+)$/.exec(externalId) ?? [];
  const place = { repository: refOf(repository), head };
  if (number !== undefined) return { kind: 'pull', ...place, number: Number(number) } as const;
  return { kind: 'merge-group', ...place, ref: `refs/heads/${externalId.replace('merge-group/', '')}` } as const;
}

/** Concluded, by the App, and not given up. */
export function isVerdict({ status, conclusion }: CheckRun): boolean {
  return status === 'completed' && ['success', 'failure', 'action_required', 'timed_out'].includes(conclusion ?? '');
}

function ownOf(run: CheckRun): string | undefined {
  return run.state?.own ?? (isVerdict(run) ? (run.conclusion ?? undefined) : undefined);
}

/** What is shown for the group that this one was built on; undefined where it was built on what its branch holds. */
async function belowOf(
  work: WorkContext,
  repository: Repository,
  group: MergeGroupJob,
  queued: readonly MergeGroupJob[],
): Promise<Below | undefined> {
  const { onto } = groupOf(group);
  const below = queued.find(({ head }) => head === onto);
  if (!below) return undefined;
  const run = await findRun(repository, groupOf(below).target, work.checks);
  return {
    externalId: groupOf(below).target.externalId,
    job: below,
    own: (run && isVerdict(run) && run.conclusion) || undefined,
  };
}
