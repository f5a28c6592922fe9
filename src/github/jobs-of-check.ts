/** From a check back to the work that makes it: its external id says what it is about. */
import type { Job } from './job.ts';
import type { RepositoryRef } from './port/repository.ts';

/** What makes this check anew. None for an external id that no version of Weir writes. */
export function jobsOfCheck(check: { repository: RepositoryRef; head: string; externalId: string }): Job[] {
  const { repository, head, externalId } = check;
  if (externalId === 'installed') return [{ kind: 'repository', repository, again: head }];
  const [, kind, rest = ''] = /^(pull|merge-group)\/(.+)$/.exec(externalId) ?? [];
  if (kind === 'merge-group') {
    return [{ kind: 'merge-group', repository, head, ref: `refs/heads/${rest}`, again: 'rerun' }];
  }
  if (kind !== 'pull' || !/^\d+$/.test(rest)) return [];
  return [{ kind: 'pull', repository, number: Number(rest), asked: head, again: 'rerun' }];
}
