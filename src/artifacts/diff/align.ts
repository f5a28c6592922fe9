/**
 * Which items of two lists belong together, so that an item put into a list is one edit and not one for each item
 * behind it.
 */

/** Indices of items that belong together, ascending in both. Items that no pair names were removed or added. */
export type Pair = readonly [base: number, head: number];

export interface Items {
  readonly base: number;
  readonly head: number;
  same(base: number, head: number): boolean;
  /** 0 for the same, up to 2 for items that share nothing (as dear as removing one and adding the other). */
  distance(base: number, head: number): number;
}

/** Cells of the table that weighs every base item against every head item; larger gaps only match equal items. */
const MAX_CELLS = 250_000;
/** Removed and added items up to which equal ones are matched; beyond, the lists have little in common. */
const MAX_DIFFERENCES = 4_000;

export function align(items: Items): Pair[] {
  return alignRange(items, 0, items.base, 0, items.head, true);
}

/** Aligns base[b0..b1) with head[h0..h1). */
function alignRange(items: Items, b0: number, b1: number, h0: number, h1: number, anchors: boolean): Pair[] {
  const before: Pair[] = [];
  while (b0 < b1 && h0 < h1 && items.same(b0, h0)) before.push([b0++, h0++]);
  const after: Pair[] = [];
  while (b0 < b1 && h0 < h1 && items.same(b1 - 1, h1 - 1)) after.push([--b1, --h1]);
  return [...before, ...alignMiddle(items, b0, b1, h0, h1, anchors), ...after.reverse()];
}

function alignMiddle(items: Items, b0: number, b1: number, h0: number, h1: number, anchors: boolean): Pair[] {
  if (b0 === b1 || h0 === h1) return [];
  if ((b1 - b0) * (h1 - h0) <= MAX_CELLS) return cheapest(items, b0, b1, h0, h1);
  const equal = anchors ? longestCommon(items, b0, b1, h0, h1) : [];
  if (equal.length === 0) return byPosition(b0, b1, h0, h1);
  const pairs: Pair[] = [];
  let [b, h] = [b0, h0];
  for (const [base, head] of [...equal, [b1, h1] as const]) {
    pairs.push(...alignRange(items, b, base, h, head, false));
    if (base < b1) pairs.push([base, head]);
    [b, h] = [base + 1, head + 1];
  }
  return pairs;
}

function byPosition(b0: number, b1: number, h0: number, h1: number): Pair[] {
  return Array.from({ length: Math.min(b1 - b0, h1 - h0) }, (_, index) => [b0 + index, h0 + index] as const);
}

/** The alignment of least total cost, by dynamic programming (Needleman & Wunsch 1970); an unpaired item costs 1. */
function cheapest(items: Items, b0: number, b1: number, h0: number, h1: number): Pair[] {
  const rows = b1 - b0;
  const columns = h1 - h0;
  const width = columns + 1;
  // cost[i][j]: of aligning what follows the first i base and j head items.
  const cost = new Float64Array((rows + 1) * width);
  const apart = new Float64Array((rows + 1) * width);
  for (let i = rows; i >= 0; i--) {
    for (let j = columns; j >= 0; j--) {
      const cell = i * width + j;
      if (i === rows || j === columns) {
        cost[cell] = rows - i + (columns - j);
        continue;
      }
      apart[cell] = items.distance(b0 + i, h0 + j);
      const paired = at(apart, cell) + at(cost, cell + width + 1);
      cost[cell] = Math.min(paired, 1 + at(cost, cell + width), 1 + at(cost, cell + 1));
    }
  }
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < rows && j < columns) {
    const cell = i * width + j;
    if (at(cost, cell) === at(apart, cell) + at(cost, cell + width + 1)) pairs.push([b0 + i++, h0 + j++]);
    else if (at(cost, cell) === 1 + at(cost, cell + width)) i++;
    else j++;
  }
  return pairs;
}

/** Longest common subsequence by the greedy O(ND) algorithm (Myers 1986); empty where the lists differ too much. */
function longestCommon(items: Items, b0: number, b1: number, h0: number, h1: number): Pair[] {
  const rows = b1 - b0;
  const columns = h1 - h0;
  const limit = Math.min(rows + columns, MAX_DIFFERENCES);
  const reach = new Int32Array(2 * limit + 3);
  const history: Int32Array[] = [];
  for (let differences = 0; differences <= limit; differences++) {
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const down = isDown(reach, limit, differences, diagonal);
      let x = down ? at(reach, limit + 1 + diagonal + 1) : at(reach, limit + 1 + diagonal - 1) + 1;
      while (x < rows && x - diagonal < columns && items.same(b0 + x, h0 + x - diagonal)) x++;
      reach[limit + 1 + diagonal] = x;
      if (x >= rows && x - diagonal >= columns) return walkBack(history, x, x - diagonal, b0, h0);
    }
    // Only the diagonals that this round reached, -differences to +differences.
    history.push(reach.slice(limit + 1 - differences, limit + 2 + differences));
  }
  return [];
}

function isDown(reach: Int32Array, limit: number, differences: number, diagonal: number): boolean {
  if (diagonal === -differences) return true;
  if (diagonal === differences) return false;
  return at(reach, limit + diagonal) < at(reach, limit + 2 + diagonal);
}

function walkBack(history: readonly Int32Array[], endX: number, endY: number, b0: number, h0: number): Pair[] {
  const pairs: Pair[] = [];
  let [x, y] = [endX, endY];
  for (let differences = history.length; differences >= 0; differences--) {
    const previous = history[differences - 1];
    const diagonal = x - y;
    const [fromX, fromY] = previous ? origin(previous, differences, diagonal) : [0, 0];
    while (x > fromX && y > fromY) pairs.push([b0 + --x, h0 + --y]);
    [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}

/** Where the path stood before its last difference. */
function origin(previous: Int32Array, differences: number, diagonal: number): readonly [number, number] {
  const reached = (k: number): number => at(previous, k + differences - 1);
  const down = diagonal === -differences || (diagonal !== differences && reached(diagonal - 1) < reached(diagonal + 1));
  const from = down ? diagonal + 1 : diagonal - 1;
  return [reached(from), reached(from) - from];
}

function at(values: Float64Array | Int32Array, index: number): number {
  return values[index] ?? 0;
}
