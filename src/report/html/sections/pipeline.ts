/** One pipeline from verdict to certainty. What passes keeps its pictures folded, so that the rest is found at once. */
import type { PipelineReport, Report } from '../../report.generated.ts';
import { approval } from '../../sentences.ts';
import { html, type Safe } from '../html.ts';
import { details } from '../table.ts';
import { badge, editLink, ownerList, pipelineId, sentence } from '../words.ts';
import { attributionSection } from './attribution.ts';
import { certaintySection } from './certainty.ts';
import { hotspotsSection } from './hotspots.ts';
import { limits } from './limits.ts';
import { outputSection } from './outputs.ts';
import { segmentsSection } from './segments.ts';

export function pipelineSection(pipeline: PipelineReport, index: number, report: Report): Safe {
  const id = pipelineId(index);
  const rooms = html`${pipeline.outputs.map((output) => outputSection(output, pipeline))}${attributionSection(pipeline)}${segmentsSection(pipeline)}${hotspotsSection(pipeline)}${certaintySection(pipeline, report)}`;
  return html`<article class="pipeline ${pipeline.verdict}" id="${id}" aria-labelledby="${id}-name">
<header><h2 id="${id}-name">${pipeline.name}</h2>${badge(pipeline.verdict)}<p class="quiet">${ownerList(pipeline)}${reachedBy(pipeline)}</p></header>
${approved(pipeline)}${reasons(pipeline)}<section class="room"><div class="margin"><h3>Limits</h3></div><div>${limits(pipeline)}</div></section>
${pipeline.verdict === 'pass' ? details('Outputs, segments and certainty', rooms) : rooms}</article>
`;
}

function approved(pipeline: PipelineReport): Safe | string {
  const text = approval(pipeline);
  return text === undefined ? '' : html`<p class="approval">${sentence(text)}</p>\n`;
}

function reasons({ reasons: given }: PipelineReport): Safe | string {
  return given.length === 0
    ? ''
    : html`<ul class="pipeline-reasons">${given.map((reason) => html`<li>${sentence(reason)}</li>`)}</ul>\n`;
}

const mostLinks = 6;

function reachedBy({ edits }: PipelineReport): Safe | string {
  if (edits.length === 0) return '';
  const links = edits.slice(0, mostLinks).map((edit, index) => html`${index > 0 ? ', ' : ''}${editLink(edit)}`);
  return html` · reached by ${links}${edits.length > mostLinks ? ` and ${edits.length - mostLinks} more` : ''}`;
}
