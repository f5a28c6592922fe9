/** Measures of a pipeline as a whole: records that it newly rejects, newly fails on, or that can't be replayed. */
import type { Evidence } from './evidence.ts';
import { countWhere, measureShare } from './measure-count.ts';
import type { Measured } from './measured.ts';
import type { Sampling } from './sampling.ts';

/** `name`: that of the measure, for which limits may set the interval. */
export type PipelineFormula = (evidence: Evidence, sampling: Sampling, name: string) => Measured;

/** Of the replayed records, the share that head rejects or fails on and base does not. */
export function newly(outcome: 'rejected' | 'failed'): PipelineFormula {
  return ({ outcomes }, sampling, name) => {
    const replayed = countWhere(outcomes, () => true);
    const hits = countWhere(outcomes, (row) => row.head === outcome && row.base !== outcome);
    return measureShare(name, hits, replayed, sampling);
  };
}

/**
 * Of the records that could be read, the share that the recording holds too little of; by records, since what can't be
 * replayed has no part in the weighted tables.
 */
export const measureUnreplayable: PipelineFormula = (evidence, sampling, name) => {
  const { read, recorded, malformed, unreplayable } = evidence;
  const readable = { ...sampling, population: recorded - malformed, weighted: false };
  const lost = { records: unreplayable, weight: unreplayable };
  const legible = { records: read - malformed, weight: read - malformed };
  return measureShare(name, lost, legible, readable);
};
