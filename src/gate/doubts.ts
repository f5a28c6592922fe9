/** A pipeline's report of which a part could not be judged: what was found stands, and it is no pass. */
import type { PipelineReport } from '../report/report.generated.ts';
import { worstVerdict } from './worst-verdict.ts';

/** @param reasons why not, a sentence each; none: the report as it is */
export function withDoubts(report: PipelineReport, reasons: readonly string[]): PipelineReport {
  if (reasons.length === 0) return report;
  const verdict = worstVerdict([report.verdict, 'inconclusive']);
  return { ...report, verdict, reasons: [...reasons, ...report.reasons] };
}
