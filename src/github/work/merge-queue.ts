/** The merge groups that are queued now, which GitHub tells by their branches alone, and those of one pull request. */
import type { MergeGroupJob } from '../job.ts';
import { type Repository, refOf } from '../repository.ts';
import { unlessStatus } from '../status.ts';
import type { WorkContext } from './context.ts';
import { groupOf } from './merge-group.ts';

/** A job for each group that looks at it. None where the repository is empty, or has no queue. */
export async function queuedGroups(repository: Repository): Promise<MergeGroupJob[]> {
  const { octokit, owner, repo } = repository;
  const ask = () => octokit.rest.git.listMatchingRefs({ owner, repo, ref: 'heads/gh-readonly-queue/' });
  const { data = [] } = (await unlessStatus([404, 409], ask)) ?? {};
  const place = { kind: 'merge-group', repository: refOf(repository) } as const;
  return data.map(({ ref, object }) => ({ ...place, head: object.sha, ref }));
}

/** What is decided in a pull request counts in its merge groups, too: they are judged anew. */
export async function tellGroups(work: WorkContext, repository: Repository, number: number): Promise<void> {
  for (const job of await queuedGroups(repository)) {
    if (groupOf(job).number === number) await work.queue.add({ ...job, again: 'decided' });
  }
}
