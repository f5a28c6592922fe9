/** How many items two lists share. Called once a record by the replay. */

/**
 * Jaccard similarity |A ∩ B| / |A ∪ B| of the sets of items. Between 0 and 1; two empty lists are alike. Items are
 * compared as Map keys are, so objects must come as text.
 *
 * @example
 * jaccard(['a', 'b'], ['b', 'c']); // 1/3
 */
export function jaccard(base: readonly unknown[], head: readonly unknown[]): number {
  const before = new Set(base);
  const after = new Set(head);
  if (before.size === 0 && after.size === 0) return 1;
  let shared = 0;
  for (const item of before) if (after.has(item)) shared += 1;
  return shared / (before.size + after.size - shared);
}
