/** What approvals make of a report: the numbers stay, the verdict of the whole follows. Called by the App. */
import type { Approval, PipelineReport, Report, Verdict } from '../report/report.generated.ts';
import { wholeVerdict } from './worst-verdict.ts';

/**
 * The report with the approvals in force, by pipeline. A pipeline keeps what was measured; one that fails or cannot be
 * judged and is approved counts as `pass` in the report's verdict. An approval that nothing needs is left out. No owner of a
 * pipeline can accept a weir.yml that does not stand.
 */
export function withApprovals(report: Report, approvals: ReadonlyMap<string, Approval>): Report {
  const pipelines = report.pipelines.map((pipeline) => approve(pipeline, approvals.get(pipeline.name)));
  return {
    ...report,
    pipelines,
    verdict: wholeVerdict(pipelines.map(counted), report.config?.problems, report.downstreams),
  };
}

function approve(pipeline: PipelineReport, approval: Approval | undefined): PipelineReport {
  const { approval: _earlier, ...measured } = pipeline;
  if (!approval || !needsApproval(pipeline.verdict)) return measured;
  // Whoever calls may know more about the approval than a report has room for.
  const { by, reason, at } = approval;
  return { ...measured, approval: { by, reason, at } };
}

function counted({ verdict, approval }: PipelineReport): Verdict {
  return approval ? 'pass' : verdict;
}

function needsApproval(verdict: Verdict): boolean {
  return verdict === 'fail' || verdict === 'inconclusive';
}
