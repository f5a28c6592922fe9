/**
 * An ensemble as arrays that a processor walks quickly: every node asks whether a number is above a threshold, whichever way its
 * mode asks, and a leaf leads to itself.
 */
import type { Ensemble, NodeTable, VoteTable } from './ensemble.ts';
import { type Test, testOf } from './test.ts';

/** Rows that go through all trees together: their numbers and one tree stay in the fastest memory. */
export const BLOCK = 128;

/** Cells of one node in `cells`: where its column begins in a block, threshold (its bits), where numbers at most the threshold go, where those above it go. */
export const NODE = 4;

/** Index of a node by its first cell. */
export function indexAt(cell: number): number {
  return cell >> 2;
}

export interface Forest {
  /** Index of its first cell is what a node is called by. */
  readonly cells: Int32Array;
  /** The same memory as float32. */
  readonly thresholds: Float32Array;
  readonly columns: readonly Column[];
  readonly trees: readonly Tree[];
  /** What a leaf adds, by a node's index: from `votesFrom[node]` until `votesFrom[node + 1]` of the votes. */
  readonly votesFrom: Int32Array;
  readonly voteSum: Int32Array;
  readonly voteWeight: Float32Array;
  /** How many numbers a row has at least. */
  readonly features: number;
}

/** What nodes ask for of a row: a feature, and what stands for NaN so that it is below every threshold or above. */
export interface Column {
  readonly feature: number;
  readonly missing: number;
}

export interface Tree {
  readonly root: number;
  /** Cells of leaves begin here, up to the next tree. */
  readonly leaves: number;
  /** To a leaf on average, rounded up: as many are made for all rows alike. */
  readonly steps: number;
}

/** Undefined where trees are not written as every exporter writes them, so that the runtime says what becomes of that. */
export function forestOf({ nodes, votes, sums }: Ensemble): Forest | undefined {
  const rows = nodes.tree.length;
  const { missing, ...columns } = nodes;
  if (rows === 0 || Object.values(columns).some(({ length }) => length !== rows)) return undefined;
  if (Object.values(votes).some(({ length }) => length !== votes.tree.length)) return undefined;
  if (missing.length !== 0 && missing.length !== rows) return undefined;
  if (!votes.sum.every((sum) => sum >= 0 && sum < sums) || !votes.weight.every(Number.isFinite)) return undefined;
  const index = indexOf(nodes);
  const ballot = index && ballotOf(votes, nodes, index);
  return index && ballot && build(nodes, index, ballot, votes);
}

/** Rows by tree and node. Each tree stands in one piece, its root first. */
interface Index {
  readonly starts: readonly number[];
  readonly find: (tree: number, id: number) => number | undefined;
}

function indexOf({ tree, id }: NodeTable): Index | undefined {
  const starts: number[] = [];
  const trees = new Map<number, Map<number, number>>();
  for (let row = 0; row < tree.length; row += 1) {
    const name = tree[row] ?? 0;
    if (row === 0 || name !== tree[row - 1]) {
      if (trees.has(name)) return undefined;
      trees.set(name, new Map());
      starts.push(row);
    }
    const ids = trees.get(name);
    if (!ids || ids.has(id[row] ?? 0)) return undefined;
    ids.set(id[row] ?? 0, row);
  }
  return { starts, find: (name, node) => trees.get(name)?.get(node) };
}

/** Votes of each row in their order. */
function ballotOf({ tree, id }: VoteTable, { mode }: NodeTable, { find }: Index) {
  const ballot = new Map<number, number[]>();
  for (let vote = 0; vote < tree.length; vote += 1) {
    const row = find(tree[vote] ?? 0, id[vote] ?? 0);
    if (row === undefined) return undefined;
    // Old converters let branches vote, which the runtime overlooks.
    if (mode[row] !== 'LEAF') continue;
    const votes = ballot.get(row);
    if (votes) votes.push(vote);
    else ballot.set(row, [vote]);
  }
  return ballot;
}

function build(nodes: NodeTable, index: Index, ballot: ReadonlyMap<number, number[]>, votes: VoteTable) {
  const shapes: Shape[] = [];
  for (const start of index.starts) {
    const shape = shapeOf(start, nodes, index, ballot);
    if (!shape) return undefined;
    shapes.push(shape);
  }
  return layOut(shapes, nodes, ballot, votes);
}

/** Rows of one tree as they are reached from its root. */
interface Shape {
  readonly root: number;
  readonly branches: readonly Branch[];
  readonly leaves: readonly number[];
  readonly steps: number;
}

interface Branch {
  readonly row: number;
  readonly test: Test;
  /** Rows. */
  readonly ifTrue: number;
  readonly ifFalse: number;
}

/** Undefined for a tree that leads back or joins, for leaves without votes, and for questions that no threshold answers. */
function shapeOf(start: number, nodes: NodeTable, { find }: Index, ballot: ReadonlyMap<number, number[]>) {
  const tree = nodes.tree[start] ?? 0;
  const branches: Branch[] = [];
  const leaves: number[] = [];
  const seen = new Set<number>();
  let total = 0;
  const open = [{ row: start, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { row, depth } = next;
    if (seen.has(row)) return undefined;
    seen.add(row);
    if (nodes.mode[row] === 'LEAF') {
      if (!ballot.has(row)) return undefined;
      leaves.push(row);
      total += depth;
      continue;
    }
    const test = testOf(nodes.mode[row] ?? '', nodes.value[row] ?? Number.NaN);
    const [ifTrue, ifFalse] = [find(tree, nodes.ifTrue[row] ?? -1), find(tree, nodes.ifFalse[row] ?? -1)];
    if (!test || ifTrue === undefined || ifFalse === undefined || !((nodes.feature[row] ?? -1) >= 0)) return undefined;
    branches.push({ row, test, ifTrue, ifFalse });
    const below = depth + (test.second ? 2 : 1);
    open.push({ row: ifFalse, depth: below }, { row: ifTrue, depth: below });
  }
  return { root: start, branches, leaves, steps: Math.ceil(total / leaves.length) };
}

function layOut(
  shapes: readonly Shape[],
  nodes: NodeTable,
  ballot: ReadonlyMap<number, number[]>,
  votes: VoteTable,
): Forest {
  const { places, trees, count } = placesOf(shapes);
  const cells = new Int32Array(NODE * count);
  const thresholds = new Float32Array(cells.buffer);
  const votesFrom = new Int32Array(count + 1);
  const order: number[] = [];
  const columns: Column[] = [];
  const known = new Map<string, number>();
  const columnOf = (feature: number, missing: number) => {
    const key = `${feature} ${missing}`;
    const column = known.get(key) ?? columns.push({ feature, missing }) - 1;
    known.set(key, column);
    return column;
  };
  const put = (at: number, column: number, threshold: number, below: number, above: number) => {
    cells[at] = column * BLOCK;
    thresholds[at + 1] = threshold;
    cells[at + 2] = below;
    cells[at + 3] = above;
    votesFrom[indexAt(at) + 1] = order.length;
  };
  for (const { branches, leaves } of shapes) {
    for (const { row, test, ifTrue, ifFalse } of branches) {
      const at = places.get(row) ?? 0;
      const to = { yes: places.get(ifTrue) ?? 0, no: places.get(ifFalse) ?? 0, second: at + NODE };
      const missing = nodes.missing[row] === 1 ? 'yes' : test.nan;
      for (const [index, { threshold, below, above }] of [test, ...(test.second ? [test.second] : [])].entries()) {
        const side = above === missing ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
        put(at + NODE * index, columnOf(nodes.feature[row] ?? 0, side), threshold, to[below], to[above]);
      }
    }
    for (const row of leaves) {
      const at = places.get(row) ?? 0;
      for (const vote of ballot.get(row) ?? []) order.push(vote);
      put(at, 0, Number.POSITIVE_INFINITY, at, at);
    }
  }
  return {
    cells,
    thresholds,
    columns,
    trees,
    votesFrom,
    voteSum: Int32Array.from(order, (vote) => votes.sum[vote] ?? 0),
    voteWeight: Float32Array.from(order, (vote) => votes.weight[vote] ?? 0),
    features: 1 + nodes.feature.reduce((most, feature) => Math.max(most, feature), 0),
  };
}

/** First cells by row: of each tree its branches, then its leaves. */
function placesOf(shapes: readonly Shape[]) {
  const places = new Map<number, number>();
  let count = 0;
  const trees = shapes.map(({ root, branches, leaves, steps }): Tree => {
    for (const { row, test } of branches) {
      places.set(row, NODE * count);
      count += test.second ? 2 : 1;
    }
    const firstLeaf = NODE * count;
    for (const row of leaves) {
      places.set(row, NODE * count);
      count += 1;
    }
    return { root: places.get(root) ?? 0, leaves: firstLeaf, steps };
  });
  return { places, trees, count };
}
