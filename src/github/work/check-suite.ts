/** Somebody asked for all checks of a commit to run again: every check of the App's on it gets a job of its own. */
import { listRuns } from '../check/publish.ts';
import { jobsOfCheck } from '../events/check-run.ts';
import type { SuiteJob } from '../job.ts';
import type { WorkContext } from './context.ts';

export async function rerunSuite(work: WorkContext, { repository: ref, head }: SuiteJob): Promise<void> {
  const repository = await work.open(ref);
  for (const { target } of await listRuns(repository, head, work.checks)) {
    for (const job of jobsOfCheck({ repository: ref, head, externalId: target.externalId })) await work.queue.add(job);
  }
}
