/** The two margins of a joint table. */
import type { Cell, Row } from './evidence.ts';
import { lessNoise } from './less-noise.ts';

export interface Marginals {
  /** Sorted by code unit. */
  readonly cells: readonly Cell[];
  /** Σ weight at base and at head, in the order of `cells`. */
  readonly base: readonly number[];
  readonly head: readonly number[];
}

export function marginalsOf(table: readonly Row[]): Marginals {
  const sums = new Map<Cell, { base: number; head: number }>();
  const at = (cell: Cell): { base: number; head: number } => {
    const known = sums.get(cell);
    if (known) return known;
    const fresh = { base: 0, head: 0 };
    sums.set(cell, fresh);
    return fresh;
  };
  for (const row of table) {
    at(row.base).base += row.weight;
    at(row.head).head += row.weight;
  }
  for (const sum of sums.values()) if (lessNoise(sum.head, sum.base) === 0) sum.head = sum.base;
  const cells = [...sums.keys()].sort();
  return { cells, base: cells.map((cell) => at(cell).base), head: cells.map((cell) => at(cell).head) };
}
