/** Makes repositories and commits, as `git push` would. */
import { type ChangedFile, entries } from './changes.ts';
import { tell } from './events.ts';
import { ask } from './git-store.ts';
import { contains, synchronize } from './pulls.ts';
import { now, person, type RepositoryRecord, storeOf, type World } from './world.ts';

/** New content by path; null deletes; `renamedFrom` moves a file as it is. */
export type Changes = Readonly<Record<string, string | Buffer | null | { readonly renamedFrom: string }>>;

interface GitCommit {
  readonly tree: { readonly sha: string };
}

interface ShownCommit {
  readonly commit: GitCommit & {
    readonly message: string;
    readonly author: { readonly name: string; readonly email: string; readonly date: string };
  };
  readonly files: readonly ChangedFile[];
}

const NOTHING = '0'.repeat(40);

export async function createRepository(
  world: World,
  options: {
    readonly owner: string;
    readonly name: string;
    readonly files: Changes;
    readonly branch?: string;
    readonly visibility?: RepositoryRecord['visibility'];
  },
): Promise<RepositoryRecord> {
  const { owner, name, files, branch = 'main', visibility = 'public' } = options;
  const made = await ask<{ id: number }>(world.git, 'POST', `/orgs/${owner}/repos`, { name, auto_init: false });
  const repository: RepositoryRecord = {
    ...emptyRecord(),
    visibility,
    id: made.id,
    owner: person(world, owner, 'Organization'),
    name,
    fullName: `${owner}/${name}`,
    json: { ...made, default_branch: branch },
    parent: undefined,
  };
  world.repositories.push(repository);
  // Without files there is no commit either, as when somebody has just made it.
  if (Object.keys(files).length === 0) return repository;
  await setBranch(world, repository, branch, await makeCommit(world, repository, { parents: [], changes: files }));
  return repository;
}

/** The person's fork; made when it is not there. */
export function forkOf(world: World, parent: RepositoryRecord, login: string): RepositoryRecord {
  const fullName = `${login}/${parent.name}`;
  const known = world.repositories.find((one) => one.fullName === fullName);
  if (known !== undefined) return known;
  const owner = person(world, login);
  const fork = {
    ...emptyRecord(),
    visibility: parent.visibility,
    id: world.nextId(),
    owner,
    name: parent.name,
    fullName,
    json: parent.json,
    parent,
  };
  world.repositories.push(fork);
  return fork;
}

/** Moves a branch (or makes it), and lets GitHub tell of it. */
export async function push(
  world: World,
  repository: RepositoryRecord,
  branch: string,
  sha: string,
  login: string,
): Promise<void> {
  const before = repository.branches.get(branch);
  await setBranch(world, repository, branch, sha);
  const sender = person(world, login);
  const commit = await headCommit(world, repository, sha);
  tell(world, repository, sender, 'push', {
    ref: `refs/heads/${branch}`,
    before: before ?? NOTHING,
    after: sha,
    created: before === undefined,
    deleted: false,
    forced: before !== undefined && !(await contains(world, repository, sha, before)),
    base_ref: null,
    compare: `${world.url}/${repository.fullName}/compare/${before ?? NOTHING}...${sha}`,
    commits: [commit],
    head_commit: commit,
    pusher: { name: login, email: `${login}@users.noreply.github.com` },
  });
  await synchronize(world, repository, branch, sha, sender);
}

/** Two people who change the same in the same second make two commits, not one. */
export function messageFor(branch: string): string {
  return `Change ${branch}`;
}

/** A commit that no branch holds yet. */
export async function makeCommit(
  world: World,
  repository: RepositoryRecord,
  options: {
    readonly parents: readonly string[];
    readonly changes: Changes;
    readonly author?: string;
    readonly message?: string;
    /** What the commit says of when it was made, ISO 8601. Default: now. */
    readonly date?: string;
  },
): Promise<string> {
  const { parents, changes, author = 'octo-dev', message = 'First', date } = options;
  const [parent] = parents;
  const path = `/repos/${storeOf(repository).fullName}/git`;
  const base_tree = parent && (await readCommit(world, repository, parent)).tree.sha;
  const tree = (
    await Promise.all(Object.entries(changes).map(([to, change]) => treeItems(world, repository, parent, to, change)))
  ).flat();
  const { sha } = await ask<{ sha: string }>(world.git, 'POST', `${path}/trees`, { base_tree, tree });
  const signature = { name: author, email: `${author}@users.noreply.github.com`, ...(date && { date }) };
  const made = { message, tree: sha, parents, author: signature, committer: signature };
  return (await ask<{ sha: string }>(world.git, 'POST', `${path}/commits`, made)).sha;
}

export async function readCommit(world: World, repository: RepositoryRecord, sha: string): Promise<GitCommit> {
  return ask<GitCommit>(world.git, 'GET', `/repos/${storeOf(repository).fullName}/git/commits/${sha}`);
}

/** As webhooks show the newest commit of a branch. */
export async function headCommit(world: World, repository: RepositoryRecord, sha: string) {
  const path = `/repos/${storeOf(repository).fullName}/commits/${sha}`;
  const { commit, files } = await ask<ShownCommit>(world.git, 'GET', path);
  const { name, email, date } = commit.author;
  const withStatus = (wanted: string) =>
    files.filter(({ status }) => status === wanted).map(({ filename }) => filename);
  const renamed = files.filter(({ status }) => status === 'renamed');
  return {
    id: sha,
    tree_id: commit.tree.sha,
    distinct: true,
    message: commit.message,
    timestamp: date,
    url: `${world.url}/${repository.fullName}/commit/${sha}`,
    author: { name, email, username: name },
    committer: { name, email, username: name },
    added: [...withStatus('added'), ...renamed.map(({ filename }) => filename)],
    removed: [...withStatus('removed'), ...renamed.flatMap(({ previous_filename = [] }) => previous_filename)],
    modified: withStatus('modified'),
  };
}

/** Makes or moves a ref. A fork's branches are known to the proxy only: their objects are with the parent. */
export async function setBranch(
  world: World,
  repository: RepositoryRecord,
  branch: string,
  sha: string,
): Promise<void> {
  const isNew = !repository.branches.has(branch);
  repository.branches.set(branch, sha);
  repository.pushedAt = now();
  if (repository.parent === undefined) await setRef(world, repository, `heads/${branch}`, sha, isNew);
}

export async function setRef(
  world: World,
  repository: RepositoryRecord,
  ref: string,
  sha: string,
  isNew: boolean,
): Promise<void> {
  const path = `/repos/${storeOf(repository).fullName}/git/refs`;
  if (isNew) await ask(world.git, 'POST', path, { ref: `refs/${ref}`, sha });
  else await ask(world.git, 'PATCH', `${path}/${ref}`, { sha, force: true });
}

async function treeItems(
  world: World,
  repository: RepositoryRecord,
  parent: string | undefined,
  path: string,
  change: Changes[string],
): Promise<readonly object[]> {
  const item = { path, mode: '100644', type: 'blob' };
  if (change === null) return [{ ...item, sha: null }];
  if (typeof change === 'string') return [{ ...item, content: change }];
  if (Buffer.isBuffer(change)) {
    const blob = { content: change.toString('base64'), encoding: 'base64' };
    const { sha } = await ask<{ sha: string }>(
      world.git,
      'POST',
      `/repos/${storeOf(repository).fullName}/git/blobs`,
      blob,
    );
    return [{ ...item, sha }];
  }
  const { renamedFrom } = change;
  const sha = parent && (await entries(world, repository, parent)).get(renamedFrom);
  if (sha === undefined) throw new Error(`there is no ${renamedFrom} to rename`);
  return [
    { ...item, sha },
    { ...item, path: renamedFrom, sha: null },
  ];
}

function emptyRecord() {
  return {
    pushedAt: now(),
    branches: new Map(),
    pulls: [],
    issues: [],
    deleted: new Set(),
    hasIssues: true,
    comments: [],
    suites: [],
    runs: [],
    deployments: [],
    workflowRuns: [],
    permissions: new Map(),
    truncated: false,
    protected: new Set(),
  } satisfies Partial<RepositoryRecord>;
}
