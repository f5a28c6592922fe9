/** The state that the emulated GitHub keeps itself: everything but git objects, branches and files, which `emulate` keeps. */
import type { KeyObject } from 'node:crypto';
import type { GitStore } from './git-store.ts';
import type { Hooks } from './hooks.ts';
import type { Logins } from './logins.ts';

export interface World {
  /** Where the emulated GitHub answers, for API and web alike. */
  readonly url: string;
  readonly app: App;
  readonly git: GitStore;
  readonly hooks: Hooks;
  readonly repositories: RepositoryRecord[];
  /** Whose a name was, lower case, before a repository was renamed or transferred. */
  readonly formerNames: Map<string, RepositoryRecord>;
  readonly people: Map<string, Person>;
  /** Logins of the members of `organization/slug`. */
  readonly teams: Map<string, Set<string>>;
  readonly installations: Installation[];
  readonly tokens: Map<string, Token>;
  readonly logins: Logins;
  readonly reopening: Reopening;
  /** Runs that were completed and then given another status, once for each time. */
  readonly reopened: Run[];
  /** Ids are unique over all kinds of things, so that mixing two up is noticed. */
  nextId(): number;
}

/**
 * What becomes of the conclusion of a check run that is completed and then set back to `queued` or `in_progress`. GitHub's
 * description does not say; most who have tried report that it is kept, and that a merge goes by it.
 */
export type Reopening = 'keeps the conclusion' | 'clears the conclusion';

export interface App {
  readonly id: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly slug: string;
  readonly name: string;
  readonly privateKey: string;
  readonly publicKey: KeyObject;
  readonly permissions: Permissions;
  /** Undefined: all of them. */
  readonly events: readonly string[] | undefined;
}

/** `checks` → `write`. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

export interface Person {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot' | 'Organization';
}

export interface Installation {
  readonly id: number;
  readonly account: Person;
  readonly repositories: RepositoryRecord[];
  readonly createdAt: string;
}

export interface Token {
  readonly installation: Installation;
  /** Repository ids; undefined: all of the installation's. */
  readonly repositories: readonly number[] | undefined;
  readonly permissions: Permissions;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** Who asks. */
export type Caller =
  | { readonly kind: 'app' }
  | { readonly kind: 'installation'; readonly token: Token }
  | { readonly kind: 'user'; readonly person: Person }
  | { readonly kind: 'anonymous' };

export interface RepositoryRecord {
  readonly id: number;
  owner: Person;
  name: string;
  fullName: string;
  /** As `emulate` describes it, or a copy of the parent's for a fork. */
  json: Readonly<Record<string, unknown>>;
  /** A fork's objects are kept with its parent, as GitHub does. */
  readonly parent: RepositoryRecord | undefined;
  readonly visibility: 'public' | 'private';
  /** When a branch moved last. */
  pushedAt: string;
  readonly branches: Map<string, string>;
  /** By rules. */
  readonly protected: Set<string>;
  readonly pulls: Pull[];
  readonly issues: Issue[];
  /** Numbers of issues that are gone. */
  readonly deleted: Set<number>;
  /** False where its owners want none. */
  hasIssues: boolean;
  readonly comments: Comment[];
  readonly suites: Suite[];
  readonly runs: Run[];
  readonly deployments: Deployment[];
  /** Runs of workflows, oldest first. */
  readonly workflowRuns: WorkflowRun[];
  readonly permissions: Map<string, Role>;
  /** Answers of recursive trees are cut and say so; `folders`: those of single folders, too. */
  truncated: boolean | 'folders';
}

export interface WorkflowRun {
  readonly id: number;
  /** Path of its file. */
  readonly path: string;
  readonly event: 'workflow_dispatch' | 'repository_dispatch';
  readonly title: string;
  readonly actor: Person;
  readonly createdAt: string;
  /** What it was begun with. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

export interface Pull {
  readonly id: number;
  readonly number: number;
  readonly author: Person;
  readonly createdAt: string;
  readonly head: { readonly repository: RepositoryRecord; readonly branch: string; sha: string };
  /** Branch that its stack goes to; undefined where it is of none. */
  stackBase?: string;
  base: { readonly repository: RepositoryRecord; readonly branch: string; sha: string };
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  draft: boolean;
  mergedAt: string | null;
  mergeCommit: string | null;
  updatedAt: string;
  closedAt: string | null;
  readonly forcePushes: ForcePush[];
}

/** What is no pull request. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly author: Person;
  readonly createdAt: string;
  readonly labels: string[];
  title: string;
  body: string;
  state: 'open' | 'closed';
  reason: 'completed' | 'not_planned' | 'reopened' | 'duplicate' | null;
  updatedAt: string;
  closedAt: string | null;
}

/** The head became a commit that does not contain the one before it. */
export interface ForcePush {
  readonly id: number;
  readonly actor: Person;
  readonly commit: string;
  readonly createdAt: string;
}

export interface Comment {
  readonly id: number;
  readonly number: number;
  readonly author: Person;
  readonly byApp: boolean;
  readonly createdAt: string;
  readonly reactions: Reaction[];
  body: string;
  updatedAt: string;
  /** Undefined: never. */
  editedAt?: string;
}

export interface Reaction {
  readonly id: number;
  readonly content: string;
  readonly author: Person;
  readonly createdAt: string;
}

export interface Suite {
  readonly id: number;
  readonly headSha: string;
  readonly createdAt: string;
}

export interface Run {
  readonly id: number;
  readonly suite: Suite;
  readonly headSha: string;
  name: string;
  externalId: string;
  detailsUrl: string | null;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  startedAt: string;
  completedAt: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
  readonly annotations: Annotation[];
  actions: readonly Action[];
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly title?: string;
  readonly message: string;
  readonly raw_details?: string;
}

export interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly state: 'pending' | 'success' | 'failure';
  readonly url: string;
  readonly by: Person;
  readonly createdAt: string;
}

export interface Action {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

/** GitHub's times have no fractions of a second. */
export function now(): string {
  return timeOf(Date.now());
}

export function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The time of a change to what was made at `createdAt`: never the same second, so that a change can be seen. */
export function laterThan(createdAt: string): string {
  return timeOf(Math.max(Date.now(), Date.parse(createdAt) + 1000));
}

export function findRepository(world: World, fullName: string): RepositoryRecord | undefined {
  return world.repositories.find((one) => one.fullName.toLowerCase() === fullName.toLowerCase());
}

/** People come into being when they are first named. Only bots have brackets in their names. */
export function person(
  world: World,
  login: string,
  type: Person['type'] = login.endsWith('[bot]') ? 'Bot' : 'User',
): Person {
  const key = login.toLowerCase();
  const known = world.people.get(key);
  if (known !== undefined) return known;
  const made = { id: world.nextId(), login, type };
  world.people.set(key, made);
  return made;
}

export function botOf(world: World): Person {
  return person(world, `${world.app.slug}[bot]`, 'Bot');
}

export function installationOf(world: World, repository: RepositoryRecord): Installation | undefined {
  return world.installations.find((one) => one.repositories.includes(repository));
}

/** Where the repository's objects are. */
export function storeOf(repository: RepositoryRecord): RepositoryRecord {
  return repository.parent ?? repository;
}
