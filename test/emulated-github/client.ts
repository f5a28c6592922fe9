/** What people and GitHub itself do, for tests: they act through it and look at what the App made of it. */

import { pressButton, rerequestRun, rerequestSuite } from './check-actions.ts';
import { addComment, editComment, removeComment } from './comments.ts';
import { type Changes, createRepository, makeCommit, messageFor, push, setRef } from './commits.ts';
import { type Deploy, deploy } from './deployments.ts';
import type { Faults } from './faults.ts';
import type { Delivery } from './hooks.ts';
import { install } from './installing.ts';
import { addIssue, setIssueState } from './issues.ts';
import { browserCookie } from './logins.ts';
import { dequeue, type MergeGroup, merge, queue } from './merges.ts';
import { archive, rename, transfer, uninstall } from './moving.ts';
import { type OpenPull, openPull, retarget } from './opening.ts';
import { setState, tellOfPull } from './pulls.ts';
import { report } from './report.ts';
import { type Required, requiredAt } from './required.ts';
import type { Books, LoggedRequest } from './server.ts';
import { type Patience, until } from './until.ts';
import {
  type Comment,
  type Issue,
  laterThan,
  now,
  type Permissions,
  type Pull,
  person,
  type Reaction,
  type RepositoryRecord,
  type Role,
  type Run,
  type World,
} from './world.ts';

export interface EmulatedGitHub {
  /** Of the API. */
  readonly url: string;
  readonly app: {
    readonly id: number;
    readonly slug: string;
    readonly privateKey: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  readonly faults: Faults;
  readonly requests: readonly LoggedRequest[];
  /** Requests that GitHub does not describe, and leaks of the App's key. Empty in a good run. */
  readonly violations: readonly string[];
  /** Webhooks that were sent, oldest first. */
  readonly deliveries: readonly Delivery[];

  createRepository(options: {
    owner: string;
    name: string;
    files: Changes;
    /** Default `public`. */
    visibility?: RepositoryRecord['visibility'];
  }): Promise<RepositoryRecord>;
  tag(repository: RepositoryRecord, name: string, sha: string): Promise<void>;
  install(repository: RepositoryRecord, login?: string): void;
  /** Takes the App out of it. No webhook tells. */
  uninstall(repository: RepositoryRecord): void;
  /** Its addresses are new, and old ones lead on to it until somebody takes the name. */
  rename(repository: RepositoryRecord, name: string): Promise<void>;
  /** Out of its installation, too. */
  transfer(repository: RepositoryRecord, owner: string): Promise<void>;
  archive(repository: RepositoryRecord): void;
  grant(login: string, repository: RepositoryRecord, role: Role): void;
  team(organization: string, slug: string, members: readonly string[]): void;
  /** As a workflow of the repository gets it. Permissions as in its `permissions`. */
  workflowToken(repository: RepositoryRecord, permissions: Permissions): string;
  /** Somebody opens one by hand. */
  openIssue(
    repository: RepositoryRecord,
    made: {
      readonly login?: string;
      readonly title: string;
      readonly body: string;
      readonly labels?: readonly string[];
    },
  ): Issue;
  closeIssue(issue: Issue, reason?: 'completed' | 'not_planned'): void;
  deleteIssue(repository: RepositoryRecord, issue: Issue): void;
  /** Somebody writes a comment to an issue. Gives its id. */
  say(repository: RepositoryRecord, issue: Issue, login: string, body: string): number;
  /** Somebody takes a comment to an issue away. */
  unsay(repository: RepositoryRecord, id: number, login: string): void;
  /** Somebody opens it again. */
  reopenIssue(issue: Issue): void;
  /** Of an issue, oldest first. */
  said(repository: RepositoryRecord, issue: Issue): readonly Comment[];
  /** Of a person, for requests of their own. */
  userToken(login: string): string;
  /** For GitHub's own pages, in a browser where the person is logged in. */
  browserCookie(login: string): string;
  /** Where people come back to who have shown the App who they are, as in the App's settings. */
  setCallbackUrl(url: string): void;
  /** What it says of how late it is goes so many seconds ahead of the truth; what it makes has true times. */
  setAhead(seconds: number): void;

  /** Commits to a branch (made from the default branch where it is new) and pushes. Gives the commit's id. */
  commit(
    repository: RepositoryRecord,
    branch: string,
    changes: Changes,
    /** `merging`: a commit whose history comes with it, and none of its files. */
    options?: { author?: string; message?: string; merging?: string; date?: string },
  ): Promise<string>;
  /** Moves a branch to a commit that is there, by force where needed. */
  push(repository: RepositoryRecord, branch: string, sha: string, login?: string): Promise<void>;

  openPull(options: OpenPull): Promise<Pull>;
  closePull(pull: Pull, login?: string): Promise<void>;
  reopen(pull: Pull, login?: string): Promise<void>;
  readyForReview(pull: Pull, login?: string): Promise<void>;
  retarget(pull: Pull, base: string, login?: string): Promise<void>;
  retitle(pull: Pull, title: string, login?: string): Promise<void>;
  /** Another description. */
  describe(pull: Pull, body: string, login?: string): Promise<void>;
  merge(pull: Pull, login?: string): Promise<string>;
  mergeGroup(pulls: readonly Pull[], options?: { login?: string; onto?: MergeGroup }): Promise<MergeGroup>;
  destroyMergeGroup(group: MergeGroup, reason: 'merged' | 'invalidated' | 'dequeued', login?: string): Promise<void>;

  /** Gives the comment's id. */
  comment(pull: Pull, login: string, body: string): number;
  /** `at once`: in the second in which it was written. */
  editComment(pull: Pull, id: number, login: string, body: string, when?: 'later' | 'at once'): void;
  deleteComment(pull: Pull, id: number, login: string): void;
  pressButton(repository: RepositoryRecord, run: Run, identifier: string, login: string): void;
  rerequest(repository: RepositoryRecord, run: Run, login: string): void;
  rerequestSuite(repository: RepositoryRecord, run: Run, login: string): void;

  deploy(repository: RepositoryRecord, sha: string, made: Deploy, login?: string): void;

  /** What a merge goes by that requires the App's check of this name: the newest of its runs at the commit. */
  required(repository: RepositoryRecord, sha: string, name?: string): Required;
  /** Runs that the App completed and then set back. */
  readonly reopened: readonly Run[];
  /** As GitHub does with a run that nobody completes for two weeks. */
  makeStale(run: Run): void;
  /** Oldest first. */
  checkRuns(repository: RepositoryRecord, sha: string): readonly Run[];
  comments(pull: Pull): readonly Comment[];
  reactions(pull: Pull, comment: number): readonly Reaction[];

  setWebhookUrl(url: string | undefined): void;
  /** Resolves when no webhook is under way. */
  settled(): Promise<void>;
  /** Waits until `look` gives something (neither undefined nor false), 10 s by default, and gives it. */
  until<T>(look: () => T | Promise<T>, patience?: Patience): Promise<Exclude<T, undefined | false>>;
  close(): Promise<void>;
}

const SOMEBODY = 'octo-dev';

export function makeGitHub(world: World, faults: Faults, books: Books, stop: () => Promise<void>): EmulatedGitHub {
  const by = (login = SOMEBODY) => person(world, login);
  return {
    url: world.url,
    app: world.app,
    faults,
    requests: books.requests,
    violations: books.violations,
    deliveries: world.hooks.log,
    createRepository: (options) => createRepository(world, options),
    tag: (repository, name, sha) => setRef(world, repository, `tags/${name}`, sha, true),
    install: (repository, login) => install(world, repository, by(login)),
    uninstall: (repository) => uninstall(world, repository),
    rename: (repository, name) => rename(world, repository, name),
    transfer: (repository, owner) => transfer(world, repository, owner),
    archive: (repository) => archive(repository),
    grant(login, repository, role) {
      repository.permissions.set(by(login).login.toLowerCase(), role);
    },
    team(organization, slug, members) {
      const logins = members.map((login) => by(login).login.toLowerCase());
      world.teams.set(`${organization}/${slug}`.toLowerCase(), new Set(logins));
    },
    workflowToken(repository, permissions) {
      const id = world.nextId();
      const installation = { id, account: repository.owner, repositories: [repository], createdAt: now() };
      const expires = Date.now() + 3_600_000;
      world.tokens.set(`ghs_${id}`, { installation, repositories: [repository.id], permissions, expires });
      return `ghs_${id}`;
    },
    openIssue: (repository, { login, title, body, labels = [] }) =>
      addIssue(world, repository, { author: by(login), title, body, labels }),
    closeIssue: (issue, reason = 'completed') => setIssueState(issue, 'closed', reason),
    deleteIssue(repository, issue) {
      repository.issues.splice(repository.issues.indexOf(issue), 1);
      repository.deleted.add(issue.number);
      const left = repository.comments.filter(({ number }) => number !== issue.number);
      repository.comments.splice(0, repository.comments.length, ...left);
    },
    say(repository, { number }, login, body) {
      return addComment(world, repository, { number, author: by(login), body, byApp: false }).id;
    },
    unsay: (repository, id, login) => removeComment(world, repository, commentIn(repository, id), by(login)),
    reopenIssue: (issue) => setIssueState(issue, 'open', 'reopened'),
    said: (repository, issue) => repository.comments.filter(({ number }) => number === issue.number),
    userToken: (login) => `ghp_${by(login).login}`,
    browserCookie: (login) => browserCookie(world, login),
    setAhead(seconds) {
      world.logins.aheadSeconds = seconds;
    },
    setCallbackUrl(url) {
      world.logins.callbackUrl = url;
    },
    async commit(repository, branch, changes, { merging, ...options } = {}) {
      const { author = SOMEBODY, message = messageFor(branch) } = options;
      const origin = repository.parent ?? repository;
      const parent = repository.branches.get(branch) ?? origin.branches.get(defaultBranch(origin)) ?? '';
      const parents = [parent, ...(merging === undefined ? [] : [merging])];
      const sha = await makeCommit(world, repository, { ...options, parents, changes, author, message });
      await push(world, repository, branch, sha, author);
      return sha;
    },
    push: (repository, branch, sha, login = SOMEBODY) => push(world, repository, branch, sha, login),
    openPull: (options) => openPull(world, options),
    closePull: (pull, login) => setState(world, pull, 'closed', by(login)),
    reopen: (pull, login) => setState(world, pull, 'open', by(login)),
    async readyForReview(pull, login) {
      pull.draft = false;
      await tellOfPull(world, pull, by(login), 'ready_for_review');
    },
    retarget: (pull, base, login) => retarget(world, pull, base, by(login)),
    async retitle(pull, title, login) {
      const changes = { title: { from: pull.title } };
      pull.title = title;
      pull.updatedAt = laterThan(pull.createdAt);
      await tellOfPull(world, pull, by(login), 'edited', { changes });
    },
    async describe(pull, body, login) {
      const changes = { body: { from: pull.body } };
      pull.body = body;
      pull.updatedAt = laterThan(pull.createdAt);
      await tellOfPull(world, pull, by(login), 'edited', { changes });
    },
    merge: (pull, login = SOMEBODY) => merge(world, pull, login),
    mergeGroup: (pulls, { login = SOMEBODY, onto } = {}) => queue(world, pulls, login, onto),
    destroyMergeGroup: (group, reason, login = SOMEBODY) => dequeue(world, group, reason, login),
    comment(pull, login, body) {
      const made = { number: pull.number, author: by(login), body, byApp: false };
      return addComment(world, pull.base.repository, made).id;
    },
    editComment: (pull, id, login, body, when) =>
      editComment(world, pull.base.repository, findComment(pull, id), { body, sender: by(login), when }),
    deleteComment: (pull, id, login) => removeComment(world, pull.base.repository, findComment(pull, id), by(login)),
    pressButton: (repository, run, identifier, login) => pressButton(world, repository, run, identifier, by(login)),
    rerequest: (repository, run, login) => rerequestRun(world, repository, run, by(login)),
    rerequestSuite: (repository, run, login) => rerequestSuite(world, repository, run.suite, by(login)),
    deploy: (repository, sha, made, login) => deploy(world, repository, sha, made, by(login)),
    required: (repository, sha, name = 'weir') => requiredAt(repository, sha, name),
    reopened: world.reopened,
    makeStale(run) {
      Object.assign(run, { status: 'completed', conclusion: 'stale', completedAt: now() });
    },
    checkRuns: (repository, sha) => repository.runs.filter(({ headSha }) => headSha === sha),
    comments: (pull) => pull.base.repository.comments.filter(({ number }) => number === pull.number),
    reactions: (pull, comment) => findComment(pull, comment).reactions,
    setWebhookUrl(url) {
      world.hooks.url = url;
    },
    settled: () => world.hooks.settled(),
    until: (look, patience) => until(look, () => report(world, books), patience),
    async close() {
      world.hooks.url = undefined;
      await stop();
    },
  };
}

function findComment(pull: Pull, id: number): Comment {
  return commentIn(pull.base.repository, id);
}

function commentIn({ comments }: RepositoryRecord, id: number): Comment {
  const found = comments.find((comment) => comment.id === id);
  if (found === undefined) throw new Error(`there is no comment ${id}`);
  return found;
}

function defaultBranch({ json }: RepositoryRecord): string {
  return String(json.default_branch);
}
