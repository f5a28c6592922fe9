/** The decisions that count for a pull request, read back from where the App has left them, and what follows of them. */

import type { PipelineConfig } from '../../config/config.ts';
import type { Approve, Decision } from '../approvals/decision.ts';
import { collect, standing } from '../approvals/ledger.ts';
import type { CheckRun } from '../check/check-run.ts';
import { ownershipOf } from '../commands/permission.ts';
import { vouched } from '../commands/vouched.ts';
import { readDecisions } from '../comment/decisions.ts';
import { findSticky } from '../comment/sticky.ts';
import type { Comment } from '../port/comments.ts';
import type { PullRequest } from '../port/pulls.ts';
import { fullName, type Repository, type RepositoryRef, refTo } from '../port/repository.ts';
import { isRefusal, unlessRefusal } from '../port/status.ts';
import type { WorkContext } from './context.ts';
import { decisionSubject } from './subject.ts';

/**
 * Genuine ones whose comment still says so, from the sticky comment and from these checks: a copy that somebody has taken
 * out of one place stands in the other.
 */
export async function readLedger(
  work: WorkContext,
  repository: Repository,
  pull: Pick<PullRequest, 'number' | 'repositoryId'>,
  runs: readonly (CheckRun | undefined)[],
): Promise<Decision[]> {
  const sticky = await findSticky(repository, pull.number, work.app.slug);
  const encoded = [...readDecisions(sticky?.body ?? ''), ...runs.flatMap((run) => run?.state?.decisions ?? [])];
  const decisions = collect(encoded, work.signer, decisionSubject(repository, pull));
  const standing: Decision[] = [];
  for (const decision of decisions) {
    const comment =
      decision.comment === undefined ? undefined : await commentOf(work, repository, decision, decision.comment);
    if (vouched(decision, comment).stands) standing.push(decision);
  }
  return standing;
}

/** One downstream that cannot be read any more vouches for nothing. */
async function commentOf(
  work: WorkContext,
  { installation, comments }: Repository,
  { home }: Decision,
  id: number,
): Promise<Comment | undefined> {
  if (home === undefined) return comments.read(id);
  return unlessRefusal(async () => (await work.open(refTo(installation, home))).comments.read(id));
}

export interface Known {
  /** Those that count. */
  readonly counting: readonly Decision[];
  /** Those that are to be remembered. */
  readonly decisions: readonly Decision[];
}

/** Where GitHub does not show comments nobody can say whether an approval still stands, so none counts. */
export async function knownDecisions(
  work: WorkContext,
  repository: Repository,
  pull: Pick<PullRequest, 'number' | 'repositoryId'>,
  runs: readonly (CheckRun | undefined)[],
): Promise<Known> {
  try {
    const decisions = await readLedger(work, repository, pull, runs);
    return { counting: decisions, decisions };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    work.log.warn(
      { err: error, repository: fullName(repository) },
      'GitHub does not show comments: nothing is approved',
    );
    return { counting: [], decisions: rememberedIn(work, repository, pull, runs) };
  }
}

/** Genuine ones that these checks alone remember: what was decided a moment ago may stand nowhere else. */
export function rememberedIn(
  { signer }: Pick<WorkContext, 'signer'>,
  repository: RepositoryRef,
  pull: Pick<PullRequest, 'number' | 'repositoryId'>,
  runs: readonly (CheckRun | undefined)[],
): Decision[] {
  const encoded = runs.flatMap((run) => run?.state?.decisions ?? []);
  return collect(encoded, signer, decisionSubject(repository, pull));
}

/** The approvals that count now: of exactly this impact, by somebody who still is an owner. */
export async function approvalsOf(
  repository: Repository,
  decisions: readonly Decision[],
  fingerprints: Readonly<Record<string, string>>,
  pipelines: readonly Pick<PipelineConfig, 'name' | 'owners'>[],
): Promise<Map<string, Approve>> {
  const approvals = standing(decisions, fingerprints);
  for (const [name, { by }] of approvals) {
    const owners = pipelines.find((pipeline) => pipeline.name === name)?.owners ?? [];
    if ((await ownershipOf(repository, owners, by)).kind !== 'owner') approvals.delete(name);
  }
  return approvals;
}
