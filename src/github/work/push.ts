/** A branch's weir.yml may have changed: the open pull requests to it that were judged by another one are judged anew. */
import type { PushJob } from '../job.ts';
import { fullName } from '../port/repository.ts';
import type { WorkContext } from './context.ts';
import { findPulls } from './sweep/pulls.ts';

export async function checkAfterPush(work: WorkContext, { repository: ref, branch }: PushJob): Promise<void> {
  work.consumers.touched(ref);
  const repository = await work.open(ref);
  const found = await findPulls(work, repository, { trunk: branch });
  work.log.info({ repository: fullName(ref), branch, found }, 'Looked through the pull requests of a branch');
}
