/** What a check is about: a pull request or a merge group, both as a head that is compared with a base. */
import type { DecisionSubject } from '../approvals/decision.ts';
import type { CheckTarget } from '../check/check-run.ts';
import type { PullRequest } from '../port/pulls.ts';
import { fullName, type RepositoryRef } from '../port/repository.ts';

export interface Subject {
  readonly target: CheckTarget;
  /** Branch whose tip's weir.yml judges, and whose recordings are replayed. */
  readonly baseRef: string;
  /** Commit to compare with, for a merge group; a pull request is compared with its merge base with the branch. */
  readonly base?: string;
  /** Undefined for a merge group. */
  readonly pull?: PullRequest;
  /** The pull request whose description says what it belongs to: itself, or the last one of a merge group. */
  readonly described?: PullRequest;
  /** The pull request whose owners' decisions count. */
  readonly decidedIn?: Pick<PullRequest, 'number' | 'repositoryId'>;
}

export function subjectOf(pull: PullRequest): Subject {
  return { target: targetOf(pull.head, pull.number), baseRef: pull.baseRef, pull, described: pull, decidedIn: pull };
}

/** The place of a pull request's check at one of its heads. */
export function targetOf(head: string, number: number): CheckTarget {
  return { head, externalId: `pull/${number}` };
}

/** What decisions about a pull request are signed for, and what they were signed for by earlier versions. */
export function decisionSubject(
  repository: RepositoryRef,
  { repositoryId, number }: Pick<PullRequest, 'repositoryId' | 'number'>,
): DecisionSubject {
  return { now: `${repositoryId}#${number}`, formerly: `${fullName(repository)}#${number}`.toLowerCase() };
}
