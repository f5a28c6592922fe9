/** What a check is about: a pull request or a merge group, both as a head that is compared with a base. */
import type { CheckTarget } from '../check/check-run.ts';
import { fullName, type RepositoryRef } from '../repository.ts';
import type { PullRequest } from './pull-request.ts';

export interface Subject {
  readonly target: CheckTarget;
  /** Branch whose tip's weir.yml judges, and whose recordings are replayed. */
  readonly baseRef: string;
  /** Commit to compare with, for a merge group; a pull request is compared with its merge base with the branch. */
  readonly base?: string;
  /** Undefined for a merge group. */
  readonly pull?: PullRequest;
  /** Number of the pull request whose owners' decisions count. */
  readonly decidedIn?: number;
}

export function subjectOf(pull: PullRequest): Subject {
  return { target: targetOf(pull.head, pull.number), baseRef: pull.baseRef, pull, decidedIn: pull.number };
}

/** The place of a pull request's check at one of its heads. */
export function targetOf(head: string, number: number): CheckTarget {
  return { head, externalId: `pull/${number}` };
}

/** What decisions about a pull request are signed for. */
export function decisionSubject(repository: RepositoryRef, number: number): string {
  return `${fullName(repository)}#${number}`.toLowerCase();
}
