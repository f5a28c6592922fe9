/**
 * What remains of a graph when every node from which all ways end is taken away, again and again: whatever leads into a
 * circle. A node that is not named has no ways.
 */
export function withoutDeadEnds(ways: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const left = new Map<string, number>();
  const leadingTo = new Map<string, string[]>();
  for (const [node, all] of ways) {
    const next = all.filter((key) => ways.has(key));
    left.set(node, next.length);
    for (const key of next) {
      const from = leadingTo.get(key);
      if (from) from.push(node);
      else leadingTo.set(key, [node]);
    }
  }
  const remaining = new Set(ways.keys());
  const ended = [...ways.keys()].filter((node) => left.get(node) === 0);
  // The list grows while it is walked.
  for (const node of ended) {
    remaining.delete(node);
    for (const from of leadingTo.get(node) ?? []) {
      const count = (left.get(from) ?? 0) - 1;
      left.set(from, count);
      if (count === 0) ended.push(from);
    }
  }
  return remaining;
}
