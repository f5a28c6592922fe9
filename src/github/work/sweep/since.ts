/** Since when the sweep has to look at a place again: all of it by GitHub's clock, whatever this machine's says. */

/** GitHub keeps deliveries for three days; who waits longer for an answer to a comment writes another. */
const LONGEST_AGO = 3 * 24 * 3_600_000;
/** Events of the last moments may still be on their way. */
const OVERLAP = 600_000;

export interface Seen {
  /** @param now milliseconds since 1970 */
  since(place: string, now: number): Date;
  /** All of the place was looked at that had happened until then, or is found by other means. */
  until(place: string, time: number): void;
}

/** Knows nothing of what other processes have looked at: they may have missed what this one finds. */
export function createSeen(): Seen {
  const seen = new Map<string, number>();
  return {
    since: (place, now) => new Date(Math.max(now - LONGEST_AGO, (seen.get(place) ?? 0) - OVERLAP)),
    until: (place, time) => void seen.set(place, time),
  };
}
