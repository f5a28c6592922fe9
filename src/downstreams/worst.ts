/** The measure that speaks for a pipeline of another repository. */
import type { PipelineReport, WorstMeasure } from '../report/report.generated.ts';
import { worstMeasure } from '../report/story.ts';

export function worstOf(pipeline: PipelineReport): { readonly worst?: WorstMeasure } {
  const worst = pipeline.verdict === 'unaffected' ? undefined : worstMeasure(pipeline);
  return worst ? { worst: { name: worst.name, measure: worst.measure } } : {};
}
