/**
 * Somebody asked for a check to run again, or pressed one of its buttons. What the check is about is read from its
 * external id: the list of pull requests is empty for heads in forks.
 */
import type { Context } from 'probot';
import { CHECK_NAME } from '../check/publish.ts';
import type { ActionJob, Job } from '../job.ts';
import { jobsOfCheck } from '../jobs-of-check.ts';
import { originOf, type Received } from './origin.ts';

export function checkRunJobs(payload: Context<'check_run'>['payload'], { app, delivery }: Received): Job[] {
  const { id, name, head_sha: head, external_id: externalId, app: owner } = payload.check_run;
  const repository = originOf(payload);
  if (!repository || owner?.id !== app || name !== CHECK_NAME) return [];
  const rerun = jobsOfCheck({ repository, head, externalId: externalId ?? '' });
  if (payload.action === 'rerequested') return rerun;
  if (payload.action !== 'requested_action') return [];
  const action = payload.requested_action?.identifier;
  const [job] = rerun;
  if (job?.kind !== 'pull') return action === 'rerun' ? rerun : [];
  if (!isAction(action)) return [];
  const { login: sender } = payload.sender;
  return [{ kind: 'action', repository, number: job.number, checkRun: id, action, sender, press: delivery }];
}

function isAction(identifier: string | undefined): identifier is ActionJob['action'] {
  return identifier === 'rerun' || identifier === 'approve' || identifier === 'explain';
}
