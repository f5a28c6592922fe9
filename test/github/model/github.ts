/**
 * A small GitHub in memory, behind the App's port: for tests of what the App decides, without a request. People act on it
 * as on the emulated GitHub (`test/emulated-github`); each act takes ten seconds of its clock. What webhooks would tell is the
 * test's to say. `contract.test.ts` holds it to what Octokit answers.
 */
import { createHash } from 'node:crypto';
import type { GitHubApp } from '../../../src/github/port/app.ts';
import type { Comment } from '../../../src/github/port/comments.ts';
import type { Repository, RepositoryRef } from '../../../src/github/port/repository.ts';
import { commitOf, existing, modelRepository } from './repository.ts';
import { createWorld, type Files, type ModelCheck, type ModelPull, REPOSITORY_ID, Refused, write } from './world.ts';

export interface ModelGitHub {
  readonly app: GitHubApp;
  open(signal?: AbortSignal): Repository;
  /** Commits on top of a branch (made from main where it is new), or of another commit, by force. Gives the commit's id. */
  commit(branch: string, files: Files, onto?: string): string;
  /** Moves a branch, and the pull requests from it. */
  push(branch: string, commit: string, options?: { readonly forced?: boolean }): void;
  /** Id of a branch's newest commit. */
  tip(branch: string): string;
  openPull(
    branch: string,
    options?: { readonly base?: string; readonly author?: string; readonly fork?: boolean },
  ): number;
  change(pull: number, change: Partial<Pick<ModelPull, 'open' | 'baseRef' | 'head' | 'body'>>): void;
  /** From now on lists of checks have no new ones, or have them again. */
  lagging(lags: boolean): void;
  /** GitHub answers with what it was. */
  rewind(pull: number, earlier: Pick<ModelPull, 'head' | 'updatedAt'>): void;
  comment(pull: number, login: string, body: string): Comment;
  /** `at once`: in the second in which it was written. */
  editComment(id: number, body: string, when?: 'later' | 'at once'): void;
  deleteComment(id: number): void;
  grant(login: string, role: string): void;
  /** Somebody deploys a commit. */
  deploy(head: string, environment: string, address: string): void;
  team(name: string, ...logins: string[]): void;
  /** Every question of this name is answered with that status, until `allow`. */
  refuse(question: string, status: number): void;
  allow(question: string): void;
  /** Does something just before the next question of this name is answered. */
  before(question: string, act: () => void): void;
  /** All questions so far. */
  readonly asked: readonly string[];
  /** Text of a file that stands in a commit. */
  read(commit: string, path: string): string;
  pull(number: number): ModelPull;
  /** The newest check of a pull request's head, or of another commit of it. */
  check(pull: number, head?: string): ModelCheck | undefined;
  /** What a merge goes by: the newest of all checks at a commit. */
  shown(head: string): ModelCheck | undefined;
  comments(pull: number): Comment[];
  reactions(comment: number): string[];
}

export const APP = { app: 7, login: 'weir[bot]' };
export const REF: RepositoryRef = { installation: 1, owner: 'acme', repo: 'claims' };

const INSTALLATION = {
  ...{ id: REF.installation, suspended: false },
  permissions: { contents: 'read', issues: 'write', pull_requests: 'write' },
};

const LISTED = {
  ...{ frozen: false, id: REPOSITORY_ID, nodeId: 'R_1', defaultBranch: 'main', pushedAt: '2026-01-01T00:00:00Z' },
  createdAt: '2026-01-01T00:00:00Z',
  visibility: 'private',
} as const;

/** Seconds that people take for anything. */
const PACE = 10;

/** @param files of the first commit on main */
export function modelGitHub(files: Files): ModelGitHub {
  const world = createWorld();
  const refusals = new Map<string, number>();
  const acts = new Map<string, () => void>();
  const asked: string[] = [];

  const ask = async (what: string, signal?: AbortSignal): Promise<void> => {
    asked.push(what);
    signal?.throwIfAborted();
    const act = acts.get(what);
    acts.delete(what);
    act?.();
    const status = refusals.get(what);
    if (status !== undefined) throw new Refused(status, what);
    signal?.throwIfAborted();
  };

  function move(branch: string, head: string, forced = false): void {
    world.branches.set(branch, head);
    const now = world.tick(PACE);
    for (const pull of [...world.pulls.values()].filter((one) => one.branch === branch && one.open)) {
      world.pulls.set(pull.number, { ...pull, head, updatedAt: now, ...(forced && { forced: now }) });
    }
  }

  function newest(checks: Iterable<ModelCheck>): ModelCheck | undefined {
    return [...checks].sort((a, b) => a.id - b.id).at(-1);
  }

  const github: ModelGitHub = {
    asked,
    app: {
      time: async () => Date.parse(world.now()),
      installations: async function* () {
        yield INSTALLATION;
      },
      repositories: async function* () {
        yield { ...REF, ...LISTED };
      },
      files: async () => new Map(),
      installationOf: async () => INSTALLATION,
      deliveries: async function* () {},
      redeliver: async () => {},
    },
    open: (signal) => modelRepository(world, REF, APP, (what) => ask(what, signal)),
    commit(branch, changes, onto) {
      const below = onto ?? world.branches.get(branch) ?? world.branches.get('main');
      const parent = below === undefined ? undefined : commitOf(world, below);
      const all = new Map([...(parent?.files ?? []), ...Object.entries(changes)]);
      const id = createHash('sha1').update(`commit ${world.nextId()}`).digest('hex');
      world.commits.set(id, { id, parent, files: all, at: world.now(), message: `Change ${Object.keys(changes)}` });
      move(branch, id, onto !== undefined);
      return id;
    },
    push: (branch, commit, { forced = false } = {}) => move(branch, commitOf(world, commit).id, forced),
    tip: (branch) => existing(world.branches.get(branch)),
    openPull(branch, { base = 'main', author = 'octo-dev', fork = false } = {}) {
      const number = world.nextId();
      const now = world.tick(PACE);
      world.pulls.set(number, {
        ...{ number, branch, headRef: branch, author, fork, open: true, baseRef: base, repositoryId: REPOSITORY_ID },
        ...{ title: branch, head: existing(world.branches.get(branch)), updatedAt: now },
        ...{ forced: undefined, merged: false, mergedAt: undefined, mergeCommit: undefined },
        ...{ body: '', url: `https://github.test/acme/claims/pull/${number}` },
      });
      return number;
    },
    change(number, change) {
      world.pulls.set(number, { ...github.pull(number), ...change, updatedAt: world.tick(PACE) });
    },
    lagging(lags) {
      world.newestListed = lags ? world.nextId() : Number.POSITIVE_INFINITY;
    },
    rewind: (number, earlier) => void world.pulls.set(number, { ...github.pull(number), ...earlier }),
    comment(number, login, body) {
      world.tick(PACE);
      return write(world, number, login, body);
    },
    editComment(id, body, when = 'later') {
      const comment = existing(world.comments.get(id));
      world.edited.add(id);
      world.comments.set(id, { ...comment, body, updatedAt: when === 'later' ? world.tick(PACE) : comment.updatedAt });
    },
    deleteComment: (id) => void world.comments.delete(id),
    grant: (login, role) => void world.roles.set(login.toLowerCase(), role),
    deploy: (head, environment, address) => void world.deployments.push({ head, environment, address }),
    team: (name, ...logins) => void world.teams.set(name, new Set(logins.map((login) => login.toLowerCase()))),
    refuse: (question, status) => void refusals.set(question, status),
    allow: (question) => void refusals.delete(question),
    before: (question, act) => void acts.set(question, act),
    read: (commit, path) => existing(commitOf(world, commit).files.get(path)),
    pull: (number) => existing(world.pulls.get(number)),
    check(number, head = github.pull(number).head) {
      const target = `pull/${number}`;
      return newest([...world.checks.values()].filter((one) => one.head === head && one.externalId === target));
    },
    shown: (head) => newest([...world.checks.values()].filter((one) => one.head === head)),
    comments: (number) => [...world.comments.values()].filter(({ pull }) => pull === number),
    reactions: (comment) => (world.reactions.get(comment) ?? []).map(({ content }) => content),
  };
  github.commit('main', files);
  return github;
}
