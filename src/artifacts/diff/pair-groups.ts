/** Which groups of two lists belong together, as the language of the file pairs them. */
import { align, type Pair } from './align.ts';
import type { Pairing } from './grammar.ts';
import { type Group, groupDistance } from './group.ts';

/** Ascending on both sides. `size`: of a whole group. */
export function pairGroups(from: readonly Group[], to: readonly Group[], size: number, pairing: Pairing): Pair[] {
  if (pairing === 'position') return from.slice(0, to.length).map((_, index) => [index, index]);
  const [last, other] = [from.at(-1), to.at(-1)];
  // What is left over at the end stands for everything else (the last result of an `if`), so the two are one.
  if (last && other && last.items.length < size && last.items.length === other.items.length) {
    return [...alignGroups(from.slice(0, -1), to.slice(0, -1), pairing), [from.length - 1, to.length - 1]];
  }
  return alignGroups(from, to, pairing);
}

function alignGroups(from: readonly Group[], to: readonly Group[], pairing: Pairing): Pair[] {
  const same = (b: number, h: number) => from[b]?.identity === to[h]?.identity;
  const distance = (b: number, h: number) => {
    if (pairing === 'alike' || same(b, h)) return groupDistance(from[b], to[h]);
    return pairing === 'in-turn' ? 1 : Number.POSITIVE_INFINITY;
  };
  const pairs = align({ base: from.length, head: to.length, same, distance });
  // Of lists too long to weigh every pair, items are aligned by position.
  return pairing === 'equal' ? pairs.filter(([b, h]) => same(b, h)) : pairs;
}
