/** The measures of a pipeline as a whole: records that it newly rejects, newly fails on, or that can't be replayed. */
import type { Evidence } from './evidence.ts';
import { countWhere, measureShare } from './measure-count.ts';
import type { Measured } from './measured.ts';
import type { Sampling } from './sampling.ts';

/**
 * `rejected` and `failed`: of the replayed records, the share that head rejects or fails on and base does not.
 * `unreplayable`: of the records that could be read, the share that the recording holds too little of; by records, since
 * what can't be replayed has no part in the weighted tables.
 */
export function measurePipeline(evidence: Evidence, sampling: Sampling): Record<string, Measured> {
  const { outcomes, read, recorded, malformed, unreplayable } = evidence;
  const replayed = countWhere(outcomes, () => true);
  const newly = (outcome: string): Measured => {
    const hits = countWhere(outcomes, (row) => row.head === outcome && row.base !== outcome);
    return measureShare(outcome, hits, replayed, sampling);
  };
  const readable = { ...sampling, population: recorded - malformed, weighted: false };
  const lost = { records: unreplayable, weight: unreplayable };
  const legible = { records: read - malformed, weight: read - malformed };
  return {
    rejected: newly('rejected'),
    failed: newly('failed'),
    unreplayable: measureShare('unreplayable', lost, legible, readable),
  };
}
