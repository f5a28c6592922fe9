/** Waits for something to be so, and says what was there instead when it does not come. */
import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  /** Milliseconds. Default 10,000. */
  readonly within?: number;
  /** What is waited for, in words, for the message. */
  readonly what?: string;
}

/**
 * Asks again and again until the answer is neither undefined nor false, and gives it. Throws after the time, with what
 * `seen` tells of the state.
 */
export async function until<T>(
  look: () => T | Promise<T>,
  seen: () => string,
  { within = 10_000, what = look.toString() }: Patience = {},
): Promise<Exclude<T, undefined | false>> {
  const deadline = Date.now() + within;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found as Exclude<T, undefined | false>;
    if (Date.now() > deadline) throw new Error(`not so within ${within} ms: ${what}\n${seen()}`);
    await pause(10);
  }
}
