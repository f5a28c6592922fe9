/** Merging pull requests, at once or through a merge queue. */
import { changedFiles } from './changes.ts';
import { headCommit, push, readCommit, setBranch } from './commits.ts';
import { tell } from './events.ts';
import { ask } from './git-store.ts';
import { setState } from './pulls.ts';
import { type Pull, person, type RepositoryRecord, storeOf, type World } from './world.ts';

export interface MergeGroup {
  readonly repository: RepositoryRecord;
  /** `refs/heads/gh-readonly-queue/main/pr-12-…` */
  readonly ref: string;
  readonly head: string;
  readonly base: string;
  readonly baseRef: string;
}

/** The pull request's commits come to its base branch, and it is closed. */
export async function merge(world: World, pull: Pull, login: string): Promise<string> {
  const { repository, branch } = pull.base;
  const sha = await mergeCommit(world, [pull], tipOf(repository, branch));
  pull.mergeCommit = sha;
  await setState(world, pull, 'closed', person(world, login), true);
  await push(world, repository, branch, sha, login);
  return sha;
}

/**
 * A merge queue makes a branch with all the pull requests merged, and asks for checks on it.
 * @param onto the group before it in the queue, which it is built on; else what its branch holds
 */
export async function queue(
  world: World,
  pulls: readonly Pull[],
  login: string,
  onto?: MergeGroup,
): Promise<MergeGroup> {
  const last = pulls.at(-1);
  if (last === undefined) throw new Error('a merge group needs a pull request');
  const { repository, branch } = last.base;
  const base = onto?.head ?? tipOf(repository, branch);
  const head = await mergeCommit(world, pulls, base);
  const name = `gh-readonly-queue/${branch}/pr-${last.number}-${base}`;
  await setBranch(world, repository, name, head);
  const group = { repository, ref: `refs/heads/${name}`, head, base, baseRef: `refs/heads/${branch}` };
  await tellOf(world, group, login, { action: 'checks_requested' });
  return group;
}

export async function dequeue(
  world: World,
  group: MergeGroup,
  reason: 'merged' | 'invalidated' | 'dequeued',
  login: string,
): Promise<void> {
  const name = group.ref.replace('refs/heads/', '');
  group.repository.branches.delete(name);
  await world.git.request('DELETE', `/repos/${group.repository.fullName}/git/refs/heads/${name}`);
  await tellOf(world, group, login, { action: 'destroyed', reason });
}

async function tellOf(world: World, group: MergeGroup, login: string, about: { action: string; reason?: string }) {
  const { repository, ref, head, base, baseRef } = group;
  const head_commit = await headCommit(world, repository, head);
  const merge_group = { head_sha: head, head_ref: ref, base_sha: base, base_ref: baseRef, head_commit };
  tell(world, repository, person(world, login), 'merge_group', { ...about, merge_group });
}

/** Puts what each pull request changes on top of `base`, without looking for conflicts. */
async function mergeCommit(world: World, pulls: readonly Pull[], base: string): Promise<string> {
  let tip = base;
  for (const pull of pulls) {
    const repository = pull.base.repository;
    const path = `/repos/${storeOf(repository).fullName}/git`;
    const base_tree = (await readCommit(world, repository, tip)).tree.sha;
    const tree = (await changedFiles(world, pull)).flatMap(({ filename, previous_filename, status, sha }) => [
      { path: filename, mode: '100644', type: 'blob', sha: status === 'removed' ? null : sha },
      ...(previous_filename === undefined
        ? []
        : [{ path: previous_filename, mode: '100644', type: 'blob', sha: null }]),
    ]);
    const merged = await ask<{ sha: string }>(world.git, 'POST', `${path}/trees`, { base_tree, tree });
    const message = `Merge pull request #${pull.number}\n\n${pull.title}`;
    const commit = { message, tree: merged.sha, parents: [tip, pull.head.sha] };
    tip = (await ask<{ sha: string }>(world.git, 'POST', `${path}/commits`, commit)).sha;
  }
  return tip;
}

function tipOf(repository: RepositoryRecord, branch: string): string {
  const tip = repository.branches.get(branch);
  if (tip === undefined) throw new Error(`${repository.fullName} has no branch ${branch}`);
  return tip;
}
