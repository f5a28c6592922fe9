/** Which repository is meant, and the door to it: what every part of the App is handed and none looks up by itself. */
import type { ProbotOctokit } from 'probot';

/** Retries, waits for rate limits and pages by itself. */
export type Octokit = InstanceType<typeof ProbotOctokit>;

/** Plain data, so that a job can carry it. */
export interface RepositoryRef {
  /** Id of the App's installation, whose token opens the repository. */
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
}

export interface Repository extends RepositoryRef {
  readonly octokit: Octokit;
}

/** What of it a job may carry: the client stays here. */
export function refOf({ installation, owner, repo }: RepositoryRef): RepositoryRef {
  return { installation, owner, repo };
}

/** `acme/claims`, for messages and keys. */
export function fullName({ owner, repo }: RepositoryRef): string {
  return `${owner}/${repo}`;
}

/** Login under which the App with this slug writes comments and leaves reactions. */
export function botLogin(slug: string): string {
  return `${slug}[bot]`;
}
