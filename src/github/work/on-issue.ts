/** Issues that Weir has opened and listens in: about production, and about what an upstream's change does here. */
import { LABEL } from '../findings/kept-issues.ts';
import { type ReadImpact, readImpact } from '../home/impact.ts';
import type { FindingJob, HomeCommandJob } from '../job.ts';
import type { Issue } from '../port/issues.ts';
import { type Repository, type RepositoryRef, refOf, refTo } from '../port/repository.ts';
import type { WorkContext } from './context.ts';
import { findingIn } from './monitor/finding.ts';

/** What a command in an issue is to be carried out by; undefined in an issue of others. */
export async function jobOnIssue(
  work: Pick<WorkContext, 'seal'>,
  repository: Repository,
  number: number,
  comment: number,
): Promise<FindingJob | HomeCommandJob | undefined> {
  const issue = await repository.issues.read(number);
  if (!issue) return undefined;
  const home = refOf(repository);
  if (findingIn(issue)) return { kind: 'finding', repository: home, number, comment };
  const read = impactIn(work, issue);
  if (!read) return undefined;
  const { impact } = read;
  return {
    kind: 'home-command',
    repository: upstreamOf(home, impact.name),
    number: impact.pull,
    home,
    issue: number,
    comment,
  };
}

/** Numbers of those with the label. */
export async function answerableNumbers(
  work: Pick<WorkContext, 'seal'>,
  { issues }: Pick<Repository, 'issues'>,
): Promise<number[]> {
  const all = await issues.labelled(LABEL);
  return all.filter((issue) => findingIn(issue) ?? impactIn(work, issue)).map(({ number }) => number);
}

export function impactIn({ seal }: Pick<WorkContext, 'seal'>, issue: Issue): ReadImpact | undefined {
  return issue.isTrusted ? readImpact(issue.body, seal) : undefined;
}

/** One installation reads for its own repositories alone. */
export function upstreamOf({ installation }: RepositoryRef, name: string): RepositoryRef {
  return refTo(installation, name);
}
