/** Brings the one comment on a pull request in line with its check. */

import type { CheckRun } from '../check/check-run.ts';
import type { Governed } from '../check/governed.ts';
import type { CheckOutcome } from '../check/outcome.ts';
import { renderSticky } from '../comment/render.ts';
import { writeSticky } from '../comment/sticky.ts';
import type { Repository } from '../port/repository.ts';
import type { WorkContext } from './context.ts';
import type { Subject } from './subject.ts';

/**
 * A merge group has no comment. Throws where GitHub takes none: the conversation is locked, or the App may not write.
 * `decisions`: signed.
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
  if (sticky) await writeSticky(repository, pull.number, work.app.slug, sticky);
}
