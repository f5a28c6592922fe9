/**
 * Looks for what was missed: a delivery that did not arrive, a process that was killed. GitHub is asked what is there, so
 * nothing has to be remembered over a restart.
 */
import { fullName } from '../../repository.ts';
import type { WorkContext } from '../context.ts';
import { findCommands } from './commands.ts';
import { redeliver } from './deliveries.ts';
import { installedRepositories } from './installations.ts';
import { findPulls } from './pulls.ts';

const DAY = 24 * 3_600_000;
/** GitHub keeps deliveries for three days; who waits longer for an answer to a comment writes another. */
const LONGEST_AGO = 3 * DAY;
/** Events of the last moments may still be on their way. */
const OVERLAP = 600_000;

export type Sweep = (work: WorkContext) => Promise<void>;

/** Sweeps one after the other, each from where the one before it began. */
export function createSweeper(): Sweep {
  let last: number | undefined;
  return async (work) => {
    const begun = Date.now();
    const since = new Date(last === undefined ? begun - LONGEST_AGO : last - OVERLAP);
    const found = { deliveries: 0, pulls: 0, commands: 0 };
    await attempt(work, 'reports', () => work.reports.removeBefore(new Date(begun - work.bounds.reportDays * DAY)));
    found.deliveries = await attempt(work, 'deliveries', () => redeliver(work, since));
    for await (const repository of installedRepositories(work)) {
      found.pulls += await attempt(work, fullName(repository), () => findPulls(work, repository, { since }));
      found.commands += await attempt(work, fullName(repository), () => findCommands(work, repository, since));
    }
    last = begun;
    for (const [what, count] of Object.entries(found)) work.metrics.sweepFound.inc({ what }, count);
    work.log.info({ ...found, seconds: (Date.now() - begun) / 1000 }, 'Swept');
  };
}

/** One repository that cannot be read must not keep the others from being looked at. */
async function attempt(work: WorkContext, where: string, look: () => Promise<number>): Promise<number> {
  try {
    return await look();
  } catch (error) {
    work.log.warn({ err: error, where }, 'Could not be swept');
    return 0;
  }
}
