/** Distances between the two margins of a category's joint table. */
import { isFoldedCell } from './cell.ts';
import type { Formula, Observed } from './formula.ts';
import { jensenShannon } from './jensen-shannon.ts';
import { rounded, SUMMED } from './less-noise.ts';
import { anytime, countInterval } from './measure-count.ts';
import { exact, type Measured, missing, withoutInterval } from './measured.ts';
import { aimOf } from './sampling.ts';
import { totalVariation } from './total-variation.ts';

/** `js` */
export const measureJensenShannon: Formula = (observed) => ofMargins(observed, jensenShannon);

/** A distance between what base and head answer, from Σ weight of each value. */
export function ofMargins(
  { margins: { base, head }, sampling }: Observed,
  distance: (base: readonly number[], head: readonly number[]) => number,
): Measured {
  if (!base.some((weight) => weight > 0)) return missing('distance', 'no data');
  const value = distance(base, head);
  return sampling.full ? exact(value, 'distance') : withoutInterval(value, 'distance');
}

/**
 * `tv`. Where rare values are counted together, the distance of the table is a lower bound: inside each `other` at most
 * the smaller of both sides' mass may move as well, and never more than changed. What changed also bounds it at a partial
 * replay; that never shows a large distance early, which takes all values, those not met yet included.
 */
export const measureTotalVariation: Formula = ({ output, margins, sampling }, { name }) => {
  const { total, changed } = output;
  if (total.weight === 0) return missing('distance', 'no data');
  const value = rounded(totalVariation(margins.base, margins.head), SUMMED);
  if (!sampling.full) {
    const bound = countInterval(changed, total, sampling, aimOf(sampling, name));
    return bound ? { ...anytime(value, 0, bound.high), unit: 'distance' } : withoutInterval(value, 'distance');
  }
  const hidden = margins.cells
    .map((cell, i) => (isFoldedCell(cell) ? Math.min(margins.base[i] ?? 0, margins.head[i] ?? 0) : 0))
    .reduce((sum, weight) => sum + weight / total.weight, 0);
  const most = Math.max(value, changed.weight / total.weight);
  return exact(value, 'distance', undefined, value, Math.min(most, value + hidden));
};
