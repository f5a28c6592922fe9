/** Which edits can't be applied apart, because a change of the file belongs to all of them. */

/** Every edit's group, ascending and in the order of their first edits; an edit that stands alone is a group too. */
export function groupEdits(count: number, bonds: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const parents = Array.from({ length: count }, (_, index) => index);
  for (const [first, ...others] of bonds) {
    for (const other of others) if (first !== undefined) unite(first, other);
  }
  return [...Map.groupBy(parents.keys(), find).values()];

  function unite(a: number, b: number): void {
    const [low, high] = [find(a), find(b)].sort((x, y) => x - y);
    if (low !== undefined && high !== undefined) parents[high] = low;
  }

  function find(index: number): number {
    let root = index;
    for (let parent = parents[root]; parent !== undefined && parent !== root; parent = parents[root]) root = parent;
    return root;
  }
}
