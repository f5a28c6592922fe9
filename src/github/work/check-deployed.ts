/** A commit has been deployed: checks of it that wait go on, and those that waited in vain are made anew. */
import { listRuns } from '../check/publish.ts';
import type { DeploymentJob } from '../job.ts';
import { jobsOfCheck } from '../jobs-of-check.ts';
import type { WorkContext } from './context.ts';

export async function checkDeployed(work: WorkContext, { repository: ref, head }: DeploymentJob): Promise<void> {
  work.deployed.tell(head);
  const repository = await work.open(ref);
  const runs = await listRuns(repository, head, work.checks);
  for (const externalId of new Set(runs.map(({ target }) => target.externalId))) {
    // The newest stands first.
    const newest = runs.find(({ target }) => target.externalId === externalId);
    if (newest?.conclusion !== 'timed_out') continue;
    for (const job of jobsOfCheck({ repository: ref, head, externalId })) await work.queue.add(job);
  }
}
