/** The port to the model's repository. `ask` is called before each answer, with the name of the question: `pulls.read`. */
import type { CheckChange, PostedCheck } from '../../../src/github/port/checks.ts';
import { type Listing, type TreeItem, Unrelated } from '../../../src/github/port/git.ts';
import type { Repository, RepositoryRef } from '../../../src/github/port/repository.ts';
import { blobId, type Commit, type ModelCheck, REPOSITORY_ID, Refused, type World, write } from './world.ts';

export interface Caller {
  /** Id of the App whose checks are made. */
  readonly app: number;
  /** Login that comments and reacts. */
  readonly login: string;
}

export function modelRepository(
  world: World,
  ref: RepositoryRef,
  { app, login: caller }: Caller,
  ask: (what: string) => Promise<void>,
): Repository {
  const parts: Pick<
    Repository,
    'pulls' | 'checks' | 'comments' | 'issues' | 'people' | 'git' | 'deployments' | 'workflows'
  > = {
    pulls: {
      read: async (number) => ({ ...existing(world.pulls.get(number)), readAt: world.now() }),
      open: async (base) =>
        [...world.pulls.values()].filter(({ open, baseRef }) => open && (base ?? baseRef) === baseRef),
      openFrom: async (branch) =>
        [...world.pulls.values()].filter(({ open, fork, headRef }) => open && !fork && headRef === branch),
      lastClosed: async (base) => [...world.pulls.values()].filter(({ open, baseRef }) => !open && baseRef === base),
      commits: async (number) => {
        const { head, baseRef } = existing(world.pulls.get(number));
        const below = new Set(history(commitOf(world, tip(world, baseRef))));
        return history(commitOf(world, head))
          .filter((commit) => !below.has(commit))
          .map(({ id }) => id)
          .reverse();
      },
      lastForcePush: async (number) => existing(world.pulls.get(number)).forced,
      from: async (branch) => [...world.pulls.values()].filter((one) => one.branch === branch && !one.fork),
      create: async ({ title, body, head, base }) => {
        const isThere = [...world.pulls.values()].some(
          (one) => one.open && one.branch === head && one.baseRef === base,
        );
        if (isThere) throw new Refused(422, 'a pull request that is there');
        const [number, now] = [world.nextId(), world.tick()];
        const made = {
          number,
          title,
          branch: head,
          author: caller,
          fork: false,
          headRef: head,
          open: true,
          baseRef: base,
        };
        const url = `https://github.com/acme/claims/pull/${number}`;
        const never = { forced: undefined, mergedAt: undefined, mergeCommit: undefined, merged: false };
        const pull = {
          ...made,
          ...never,
          url,
          body,
          repositoryId: REPOSITORY_ID,
          head: tip(world, head),
          updatedAt: now,
        };
        world.pulls.set(number, pull);
        return pull;
      },
    },
    checks: {
      list: async (head, of) => {
        commitOf(world, head, 422);
        return [...world.checks.values()]
          .filter(
            (check) =>
              check.head === head && check.name === of.name && check.app === of.app && check.id <= world.newestListed,
          )
          .sort((a, b) => b.id - a.id);
      },
      read: async (id) => existing(world.checks.get(id)),
      create: async ({ name, head, externalId, output }) => {
        commitOf(world, head, 422);
        const id = world.nextId();
        const url = `https://github.com/acme/claims/runs/${id}`;
        const empty = { conclusion: null, completedAt: undefined, annotations: [], title: '', summary: '' };
        const made = { id, name, app, head, externalId, url, status: 'queued', startedAt: world.tick() } as const;
        return keep(world, { ...empty, ...made, ...output });
      },
      update: async (id, change) => keep(world, changed(existing(world.checks.get(id)), change, world.tick())),
      annotations: async (id) => [...existing(world.checks.get(id)).annotations],
    },
    comments: {
      read: async (id) => world.comments.get(id),
      wasEdited: async ({ id }) => world.edited.has(id),
      list: async (number) => [...world.comments.values()].filter(({ pull }) => pull === number),
      since: async function* (time) {
        yield* [...world.comments.values()].filter(({ updatedAt }) => new Date(updatedAt) >= time);
      },
      post: async (number, body) => void write(world, number, caller, body),
      edit: async (id, body) => {
        world.edited.add(id);
        world.comments.set(id, { ...existing(world.comments.get(id)), body, updatedAt: world.tick() });
      },
      remove: async (id) => void world.comments.delete(id),
      react: async (id, content) => {
        existing(world.comments.get(id));
        const left = world.reactions.get(id) ?? [];
        if (!left.some((one) => one.login === caller && one.content === content)) {
          world.reactions.set(id, [...left, { login: caller, content }]);
        }
      },
      reactions: async (id) => {
        existing(world.comments.get(id));
        return world.reactions.get(id) ?? [];
      },
    },
    issues: {
      read: async (number) => world.issues.get(number),
      labelled: async (label) => [...world.issues.values()].filter(({ labels }) => labels.includes(label)),
      latest: async (most) => [...world.issues.values()].slice(-most),
      open: async ({ body, labels }) => {
        const number = world.nextId();
        const url = `https://github.com/acme/claims/issues/${number}`;
        const issue = { number, url, body, labels, author: caller, isTrusted: true, state: 'open' } as const;
        world.issues.set(number, issue);
        return issue;
      },
      change: async (number, change) =>
        void world.issues.set(number, { ...existing(world.issues.get(number)), ...change }),
      label: async (number, label) => {
        const issue = existing(world.issues.get(number));
        world.issues.set(number, { ...issue, labels: [...new Set([...issue.labels, label])] });
      },
    },
    people: {
      collaborator: async (login) => {
        const role = world.roles.get(login.toLowerCase());
        const permission = { admin: 'admin', maintain: 'write', write: 'write' }[role ?? ''] ?? 'read';
        return role === undefined ? undefined : { id: undefined, role, permission };
      },
      isMember: async ({ org, team }, login) =>
        world.teams.get(`${org}/${team}`.toLowerCase())?.has(login.toLowerCase()),
    },
    git: {
      tip: async (branch) => tip(world, branch),
      isProtected: async (branch) => tip(world, branch) === '',
      commit: async (name) => (world.branches.has(name) ? tip(world, name) : commitOf(world, name).id),
      file: async (path, at) => {
        const text = commitOf(world, world.branches.get(at) ?? at).files.get(path);
        return text === undefined ? undefined : Buffer.from(text);
      },
      branches: async (prefix) =>
        [...world.branches].filter(([name]) => name.startsWith(prefix)).map(([name, head]) => ({ name, head })),
      tree: async (id) => listing(commitOf(world, id)),
      blob: async (id) => {
        const all = [...world.commits.values()].flatMap(({ files }) => [...files.values()]);
        const text = existing(all.find((one) => blobId(one) === id));
        return new Blob([text]).stream();
      },
      committedAt: async (id) => {
        commitOf(world, id);
        return '2026-03-01T08:00:00Z';
      },
      compare: async (base, head) => {
        const below = new Set(history(commitOf(world, base)));
        const common = history(commitOf(world, head)).find((commit) => below.has(commit));
        if (!common) throw new Unrelated('No common ancestor');
        return { mergeBase: common.id, moved: [] };
      },
      apart: async (base, head) => {
        const [below, above] = [history(commitOf(world, base)), history(commitOf(world, head))];
        const common = above.find((commit) => below.includes(commit));
        if (!common) throw new Unrelated('No common ancestor');
        const own = above.filter((commit) => !below.includes(commit));
        return {
          mergeBase: common.id,
          ahead: own.length,
          behind: below.indexOf(common),
          commits: own.map(({ id, parent }) => ({ id, parents: parent ? [parent.id] : [] })),
        };
      },
      log: async function* (from, path) {
        yield history(commitOf(world, from))
          .filter(({ files, parent }) => path === undefined || files.get(path) !== parent?.files.get(path))
          .map(({ id, parent, at, message }) => ({ id, at, message, parents: parent ? [parent.id] : [] }));
      },
      makeCommit: async ({ parent, message, files }) => {
        const below = commitOf(world, parent);
        const id = blobId(`commit ${world.nextId()}`);
        const all = new Map([...below.files, ...Object.entries(files)]);
        world.commits.set(id, { id, parent: below, files: all, at: world.tick(), message });
        return id;
      },
      makeBranch: async (name, commit) => {
        if (world.branches.has(name)) throw new Refused(422, 'a branch that is there');
        world.branches.set(name, commitOf(world, commit, 422).id);
      },
    },
    // Nobody has any here.
    workflows: {
      file: async () => undefined,
      runs: async () => ({ runs: [], readAt: world.now() }),
      run: async () => undefined,
      start: async () => existing<number>(undefined),
      dispatch: async () => {},
    },
    deployments: {
      find: async (head, environment) =>
        world.deployments.findLast((one) => one.head === head && (environment ?? one.environment) === one.environment)
          ?.address,
    },
  };
  const asking = <Part extends object>(name: string, part: Part): Part =>
    new Proxy(part, {
      get(target, key) {
        const answer: unknown = Reflect.get(target, key);
        if (typeof answer !== 'function' || key === 'since' || key === 'log') return answer;
        return (...args: readonly unknown[]) => ask(`${name}.${String(key)}`).then(() => answer(...args));
      },
    });
  return {
    ...ref,
    pulls: asking('pulls', parts.pulls),
    checks: asking('checks', parts.checks),
    comments: asking('comments', parts.comments),
    issues: asking('issues', parts.issues),
    people: asking('people', parts.people),
    git: asking('git', parts.git),
    deployments: asking('deployments', parts.deployments),
    workflows: asking('workflows', parts.workflows),
    about: async () => {
      await ask('about');
      return {
        id: REPOSITORY_ID,
        owner: ref.owner,
        repo: ref.repo,
        defaultBranch: 'main',
        visibility: 'private',
        createdAt: '2026-01-01T00:00:00Z',
      };
    },
    warn: () => {},
  };
}

export function commitOf(world: World, id: string, status = 404): Commit {
  return existing(world.commits.get(id), status);
}

export function existing<T>(found: T | undefined, status = 404): T {
  if (found === undefined) throw new Refused(status, 'what is not there');
  return found;
}

function tip(world: World, branch: string): string {
  return existing(world.branches.get(branch));
}

/** Newest first. */
function history(commit: Commit): Commit[] {
  return [commit, ...(commit.parent ? history(commit.parent) : [])];
}

function keep(world: World, check: ModelCheck): PostedCheck {
  world.checks.set(check.id, check);
  return check;
}

/** What is concluded stays so, as a run that is set back is reported to do. */
function changed(before: ModelCheck, { output, actions: _buttons, ...change }: CheckChange, now: string): ModelCheck {
  const { annotations = [], ...text } = output ?? {};
  const done = change.status === 'completed' ? { completedAt: now } : {};
  return { ...before, ...change, ...text, ...done, annotations: [...before.annotations, ...annotations] };
}

function listing({ files }: Commit): Listing {
  const items = new Map<string, TreeItem>();
  for (const [path, text] of files) {
    const folders = path.split('/').slice(0, -1);
    for (const [index] of folders.entries()) {
      const folder = folders.slice(0, index + 1).join('/');
      items.set(folder, { mode: '040000', id: blobId(folder), size: 0 });
    }
    items.set(path, { mode: '100644', id: blobId(text), size: Buffer.byteLength(text) });
  }
  return { items, truncated: false };
}
