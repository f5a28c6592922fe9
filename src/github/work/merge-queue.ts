/** The merge groups that are queued now, which GitHub tells by their branches alone, and those of one pull request. */
import type { MergeGroupJob } from '../job.ts';
import { type Repository, refOf } from '../port/repository.ts';
import type { WorkContext } from './context.ts';
import { groupOf } from './merge-group.ts';

/** A job for each group that looks at it. None where the repository is empty, or has no queue. */
export async function queuedGroups(repository: Repository): Promise<MergeGroupJob[]> {
  const branches = await repository.git.branches('gh-readonly-queue/');
  const place = { kind: 'merge-group', repository: refOf(repository) } as const;
  return branches.map(({ name, head }) => ({ ...place, head, ref: `refs/heads/${name}` }));
}

/** What is decided in a pull request counts in its merge groups, too: they are judged anew. */
export async function tellGroups(work: WorkContext, repository: Repository, number: number): Promise<void> {
  for (const job of await queuedGroups(repository)) {
    if (groupOf(job).number === number) await work.queue.add({ ...job, again: 'decided' });
  }
}
