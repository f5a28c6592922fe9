/** What the leaves that rows reach add up to, in float32 and in the order of the trees, as ONNX Runtime adds on one thread. */
import type { Aggregate } from './ensemble.ts';
import { type Forest, indexAt } from './forest.ts';

/** Sums of a block of rows, one row after the other, and which of them any leaf had a vote for. */
export interface Sums {
  readonly values: Float32Array;
  readonly has: Uint8Array;
}

/** Adds the leaves that one tree leads so many rows to. */
export type Add = (sums: Sums, reached: Int32Array, rows: number) => void;

export function adding(forest: Forest, aggregate: Aggregate, width: number): Add {
  if (width === 1) return addingOne(forest, aggregate);
  const better = betterOf(aggregate);
  const { votesFrom, voteSum, voteWeight } = forest;
  return ({ values, has }, reached, rows) => {
    for (let row = 0; row < rows; row += 1) {
      const leaf = indexAt(reached[row]!);
      const end = votesFrom[leaf + 1]!;
      for (let vote = votesFrom[leaf]!; vote < end; vote += 1) {
        const at = row * width + voteSum[vote]!;
        const weight = voteWeight[vote]!;
        // A sum of two float32 that is rounded twice is the same as one rounded once.
        if (!better) values[at]! += weight;
        else if (!has[at] || better(weight, values[at]!)) values[at] = weight;
        has[at] = 1;
      }
    }
  };
}

/** Of a leaf with several votes the runtime takes the first here. */
function addingOne({ votesFrom, voteWeight }: Forest, aggregate: Aggregate): Add {
  const weights = Float32Array.from(votesFrom, (first) => voteWeight[first] ?? 0);
  const better = betterOf(aggregate);
  if (!better)
    return ({ values }, reached, rows) => {
      for (let row = 0; row < rows; row += 1) values[row]! += weights[indexAt(reached[row]!)]!;
    };
  return ({ values, has }, reached, rows) => {
    for (let row = 0; row < rows; row += 1) {
      const weight = weights[indexAt(reached[row]!)]!;
      if (!has[row] || better(weight, values[row]!)) values[row] = weight;
      has[row] = 1;
    }
  };
}

function betterOf(aggregate: Aggregate): ((one: number, other: number) => boolean) | undefined {
  if (aggregate === 'MIN') return (one, other) => one < other;
  return aggregate === 'MAX' ? (one, other) => one > other : undefined;
}
