/** Who accepted what, and who still has to: one row for each pipeline that does not pass by itself. */
import type { Way } from '../../next-steps.ts';
import type { PipelineReport, Report } from '../../report.generated.ts';
import { day } from '../../sentences.ts';
import { affected, isOpen } from '../../story.ts';
import { html, type Safe } from '../html.ts';
import { table } from '../table.ts';
import { badge, code, ownerList, pipelineId } from '../words.ts';

/** Nothing where every pipeline passes. */
export function approvalsSection(report: Report, way: Way): Safe {
  const pipelines = affected(report).filter((pipeline) => isOpen(pipeline) || pipeline.approval);
  if (pipelines.length === 0) return html``;
  const rows = pipelines.map((pipeline) => [
    html`<a href="#${pipelineId(report.pipelines.indexOf(pipeline))}">${pipeline.name}</a>`,
    badge(pipeline.verdict),
    decision(pipeline, way),
  ]);
  return html`<section aria-labelledby="approvals"><h2 id="approvals">Approvals</h2>
<p>An owner who is not the author may accept an impact. What was measured stays as it is.</p>
${table('Approvals of pipelines that do not pass', [{ title: 'Pipeline' }, { title: 'Measured' }, { title: 'Decision' }], rows)}</section>
`;
}

function decision(pipeline: PipelineReport, way: Way): Safe {
  const { approval, owners, name } = pipeline;
  if (approval) {
    return html`Approved by <bdi>@${approval.by}</bdi> on <time datetime="${approval.at}">${day(approval.at)}</time><small>${approval.reason}</small>`;
  }
  if (owners.length === 0) return html`Nobody owns it, so nobody can approve it.`;
  // Only the App reads comments.
  if (way !== 'app') return html`Waits for ${ownerList(pipeline)}`;
  const target = /^[\w.-]{1,200}$/.test(name) ? name : 'all';
  return html`Waits for ${ownerList(pipeline)}<small>on the pull request: ${code(`/weir approve ${target} <reason>`)}</small>`;
}
