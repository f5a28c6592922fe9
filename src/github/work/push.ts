/**
 * A branch's weir.yml may have changed: the open pull requests to it that were judged by another one are judged anew, and where it is
 * the organization's, those of every repository that others read, and what waits in their merge queues.
 */
import type { PushJob } from '../job.ts';
import { fullName, refOf } from '../port/repository.ts';
import type { WorkContext } from './context.ts';
import { ORGANIZATION } from './gates.ts';
import { queuedGroups } from './merge-queue.ts';
import { findPulls } from './sweep/pulls.ts';

export async function checkAfterPush(work: WorkContext, { repository: ref, branch }: PushJob): Promise<void> {
  work.consumers.touched(ref);
  const repository = await work.open(ref);
  const found = await findPulls(work, repository, { trunk: branch });
  work.log.info({ repository: fullName(ref), branch, found }, 'Looked through the pull requests of a branch');
  if (ref.repo.toLowerCase() !== ORGANIZATION || branch !== (await repository.about()).defaultBranch) return;
  const all = await work.consumers.all(work, ref.installation, work.attempt.stop);
  const named = new Set(all.flatMap(({ names }) => [...names]));
  const own = all.filter(({ owner }) => owner.toLowerCase() === ref.owner.toLowerCase());
  for (const one of own.filter((upstream) => named.has(fullName(upstream).toLowerCase()))) {
    const upstream = await work.open(refOf(one));
    await findPulls(work, upstream);
    // Each looks for itself whether its check still holds.
    for (const job of await queuedGroups(upstream)) await work.queue.add(job);
  }
}
