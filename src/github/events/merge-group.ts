/** A merge queue wants to know whether it may merge a group, or does not care any more. */
import type { Context } from 'probot';
import type { Job } from '../job.ts';
import { originOf } from './origin.ts';

export function mergeGroupJobs(payload: Context<'merge_group'>['payload']): Job[] {
  const repository = originOf(payload);
  if (!repository) return [];
  const { head_sha: head, base_sha: base, head_ref: ref } = payload.merge_group;
  const job = { kind: 'merge-group', repository, head, base, ref } satisfies Job;
  switch (payload.action) {
    case 'checks_requested':
      return [job];
    case 'destroyed':
      return [{ ...job, destroyed: true }];
    default:
      return [];
  }
}
