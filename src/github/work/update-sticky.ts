/** Brings the one comment on a pull request in line with its check. */

import type { CheckRun } from '../check/check-run.ts';
import type { Governed } from '../check/governed.ts';
import type { CheckOutcome } from '../check/outcome.ts';
import { renderSticky } from '../comment/render.ts';
import { writeSticky } from '../comment/sticky.ts';
import { fullName, type Repository } from '../repository.ts';
import { isAnswer } from '../status.ts';
import type { WorkContext } from './context.ts';
import type { Subject } from './subject.ts';

/**
 * A merge group has no comment. Where GitHub takes none, since the conversation is locked or the App may not write, the
 * check goes on without. `decisions`: signed.
 */
export async function updateSticky(
  work: WorkContext,
  repository: Repository,
  { pull, target }: Subject,
  outcome: CheckOutcome,
  { run, governed, decisions }: { run: CheckRun; governed: readonly Governed[]; decisions: readonly string[] },
): Promise<void> {
  if (!pull) return;
  const sticky = renderSticky(outcome, { head: target.head, governed, checkUrl: run.url, decisions });
  if (!sticky) return;
  try {
    await writeSticky(repository, pull.number, work.app.slug, sticky);
  } catch (error) {
    // GitHub understood, and would say the same again.
    if (!isAnswer(error, [403, 404, 410, 422])) throw error;
    work.log.warn({ err: error, repository: fullName(repository), pull: pull.number }, 'GitHub takes no comment');
  }
}
