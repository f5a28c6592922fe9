/** `flips@<threshold>`: the share of records that cross the threshold, either way. */
import type { Formula, Parameters } from './formula.ts';
import { measureShare } from './measure-count.ts';

/** The thresholds that were counted at: those that limits name. */
export const countedThresholds: Parameters = ({ output }) =>
  (output.flips ?? []).map(({ threshold }) => String(threshold));

export const measureFlips: Formula = ({ output, sampling }, { name, parameter }) => {
  const flips = output.flips?.find(({ threshold }) => String(threshold) === parameter);
  if (!flips) return undefined;
  const { up, down } = flips;
  const crossed = { records: up.records + down.records, weight: up.weight + down.weight };
  return measureShare(name, crossed, output.total, sampling);
};
