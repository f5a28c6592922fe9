/** Somebody asked for all checks of a commit to run again: every check of the App's on it gets a job of its own. */
import { listRuns } from '../check/publish.ts';
import type { SuiteJob } from '../job.ts';
import { jobsOfCheck } from '../jobs-of-check.ts';
import type { WorkContext } from './context.ts';

export async function rerunSuite(work: WorkContext, { repository: ref, head }: SuiteJob): Promise<void> {
  const repository = await work.open(ref);
  const runs = await listRuns(repository, head, work.checks);
  for (const externalId of new Set(runs.map(({ target }) => target.externalId))) {
    for (const job of jobsOfCheck({ repository: ref, head, externalId })) await work.queue.add(job);
  }
}
