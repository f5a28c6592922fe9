/** A pull request has another head or base, or another state. */
import type { Context } from 'probot';
import { mayDepend } from '../commands/depends-on.ts';
import type { Job } from '../job.ts';
import { originOf } from './origin.ts';

export function pullRequestJobs(payload: Context<'pull_request'>['payload']): Job[] {
  const repository = originOf(payload);
  if (!repository) return [];
  const { number, head, body } = payload.pull_request;
  const job = { kind: 'pull', repository, number, head: head.sha } satisfies Job;
  // Those that depend on it are not the App's to know here.
  const others = { kind: 'dependants', repository, number } satisfies Job;
  switch (payload.action) {
    case 'opened':
    case 'ready_for_review':
      return [job];
    case 'reopened':
      return [job, others];
    case 'synchronize':
      return [{ ...job, before: payload.before }, others];
    case 'edited': {
      // Another base makes it another change, and work on the old one vain. Beside that a description says only what it depends on.
      if (payload.changes.base) return [{ ...job, again: 'decided' }, others];
      const before = payload.changes.body && (payload.changes.body.from ?? '');
      return before !== undefined && (mayDepend(before) || mayDepend(body ?? '')) ? [job, others] : [];
    }
    case 'closed':
      return [{ ...job, closed: true }, others];
    default:
      return [];
  }
}
