/** Which leaf of a tree each row of numbers reaches. */
import { BLOCK, type Forest, type Tree } from './forest.ts';

/** Rows that go side by side: a processor does other steps while one waits for its memory. */
const ABREAST = 8;

/**
 * A forest's columns of a block of rows, from the row `first` of `numbers` on, without NaN: it became what leads where it goes.
 * @param width of a row of `numbers`
 */
export function fillBlock(
  { columns }: Forest,
  numbers: Float32Array,
  { first, rows, width }: { readonly first: number; readonly rows: number; readonly width: number },
  block: Float32Array,
): void {
  for (let column = 0; column < columns.length; column += 1) {
    const { feature, missing } = columns[column]!;
    for (let row = 0; row < rows; row += 1) {
      const value = numbers[(first + row) * width + feature]!;
      block[column * BLOCK + row] = Number.isNaN(value) ? missing : value;
    }
  }
}

/** @param reached gets the leaf (its first cell) of each of `rows` rows of the block */
export function findLeaves(forest: Forest, tree: Tree, block: Float32Array, rows: number, reached: Int32Array): void {
  const abreast = rows - (rows % ABREAST);
  goAbreast(forest, tree, block, abreast, reached);
  for (let row = abreast; row < rows; row += 1) reached[row] = goAlone(forest, tree, block, row, tree.root);
}

/** Eight rows at once, without a branch that depends on what they hold. */
function goAbreast(forest: Forest, tree: Tree, block: Float32Array, rows: number, reached: Int32Array): void {
  const { cells, thresholds } = forest;
  const { root, leaves, steps } = tree;
  for (let row = 0; row < rows; row += ABREAST) {
    let a = root;
    let b = root;
    let c = root;
    let d = root;
    let e = root;
    let f = root;
    let g = root;
    let h = root;
    for (let step = steps; step > 0; step -= 1) {
      a = cells[a + 2 + +(block[cells[a]! + row]! > thresholds[a + 1]!)]!;
      b = cells[b + 2 + +(block[cells[b]! + row + 1]! > thresholds[b + 1]!)]!;
      c = cells[c + 2 + +(block[cells[c]! + row + 2]! > thresholds[c + 1]!)]!;
      d = cells[d + 2 + +(block[cells[d]! + row + 3]! > thresholds[d + 1]!)]!;
      e = cells[e + 2 + +(block[cells[e]! + row + 4]! > thresholds[e + 1]!)]!;
      f = cells[f + 2 + +(block[cells[f]! + row + 5]! > thresholds[f + 1]!)]!;
      g = cells[g + 2 + +(block[cells[g]! + row + 6]! > thresholds[g + 1]!)]!;
      h = cells[h + 2 + +(block[cells[h]! + row + 7]! > thresholds[h + 1]!)]!;
    }
    reached[row] = a;
    reached[row + 1] = b;
    reached[row + 2] = c;
    reached[row + 3] = d;
    reached[row + 4] = e;
    reached[row + 5] = f;
    reached[row + 6] = g;
    reached[row + 7] = h;
    if (Math.min(a, b, c, d, e, f, g, h) >= leaves) continue;
    for (let index = row; index < row + ABREAST; index += 1)
      reached[index] = goAlone(forest, tree, block, index, reached[index]!);
  }
}

/** From a node to its leaf. Numbers of leaves are above those of branches. */
function goAlone({ cells, thresholds }: Forest, { leaves }: Tree, block: Float32Array, row: number, from: number) {
  let at = from;
  while (at < leaves) at = cells[at + 2 + +(block[cells[at]! + row]! > thresholds[at + 1]!)]!;
  return at;
}
