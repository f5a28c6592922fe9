/** A pull request has another head or base, or another state. */
import type { Context } from 'probot';
import type { Job } from '../job.ts';
import { originOf } from './origin.ts';

export function pullRequestJobs(payload: Context<'pull_request'>['payload']): Job[] {
  const repository = originOf(payload);
  if (!repository) return [];
  const { number, head } = payload.pull_request;
  const job = { kind: 'pull', repository, number, head: head.sha } satisfies Job;
  switch (payload.action) {
    case 'opened':
    case 'reopened':
    case 'ready_for_review':
      return [job];
    case 'synchronize':
      return [{ ...job, before: payload.before }];
    case 'edited':
      // A title says nothing about the change; another base makes it another change, and work on the old one vain.
      return payload.changes.base ? [{ ...job, again: 'decided' }] : [];
    case 'closed':
      return [{ ...job, closed: true }];
    default:
      return [];
  }
}
