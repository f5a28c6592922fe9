/** What goes wrong with one of many, an installation, a repository, a pull request, costs only that one its turn. */
import { Stop } from '../../queue/queue.ts';
import type { WorkContext } from '../context.ts';

/** What `look` gives; undefined where it failed, which is logged. Throws what stops the job. `where`: for the log. */
export async function attempt<T>(work: WorkContext, where: string, look: () => Promise<T>): Promise<T | undefined> {
  const { stop } = work.attempt;
  stop.throwIfAborted();
  try {
    return await look();
  } catch (error) {
    if (error instanceof Stop) throw error;
    stop.throwIfAborted();
    work.log.warn({ err: error, where }, 'Could not be looked at');
    return undefined;
  }
}
