/** Items of a list that belong together and come and go as one, such as a condition and its result. */
import { distance } from './distance.ts';
import type { Tree } from './tree.ts';

export interface Group {
  /** Index of the first item in the list. */
  readonly start: number;
  readonly items: readonly Tree[];
  /** Equal for groups of equal items. */
  readonly identity: string;
}

/** Groups of `size` items in order; the last may be shorter. */
export function groupItems(items: readonly Tree[], size: number): Group[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => {
    const start = index * size;
    const members = items.slice(start, start + size);
    return { start, items: members, identity: members.map((item) => item.identity).join() };
  });
}

/** Mean distance of the items; groups of different sizes never belong together. */
export function groupDistance(base: Group | undefined, head: Group | undefined): number {
  if (!base || !head || base.items.length !== head.items.length) return Number.POSITIVE_INFINITY;
  const total = base.items.reduce((sum, item, index) => {
    const other = head.items[index];
    return other ? sum + distance(item, other) : sum;
  }, 0);
  return total / base.items.length;
}
