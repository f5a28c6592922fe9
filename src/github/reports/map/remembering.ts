/** Asks once in five minutes for each of what it is asked about. */

const FIVE_MINUTES = 300_000;
const MOST = 5000;

interface Options<T> {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly keyOf: (asked: T) => string;
}

/** What rejects is asked for again the next time. */
export function remembering<T, R>(ask: (asked: T) => Promise<R>, { now, keyOf }: Options<T>): (asked: T) => Promise<R> {
  const known = new Map<string, { readonly asked: number; readonly answer: Promise<R> }>();
  return (asked) => {
    const key = keyOf(asked);
    const before = known.get(key);
    if (before && now() - before.asked < FIVE_MINUTES) return before.answer;
    const made = { asked: now(), answer: ask(asked) };
    known.delete(key);
    known.set(key, made);
    for (const oldest of known.keys()) {
      if (known.size <= MOST) break;
      known.delete(oldest);
    }
    made.answer.catch(() => known.get(key) === made && known.delete(key));
    return made.answer;
  };
}
