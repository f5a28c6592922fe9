/** Work that is done once for each thing it is about and forgotten with it: walks through big schemas that several rooms need. */

/** `work` must be pure, and what it gives back is shared. */
export function oncePer<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key);
    if (found) return found.value;
    const value = work(key);
    known.set(key, { value });
    return value;
  };
}
