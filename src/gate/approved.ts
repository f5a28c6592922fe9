/** What approvals make of a report: the numbers stay, the verdict of the whole follows. Called by the App. */
import type { Approval, Downstream, PipelineReport, Report, Verdict } from '../report/report.generated.ts';
import { wholeVerdict } from './worst-verdict.ts';

/**
 * The report with the approvals in force, by pipeline. A pipeline keeps what was measured; one that fails or cannot be
 * judged and is approved counts as `pass` in the report's verdict. An approval that nothing needs is left out. No owner of a
 * pipeline can accept a weir.yml that does not stand.
 */
export function withApprovals(report: Report, approvals: ReadonlyMap<string, Approval>): Report {
  const pipelines = report.pipelines.map((pipeline) => approve(pipeline, approvals.get(pipeline.name)));
  const downstreams = report.downstreams?.map((one) => approveDownstream(one, approvals.get(downstreamKey(one))));
  return {
    ...report,
    pipelines,
    ...(downstreams && { downstreams }),
    verdict: wholeVerdict(pipelines.map(counted), report.config?.problems, downstreams),
  };
}

/** By which a pipeline of another repository is approved: `acme/risk:screening`. No pipeline here has such a name. */
export function downstreamKey({ repository, pipeline = '' }: Pick<Downstream, 'repository' | 'pipeline'>): string {
  return `${repository}:${pipeline}`;
}

/** Of those that hold a change and whose impact has a name: what is approved, and by which fingerprint. */
export function openDownstreams({ downstreams = [] }: Report): Map<string, string> {
  const open = downstreams.flatMap((one): [string, string][] => {
    const { status, verdict, gate, fingerprint } = one;
    const isOpen = status === 'judged' && gate === 'block' && verdict !== undefined && needsApproval(verdict);
    return isOpen && fingerprint !== undefined ? [[downstreamKey(one), fingerprint]] : [];
  });
  return new Map(open);
}

function approveDownstream(downstream: Downstream, approval: Approval | undefined): Downstream {
  const { approval: _earlier, ...measured } = downstream;
  const { verdict } = downstream;
  if (!approval || verdict === undefined || !needsApproval(verdict)) return measured;
  const { by, reason, at } = approval;
  return { ...measured, approval: { by, reason, at } };
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
