/** A big file is parsed to tell its language, to find what it refers to and to be compared: once is enough. */

/** Below this, parsing costs less than looking. */
const BIG = 100_000;
/** Two versions, each with another file that it refers to. */
const MOST = 4;

/**
 * As `work`, which must be pure; what came of the last few big texts is given again, as long as somebody holds it.
 */
export function rememberBig<T extends object>(work: (text: string) => T): (text: string) => T {
  let recent: readonly WeakRef<{ readonly text: string; readonly result: T }>[] = [];
  const holders = new WeakMap<T, object>();
  return (text) => {
    if (text.length < BIG) return work(text);
    const known = recent.map((one) => one.deref()).find((one) => one?.text === text);
    if (known) return known.result;
    const result = work(text);
    const entry = { text, result };
    holders.set(result, entry);
    recent = [new WeakRef(entry), ...recent].slice(0, MOST);
    return result;
  };
}
