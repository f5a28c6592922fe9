/** Whose repositories stand on the map of one: those that it reads and that read it, and so on, as far as the viewer may read them. */
import { fullName } from '../../port/repository.ts';
import type { Joined } from './facts.ts';

export interface Neighbours {
  /** The one itself first, then the nearest. */
  readonly shown: readonly Joined[];
  /** There are more that the viewer may read. */
  readonly isCut: boolean;
}

/** More are no map. */
export const MOST_SHOWN = 40;
/** Each is a request to GitHub. */
export const MOST_ASKED = 200;
const AT_ONCE = 20;

/**
 * @param mayRead whether the viewer may. Who may not, hides what lies behind, too. That so many were asked about is not told: it
 *   would tell of those who are hidden
 */
export async function neighboursOf(
  id: number,
  all: readonly Joined[],
  mayRead: (one: Joined) => Promise<boolean>,
): Promise<Neighbours> {
  const start = all.find((one) => one.id === id);
  const shown = start ? [start] : [];
  const seen = new Set(shown.map((one) => one.id));
  // Grows while it is walked.
  for (const from of shown) {
    const next = all.filter((one) => !seen.has(one.id) && areJoined(one, from)).slice(0, MOST_ASKED - seen.size);
    for (const one of next) seen.add(one.id);
    for (let at = 0; at < next.length; at += AT_ONCE) {
      const some = next.slice(at, at + AT_ONCE);
      const readable = await Promise.all(some.map(mayRead));
      for (const one of some.filter((_, index) => readable[index])) {
        if (shown.length === MOST_SHOWN) return { shown, isCut: true };
        shown.push(one);
      }
    }
  }
  return { shown, isCut: false };
}

function areJoined(one: Joined, other: Joined): boolean {
  return one.names.has(fullName(other).toLowerCase()) || other.names.has(fullName(one).toLowerCase());
}
