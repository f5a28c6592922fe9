/** Which issues are about production: those with a mark that an App or somebody who belongs to the repository has written. */
import { type Life, readMark } from '../../findings/mark.ts';
import type { Issue } from '../../port/issues.ts';
import type { Repository } from '../../port/repository.ts';

export interface Finding {
  readonly issue: Issue;
  readonly life: Life;
}

/** Undefined for any other issue. */
export async function readFinding(
  { issues }: Pick<Repository, 'issues'>,
  number: number,
): Promise<Finding | undefined> {
  const issue = await issues.read(number);
  return issue && findingIn(issue);
}

export function findingIn(issue: Issue): Finding | undefined {
  const life = issue.isTrusted ? readMark(issue.body) : undefined;
  return life && { issue, life };
}
