/** Evaluates a tree ensemble without the runtime, which takes twice as long for the same. */
import type { Ensemble } from './ensemble.ts';
import { finishing } from './finish.ts';
import { BLOCK, forestOf } from './forest.ts';
import { adding, type Sums } from './sum.ts';
import { fillBlock, findLeaves } from './walk.ts';

export interface Evaluation {
  /** A row each, of as many scores as the ensemble has sums. */
  readonly scores: Float32Array;
  /** Index of the class of each row; -1 where there are no classes. */
  readonly classes: Int32Array;
}

/** Rows one after the other. Throws RangeError where they are too short for the trees. */
export type Evaluate = (numbers: Float32Array, rows: number, width: number) => Evaluation;

/** Undefined for an ensemble that has to be left to the runtime. */
export function evaluating(ensemble: Ensemble): Evaluate | undefined {
  const forest = forestOf(ensemble);
  const finish = forest && finishing(ensemble, forest.trees.length);
  if (!forest || !finish) return undefined;
  const { sums: count, aggregate } = ensemble;
  const add = adding(forest, aggregate, count);
  const reached = new Int32Array(BLOCK);
  const block = new Float32Array(BLOCK * forest.columns.length);
  return (numbers, rows, width) => {
    if (width < forest.features) throw new RangeError('rows that are too short for the trees');
    const scores = new Float32Array(rows * count);
    const classes = new Int32Array(rows);
    const has = new Uint8Array(BLOCK * count);
    for (let first = 0; first < rows; first += BLOCK) {
      const size = Math.min(BLOCK, rows - first);
      const sums: Sums = { values: scores.subarray(first * count, (first + size) * count), has: has.fill(0) };
      fillBlock(forest, numbers, { first, rows: size, width }, block);
      for (const tree of forest.trees) {
        findLeaves(forest, tree, block, size, reached);
        add(sums, reached, size);
      }
      for (let row = 0; row < size; row += 1) classes[first + row] = finish(sums, row * count);
    }
    return { scores, classes };
  };
}
