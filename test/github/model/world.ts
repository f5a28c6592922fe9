/** What the model of GitHub remembers: one repository, and the people and checks around it. */
import { createHash } from 'node:crypto';
import type { Annotation, PostedCheck } from '../../../src/github/port/checks.ts';
import type { Comment, LeftReaction } from '../../../src/github/port/comments.ts';
import type { Issue } from '../../../src/github/port/issues.ts';
import type { ClosedPull, PullRequest } from '../../../src/github/port/pulls.ts';

export type Files = Readonly<Record<string, string>>;

export interface Commit {
  readonly id: string;
  readonly parent: Commit | undefined;
  /** ISO 8601. */
  readonly at: string;
  readonly message: string;
  readonly files: ReadonlyMap<string, string>;
}

export interface ModelPull extends PullRequest, ClosedPull {
  readonly branch: string;
  readonly updatedAt: string;
  readonly forced: string | undefined;
}

export interface ModelCheck extends PostedCheck {
  readonly name: string;
  readonly app: number;
  readonly title: string;
  readonly annotations: readonly Annotation[];
}

export interface World {
  readonly commits: Map<string, Commit>;
  /** By name: ids of commits. */
  readonly branches: Map<string, string>;
  readonly pulls: Map<number, ModelPull>;
  readonly checks: Map<number, ModelCheck>;
  readonly comments: Map<number, Comment>;
  readonly issues: Map<number, Issue>;
  readonly reactions: Map<number, LeftReaction[]>;
  /** Ids of comments that were edited. */
  readonly edited: Set<number>;
  /** By login, lower case: role. */
  readonly roles: Map<string, string>;
  /** By `org/team`, lower case: logins, lower case. */
  readonly teams: Map<string, ReadonlySet<string>>;
  /** Oldest first. */
  readonly deployments: { readonly head: string; readonly environment: string; readonly address: string }[];
  /** Lists of checks have none that is newer than this one, as on a copy of GitHub's data that has not caught up. */
  newestListed: number;
  nextId(): number;
  /** GitHub's clock, ISO 8601; it goes on by a second with each act. */
  now(): string;
  tick(seconds?: number): string;
}

export const REPOSITORY_ID = 77;

export function createWorld(): World {
  let id = 100;
  let seconds = Date.parse('2026-01-05T10:00:00Z') / 1000;
  const now = () => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
  return {
    commits: new Map(),
    branches: new Map(),
    pulls: new Map(),
    checks: new Map(),
    comments: new Map(),
    issues: new Map(),
    reactions: new Map(),
    edited: new Set(),
    newestListed: Number.POSITIVE_INFINITY,
    roles: new Map(),
    teams: new Map(),
    deployments: [],
    nextId: () => ++id,
    now,
    tick(more = 1) {
      seconds += more;
      return now();
    },
  };
}

/** As GitHub answers: see `src/github/port/status.ts`. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, what: string) {
    super(`${status} to ${what}`);
    this.status = status;
  }
}

/** Git's own id of a blob, which whoever reads one checks. */
export function blobId(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

export function write(world: World, pull: number, login: string, body: string): Comment {
  const [id, at] = [world.nextId(), world.tick()];
  const url = `https://github.com/acme/claims/pull/${pull}#issuecomment-${id}`;
  const comment = {
    id,
    nodeId: `IC_${id}`,
    pull,
    url,
    login,
    isBot: login.endsWith('[bot]'),
    body,
    createdAt: at,
    updatedAt: at,
  };
  world.comments.set(id, comment);
  return comment;
}
