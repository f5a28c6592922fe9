/** `top1`: the share of records whose first item differs, of those with a list on both sides. */
import type { Formula } from './formula.ts';
import { measureShare } from './measure-count.ts';
import { unpaired } from './measured.ts';

export const measureTop1: Formula = ({ output: { sums, top1 }, sampling }, { name }) => {
  if (!sums || !top1 || sums.weight === 0) return unpaired('share', sums?.records, 'list');
  return measureShare(name, top1, sums, sampling);
};
