/**
 * Looks for what was missed: a delivery that did not arrive, a process that was killed. GitHub is asked what is there, so
 * nothing has to be remembered over a restart.
 */
import { fullName } from '../../repository.ts';
import type { WorkContext } from '../context.ts';
import { attempt } from './attempt.ts';
import { findCommands } from './commands.ts';
import { redeliver } from './deliveries.ts';
import { installedRepositories } from './installations.ts';
import { findPulls } from './pulls.ts';

const DAY = 24 * 3_600_000;
/** GitHub keeps deliveries for three days; who waits longer for an answer to a comment writes another. */
const LONGEST_AGO = 3 * DAY;
/** Events of the last moments may still be on their way. */
const OVERLAP = 600_000;
/** Milliseconds that a repository may keep the others waiting: GitHub may leave every question about it unanswered. */
const PATIENCE = 600_000;

export type Sweep = (work: WorkContext) => Promise<void>;

/** Sweeps one after the other, each from where the one before it began. */
export function createSweeper(): Sweep {
  let last: number | undefined;
  return async (work) => {
    const begun = Date.now();
    const since = new Date(last === undefined ? begun - LONGEST_AGO : last - OVERLAP);
    const found = { deliveries: 0, pulls: 0, commands: 0 };
    await attempt(work, 'reports', () => work.reports.removeBefore(new Date(begun - work.bounds.reportDays * DAY)));
    found.deliveries = (await attempt(work, 'deliveries', () => redeliver(work, since))) ?? 0;
    for await (const ref of installedRepositories(work)) {
      const name = fullName(ref);
      const ending = AbortSignal.any([work.attempt.stop, AbortSignal.timeout(PATIENCE)]);
      const repository = await work.open(ref, ending);
      found.pulls += (await attempt(work, name, () => findPulls(work, repository, { since }))) ?? 0;
      found.commands += (await attempt(work, name, () => findCommands(work, repository, since))) ?? 0;
    }
    last = begun;
    for (const [what, count] of Object.entries(found)) work.metrics.sweepFound.inc({ what }, count);
    work.log.info({ ...found, seconds: (Date.now() - begun) / 1000 }, 'Swept');
  };
}
