/**
 * Looks for what was missed: a delivery that did not arrive, a process that was killed. GitHub is asked what is there, so
 * nothing has to be remembered over a restart.
 */
import { steadyNow } from '../../../steady-clock.ts';
import { fullName, type Repository } from '../../port/repository.ts';
import type { WorkContext } from '../context.ts';
import { queuedGroups } from '../merge-queue.ts';
import { attempt } from './attempt.ts';
import { findCommands } from './commands.ts';
import { redeliver } from './deliveries.ts';
import { installedRepositories } from './installations.ts';
import { findPulls } from './pulls.ts';
import { createSeen, type Seen } from './since.ts';

const DAY = 24 * 3_600_000;
/** Milliseconds that a repository may keep the others waiting: GitHub may leave every question about it unanswered. */
const PATIENCE = 600_000;

export type Sweep = (work: WorkContext) => Promise<void>;

/** Sweeps one after the other; what one could not look at, the next one looks at from where the one before it began. */
export function createSweeper(): Sweep {
  const seen = createSeen();
  return async (work) => {
    const begun = steadyNow();
    const found = { deliveries: 0, pulls: 0, commands: 0 };
    const told = await work.app.time();
    // What was removed by a clock that is years ahead would be gone for good.
    if (told !== undefined)
      await attempt(work, 'reports', () => work.reports.removeBefore(new Date(told - work.bounds.reportDays * DAY)));
    const now = told ?? Date.now();
    found.deliveries = (await attempt(work, 'deliveries', () => askForDeliveries(work, seen, now))) ?? 0;
    for await (const ref of installedRepositories(work)) {
      const name = fullName(ref);
      const ending = AbortSignal.any([work.attempt.stop, AbortSignal.timeout(PATIENCE)]);
      const repository = await attempt(work, name, () => work.open(ref, ending));
      if (repository === undefined) continue;
      await lookInto(work, repository, { seen, now, found });
      await attempt(work, name, () => lookAtGroups(work, repository));
    }
    for (const [what, count] of Object.entries(found)) work.metrics.sweepFound.inc({ what }, count);
    work.log.info({ ...found, seconds: (steadyNow() - begun) / 1000 }, 'Swept');
  };
}

async function askForDeliveries(work: WorkContext, seen: Seen, now: number): Promise<number> {
  const asked = await redeliver(work, seen.since('deliveries', now));
  seen.until('deliveries', now);
  return asked;
}

interface Looking {
  readonly seen: Seen;
  /** By GitHub's clock, milliseconds since 1970. */
  readonly now: number;
  readonly found: { pulls: number; commands: number };
}

/** Each for itself; but what one of them could not look at, both look at again the next time. */
async function lookInto(work: WorkContext, repository: Repository, { seen, now, found }: Looking): Promise<void> {
  const name = fullName(repository);
  const since = seen.since(name, now);
  const pulls = await attempt(work, name, () => findPulls(work, repository, { since }));
  const commands = await attempt(work, name, () => findCommands(work, repository, since));
  found.pulls += pulls ?? 0;
  found.commands += commands?.found ?? 0;
  if (pulls === undefined || commands === undefined) return;
  // Until it has its answer a command is found again: its job may have been given up while GitHub was out of reach.
  seen.until(name, Math.min(now, commands.oldest ?? now));
}

/** Each looks for itself whether its check still holds; there are few. */
async function lookAtGroups(work: WorkContext, repository: Repository): Promise<void> {
  for (const job of await queuedGroups(repository)) await work.queue.add(job);
}
