/** After an installation: makes the check selectable as required, and looks after the pull requests that are open. */

import { announce, conclude, requeue } from '../check/publish.ts';
import { renderCheck } from '../check/render.ts';
import type { RepositoryJob } from '../job.ts';
import type { Repository } from '../port/repository.ts';
import { unlessStatus } from '../port/status.ts';
import type { WorkContext } from './context.ts';
import { sharersOf } from './same-head.ts';
import { findPulls } from './sweep/pulls.ts';
import { unlessRefused } from './unless-refused.ts';

export async function welcome(work: WorkContext, job: RepositoryJob): Promise<void> {
  const repository = await work.open(job.repository);
  try {
    await unlessRefused(work, 'a check that can be chosen', async () => {
      const head = job.again ?? (await defaultTip(repository));
      if (head !== undefined) await makeSelectable(work, repository, head, job.again !== undefined);
    });
  } finally {
    // Whether or not the check can be chosen, open pull requests wait for theirs.
    await findPulls(work, repository);
  }
}

/**
 * GitHub offers as required only checks that succeeded in the repository within seven days. Not on a commit that somebody
 * wants to merge: there a success says that it may be.
 */
async function makeSelectable(work: WorkContext, repository: Repository, head: string, again: boolean): Promise<void> {
  if ((await sharersOf(work, repository, head)).length > 0) return;
  const found = await announce(repository, { head, externalId: 'installed' }, work.checks);
  if (found.status === 'completed' && !again) return;
  const run = await requeue(repository, found, work.checks);
  const output = renderCheck({ kind: 'installed' }, { headFiles: new Set(), governed: [] });
  await conclude(repository, run, output, undefined);
}

/** Undefined where there is no commit yet. */
async function defaultTip(repository: Repository): Promise<string | undefined> {
  const { defaultBranch } = await repository.about();
  return unlessStatus([404, 409], () => repository.git.tip(defaultBranch));
}
