/** How well scores tell the two classes apart. */
import { type Point, weightOf } from './points.ts';

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties counting half (Mann–Whitney). Points
 * are sorted by `x`. NaN where a class is empty.
 *
 * @example
 * auc([{ x: 0.9, weight: 1 }], [{ x: 0.9, weight: 1 }, { x: 0.1, weight: 1 }]); // 0.75
 */
export function auc(positive: readonly Point[], negative: readonly Point[]): number {
  let below = 0;
  let nextTied = 0;
  let won = 0;
  for (const { x, weight } of positive) {
    for (let other = negative[nextTied]; other && other.x < x; other = negative[nextTied]) {
      below += other.weight;
      nextTied += 1;
    }
    let tied = 0;
    for (let i = nextTied; negative[i]?.x === x; i += 1) tied += negative[i]?.weight ?? 0;
    won += weight * (below + tied / 2);
  }
  return won / (weightOf(positive) * weightOf(negative));
}
