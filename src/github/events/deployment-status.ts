/** Something was deployed somewhere. What it is told of is looked up again, since the newest may come last or not at all. */
import type { Context } from 'probot';
import type { Job } from '../job.ts';
import { originOf } from './origin.ts';

export function deploymentStatusJobs(payload: Context<'deployment_status'>['payload']): Job[] {
  const repository = originOf(payload);
  const { state } = payload.deployment_status;
  if (!repository || state !== 'success') return [];
  return [{ kind: 'deployment', repository, head: payload.deployment.sha }];
}
