/**
 * The merge groups that are queued now, which GitHub tells by their branches alone, those of one pull request, and those that were
 * built on another. A queue builds each group on the one before it, and where it is set to merge what fails along with what
 * passes, it asks the last one's check alone.
 */
import type { MergeGroupJob } from '../job.ts';
import { fullName, type Repository, refOf } from '../port/repository.ts';
import type { WorkContext } from './context.ts';
import { groupOf } from './merge-group.ts';

/** A job for each group that looks at it. None where the repository is empty, or has no queue. */
export async function queuedGroups(repository: Repository): Promise<MergeGroupJob[]> {
  const branches = await repository.git.branches('gh-readonly-queue/');
  const place = { kind: 'merge-group', repository: refOf(repository) } as const;
  return branches.map(({ name, head }) => ({ ...place, head, ref: `refs/heads/${name}` }));
}

/** What is decided in a pull request counts in its merge groups, too: they are judged anew, and with them what is built on them. */
export async function tellGroups(work: WorkContext, repository: Repository, number: number): Promise<void> {
  const queued = await queuedGroups(repository);
  const told = new Set(queued.filter((job) => groupOf(job).number === number));
  for (const { head } of told) for (const job of above(head, queued)) told.add(job);
  for (const job of told) await work.queue.add({ ...job, again: 'decided' });
}

/** The groups that were built on this commit look at what has become of its check. The sweep finds those who were not told. */
export async function tellAbove(work: WorkContext, repository: Repository, head: string): Promise<void> {
  try {
    for (const job of above(head, await queuedGroups(repository))) await work.queue.add(job);
  } catch (error) {
    work.log.warn({ err: error, repository: fullName(repository), head }, 'The merge groups above were not told');
  }
}

function above(head: string, queued: readonly MergeGroupJob[]): MergeGroupJob[] {
  return queued.filter((job) => groupOf(job).onto === head);
}
