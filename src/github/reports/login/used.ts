/** What may be used once: remembered until it would be refused for its age anyway. */

export interface Used {
  /** False the second time. `expires`: milliseconds since 1970. */
  take(token: string, expires: number): boolean;
}

/** Beyond this the oldest is forgotten: somebody floods the App, and GitHub takes a code once in any case. */
const MOST = 100_000;

/** In this process: another one has GitHub's own rule, that a code is good once, and the browser has lost the cookie. */
export function createUsed(now: () => number): Used {
  const used = new Map<string, number>();
  return {
    take(token, expires) {
      // In the order they came, which is nearly that of their ends.
      for (const [old, end] of used) {
        if (end > now() && used.size < MOST) break;
        used.delete(old);
      }
      if (used.has(token)) return false;
      used.set(token, expires);
      return true;
    },
  };
}
