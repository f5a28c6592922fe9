/** What people would like to see and nothing depends on: reactions and answers. A locked conversation takes none. */
import { isRefusal } from '../port/status.ts';
import type { WorkContext } from './context.ts';

/** False where GitHub refuses, which is logged. Throws where it is out of reach. `what`: for the log. */
export async function unlessRefused(work: WorkContext, what: string, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    work.log.warn({ err: error, what }, 'GitHub does not take what nothing depends on');
    return false;
  }
}
