/** Whether a branch that requires a check lets a commit in. */
import type { RepositoryRecord } from './world.ts';

/** `missing`: "Expected — Waiting for status to be reported". */
export type Required = 'missing' | 'pending' | 'green' | 'red';

/** GitHub looks at the newest run of a name by one App, and at its conclusion first, whatever its status. */
export function requiredAt({ runs }: RepositoryRecord, sha: string, name: string): Required {
  const newest = runs.findLast((run) => run.headSha === sha && run.name === name);
  if (newest === undefined) return 'missing';
  if (newest.conclusion === null) return 'pending';
  return ['success', 'neutral', 'skipped'].includes(newest.conclusion) ? 'green' : 'red';
}
