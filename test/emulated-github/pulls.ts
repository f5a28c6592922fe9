/** Pull requests: reading them, and what happens when a branch moves. */
import { type Call, numberOf, page, Refusal, type Route, repositoryOf } from './call.ts';
import { changedFiles, comparison } from './changes.ts';
import { tell } from './events.ts';
import { resolve } from './git.ts';
import { ask } from './git-store.ts';
import { pullJson } from './json-pulls.ts';
import { laterThan, now, type Person, type Pull, type RepositoryRecord, storeOf, type World } from './world.ts';

const REPOSITORY = '/repos/{owner}/{repo}';
const PULLS = ['pull_requests:read'] as const;

export const pullRoutes: readonly Route[] = [
  { method: 'GET', path: `${REPOSITORY}/pulls`, needs: PULLS, handle: list },
  { method: 'GET', path: `${REPOSITORY}/pulls/{pull_number}`, needs: PULLS, handle: get },
  { method: 'GET', path: `${REPOSITORY}/pulls/{pull_number}/files`, needs: PULLS, handle: files },
  { method: 'GET', path: `${REPOSITORY}/pulls/{pull_number}/commits`, needs: PULLS, handle: commits },
  { method: 'GET', path: `${REPOSITORY}/commits/{commit_sha}/pulls`, needs: PULLS, handle: ofCommit },
];

export function findPull(repository: RepositoryRecord, number: number): Pull {
  const pull = repository.pulls.find((one) => one.number === number);
  if (pull === undefined) throw new Refusal(404, 'Not Found');
  return pull;
}

/** What a single pull request tells beyond its place in a list. */
export async function fullPullJson(world: World, pull: Pull) {
  const { ahead_by, files } = await comparison(world, pull);
  const sum = (key: 'additions' | 'deletions') => files.reduce((total, file) => total + file[key], 0);
  const changed = files.length < 300 ? files.length : (await changedFiles(world, pull)).length;
  return {
    ...pullJson(world, pull),
    merged: pull.mergedAt !== null,
    mergeable: pull.state === 'open' ? true : null,
    rebaseable: null,
    mergeable_state: pull.state === 'open' ? 'blocked' : 'unknown',
    merged_by: null,
    comments: pull.base.repository.comments.filter(({ number }) => number === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: ahead_by,
    additions: sum('additions'),
    deletions: sum('deletions'),
    changed_files: changed,
  };
}

/** Tells the App about a pull request, with the fields of `more` beside it. */
export async function tellOfPull(
  world: World,
  pull: Pull,
  sender: Person,
  action: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const pull_request = await fullPullJson(world, pull);
  tell(world, pull.base.repository, sender, 'pull_request', { action, number: pull.number, pull_request, ...more });
}

/** A branch moved: open pull requests from it have a new head. Those to it keep the base they were opened at. */
export async function synchronize(
  world: World,
  repository: RepositoryRecord,
  branch: string,
  after: string,
  sender: Person,
): Promise<void> {
  const moved = world.repositories
    .flatMap(({ pulls }) => pulls)
    .filter(({ state, head }) => state === 'open' && head.repository === repository && head.branch === branch);
  for (const pull of moved) {
    const before = pull.head.sha;
    pull.head.sha = after;
    pull.updatedAt = laterThan(pull.createdAt);
    if (!(await contains(world, repository, after, before))) {
      pull.forcePushes.push({ id: world.nextId(), actor: sender, commit: after, createdAt: now() });
    }
    pull.base.sha = pull.base.repository.branches.get(pull.base.branch) ?? pull.base.sha;
    await tellOfPull(world, pull, sender, 'synchronize', { before, after });
  }
}

/** True where the older commit is the newer one or among those it goes back to. */
export async function contains(
  world: World,
  repository: RepositoryRecord,
  newer: string,
  older: string,
): Promise<boolean> {
  const path = `/repos/${storeOf(repository).fullName}/compare/${older}...${newer}`;
  const { merge_base_commit } = await ask<{ merge_base_commit: { sha: string } }>(world.git, 'GET', path);
  return merge_base_commit.sha === older;
}

/** Closing a pull request by hand (or by merging it) and opening it again. */
export async function setState(
  world: World,
  pull: Pull,
  state: 'open' | 'closed',
  sender: Person,
  merged = false,
): Promise<void> {
  if (pull.state === state) throw new Error(`pull request ${pull.number} is ${state} already`);
  pull.state = state;
  pull.updatedAt = laterThan(pull.createdAt);
  pull.closedAt = state === 'closed' ? now() : null;
  pull.mergedAt = merged ? now() : null;
  await tellOfPull(world, pull, sender, state === 'closed' ? 'closed' : 'reopened');
}

function list(call: Call) {
  const { world, query } = call;
  const [state = 'open', head, base] = ['state', 'head', 'base'].map((key) => query.get(key) ?? undefined);
  const found = repositoryOf(call)
    .pulls.filter((pull) => state === 'all' || pull.state === state)
    .filter((pull) => base === undefined || pull.base.branch === base)
    .filter((pull) => head === undefined || `${pull.head.repository.owner.login}:${pull.head.branch}` === head);
  const key = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const ascending = query.get('direction') === 'asc';
  found.sort((a, b) => a[key].localeCompare(b[key]) || a.number - b.number);
  return page(call, ascending ? found : found.reverse(), (items) => items.map((pull) => pullJson(world, pull)));
}

async function get(call: Call) {
  return { status: 200, body: await fullPullJson(call.world, pullOf(call)) };
}

/** GitHub lists 3,000 files at most. */
async function files(call: Call) {
  const all = await changedFiles(call.world, pullOf(call));
  return page(call, all.slice(0, 3000), (items) => items);
}

async function commits(call: Call) {
  return page(call, (await comparison(call.world, pullOf(call))).commits, (items) => items);
}

async function ofCommit(call: Call) {
  const repository = repositoryOf(call);
  const sha = await resolve(call.world, repository, call.params.commit_sha ?? '');
  if (sha === undefined) throw new Refusal(422, `No commit found for SHA: ${call.params.commit_sha}`);
  const found = repository.pulls.filter(({ head }) => head.sha === sha);
  return page(call, found, (items) => items.map((pull) => pullJson(call.world, pull)));
}

function pullOf(call: Call): Pull {
  return findPull(repositoryOf(call), numberOf(call, 'pull_number'));
}
