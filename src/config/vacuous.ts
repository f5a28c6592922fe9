/** Limits that nothing can exceed: they read like a guard and let everything pass, so it is said wherever they count. */
import { plural } from '../format/numbers.ts';
import { findMeasure } from '../measures/find.ts';
import type { LimitConfig, OutputConfig } from './config.ts';

/**
 * Why nothing can exceed a limit, as the end of a sentence; undefined for one that can fail.
 * @param recorded records of the recording; 0 where that is not known
 */
export function whyVacuous(limit: LimitConfig, outputs: readonly OutputConfig[], recorded: number): string | undefined {
  const { kind, amount } = limit.limit;
  if (kind === 'records')
    return recorded === 0 || amount < recorded ? undefined : `the recording has ${plural(recorded, 'record')}`;
  const measure = findMeasure(limit.measure)?.measure;
  const output = outputs.find(({ name }) => name === limit.output);
  if (measure?.max !== undefined && amount >= measure.max)
    return measure.unit === 'share' ? 'no share exceeds 100 %' : `${measure.id} never exceeds ${measure.max}`;
  if (output?.kind !== 'probability') return undefined;
  // Its unit is that of a probability, which lies between 0 and 1.
  if (measure?.unit === 'number' && amount >= 1) return 'no probability moves by more than 1';
  if (measure?.tolerant && output.tolerance >= 1)
    return `no probability moves by more than the tolerance of "${output.name}"`;
  return undefined;
}
