/** Somebody asked for all checks of a commit to run again. The event does not say which, nor names forks' pull requests. */
import type { Context } from 'probot';
import type { Job } from '../job.ts';
import { originOf, type Received } from './origin.ts';

export function checkSuiteJobs(payload: Context<'check_suite'>['payload'], { app }: Received): Job[] {
  const repository = originOf(payload);
  const { app: owner, head_sha: head } = payload.check_suite;
  if (!repository || payload.action !== 'rerequested' || owner?.id !== app) return [];
  return [{ kind: 'suite', repository, head }];
}
