/** `length_ratio`: mean length of head over mean length of base, less 1: 0 where nothing changes, like every other measure. */
import type { Formula } from './formula.ts';
import { lessNoise } from './less-noise.ts';
import { exact, missing, unpaired, withoutInterval } from './measured.ts';

export const measureLengthRatio: Formula = ({ output: { sums }, sampling }) => {
  if (!sums || sums.weight === 0) return unpaired('ratio', sums?.records, 'text');
  const { length_base: base = 0, length_head: head = 0 } = sums.sum;
  if (base === 0 && head > 0) return missing('ratio', 'zero scale: every text of base is empty');
  const value = base === 0 ? 0 : lessNoise(head, base) / base;
  return sampling.full ? exact(value, 'ratio') : withoutInterval(value, 'ratio');
};
