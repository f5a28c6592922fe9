/** From the evidence of a pipeline to the measures that it has as a whole. */
import type { Evidence } from '../impact/evidence.ts';
import type { Measured } from '../impact/measured.ts';
import type { Sampling } from '../impact/sampling.ts';
import { pipelineMeasures } from './rows.ts';

export function measurePipeline(evidence: Evidence, sampling: Sampling): Record<string, Measured> {
  return Object.fromEntries(pipelineMeasures.map(({ id, compute }) => [id, compute(evidence, sampling, id)]));
}
