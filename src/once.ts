/** Does something the first time it is asked for, and remembers what came of it. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}

/** The same for each of several things: what is asked of the same one again is not done again. */
export function onceEach<Of, T>(work: (of: Of) => Promise<T>): (of: Of) => Promise<T> {
  const results = new Map<Of, Promise<T>>();
  return (of) => {
    const result = results.get(of) ?? work(of);
    results.set(of, result);
    return result;
  };
}
