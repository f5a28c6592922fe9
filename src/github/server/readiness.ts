/** Whether this process can do its work, for `/readyz`: a load balancer sends it webhooks only then. */

import { steadyNow } from '../../steady-clock.ts';
import type { Queue } from '../queue/queue.ts';

export interface ReadinessOptions {
  readonly queue: Pick<Queue, 'ready'>;
  /** Asks GitHub who the App is; rejects where it does not answer or does not know the App's key. */
  readonly askGitHub: (signal: AbortSignal) => Promise<unknown>;
  /** Milliseconds that an answer of GitHub counts. */
  readonly fresh?: number;
  /** GitHub may be away for so many milliseconds: webhooks are still worth keeping. */
  readonly grace?: number;
  /** Milliseconds that either may take to answer. */
  readonly patience?: number;
}

/** Resolves to the reasons against it. Asks GitHub once a minute at most, however often it is called. */
export function createReadiness(options: ReadinessOptions): () => Promise<string[]> {
  const { queue, askGitHub, fresh = 60_000, grace = 300_000, patience = 3000 } = options;
  let answered: number | undefined;
  let asked: { readonly at: number; readonly reason: Promise<string | undefined> } | undefined;

  async function ask(): Promise<string | undefined> {
    try {
      await askGitHub(AbortSignal.timeout(patience));
      answered = steadyNow();
      return undefined;
    } catch (error) {
      return `GitHub does not answer the App: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  async function github(): Promise<string | undefined> {
    if (asked === undefined || steadyNow() - asked.at >= fresh) asked = { at: steadyNow(), reason: ask() };
    const reason = await asked.reason;
    // Whoever waits for the first answer asks again soon.
    if (answered === undefined) asked = undefined;
    return answered !== undefined && steadyNow() - answered < grace ? undefined : reason;
  }

  return async () => {
    const kept = await Promise.race([queue.ready().catch(() => false), after(patience)]);
    const reasons = [kept === true ? undefined : 'the queue does not answer or takes no more jobs', await github()];
    return reasons.filter((reason) => reason !== undefined);
  };
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined).unref());
}
