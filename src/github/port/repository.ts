/**
 * A repository on GitHub in Weir's own words: what every part of the App is handed and none looks up by itself. There is one
 * implementation, `src/github/octokit`, and a small model of GitHub in the tests, so that what the App decides can be tried
 * without a request.
 *
 * Whatever is asked for is read anew. Where GitHub does not answer, or says no, it rejects with an error that has GitHub's
 * `status`: see `status.ts`. A method says itself where "there is none" is an answer.
 */
import type { Checks } from './checks.ts';
import type { Comments } from './comments.ts';
import type { Deployments } from './deployments.ts';
import type { Git } from './git.ts';
import type { Issues } from './issues.ts';
import type { People } from './people.ts';
import type { Pulls } from './pulls.ts';
import type { Workflows } from './workflows.ts';

/** Plain data, so that a job can carry it. */
export interface RepositoryRef {
  /** Id of the App's installation, whose token opens the repository. */
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
}

export interface Repository extends RepositoryRef {
  readonly pulls: Pulls;
  readonly checks: Checks;
  readonly comments: Comments;
  readonly issues: Issues;
  readonly people: People;
  readonly git: Git;
  readonly deployments: Deployments;
  readonly workflows: Workflows;
  about(signal?: AbortSignal): Promise<About>;
  /** Notes in the log what GitHub did not take, where nothing hangs on it. */
  warn(message: string): void;
}

export interface About {
  /** GitHub's number of the repository, which it keeps when it is renamed or transferred. */
  readonly id: number;
  /** As they are now: a job may know it by an earlier name. */
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  readonly visibility: Visibility;
  /** When it was made, ISO 8601, whatever it was called then. */
  readonly createdAt: string;
}

/** Who can read it: everybody, everybody in the enterprise, or those whom its owners name. */
export type Visibility = 'public' | 'internal' | 'private';

/** What of it a job may carry: the door stays here. */
export function refOf({ installation, owner, repo }: RepositoryRef): RepositoryRef {
  return { installation, owner, repo };
}

/** `acme/claims`, for messages and keys. */
export function fullName({ owner, repo }: RepositoryRef): string {
  return `${owner}/${repo}`;
}

/** @param name as `fullName` gives it */
export function refTo(installation: number, name: string): RepositoryRef {
  const [owner = '', repo = ''] = name.split('/');
  return { installation, owner, repo };
}
