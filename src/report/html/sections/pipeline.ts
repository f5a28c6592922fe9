/** One pipeline from verdict to certainty. What passes keeps its pictures folded, so that the rest is found at once. */
import { plural } from '../../../format/numbers.ts';
import { rankOutputs } from '../../rank-outputs.ts';
import type { PipelineReport, Report } from '../../report.generated.ts';
import { approval } from '../../sentences.ts';
import { moved } from '../../story.ts';
import type { Detail } from '../detail.ts';
import { html, type Safe } from '../html.ts';
import { details } from '../table.ts';
import { badge, editLink, outputId, ownerList, pipelineId, sentence } from '../words.ts';
import { attributionSection } from './attribution.ts';
import { certaintySection } from './certainty.ts';
import { hotspotsSection } from './hotspots.ts';
import { limits } from './limits.ts';
import { outputSection } from './outputs.ts';
import { segmentsSection } from './segments.ts';
import { slicesOf } from './slices.ts';
import { unreplayedSection } from './unreplayed.ts';

/** @param detail undefined where the page has no room for more than verdict and limits */
export function pipelineSection(
  pipeline: PipelineReport,
  index: number,
  report: Report,
  detail: Detail | undefined,
): Safe {
  const id = pipelineId(index);
  return html`<article class="pipeline ${pipeline.verdict}" id="${id}" aria-labelledby="${id}-name">
<header><h2 id="${id}-name">${pipeline.name}</h2>${badge(pipeline.verdict)}<p class="quiet">${ownerList(pipeline)}${reachedBy(pipeline)}</p></header>
${approved(pipeline)}${reasons(pipeline)}<section class="room"><div class="margin"><h3>Limits</h3></div><div class="limits">${limits(pipeline)}</div></section>
${detail ? evidence(pipeline, index, report, detail) : html`<p class="quiet">Its outputs and segments are in the JSON report: this one is too long for all of them.</p>`}</article>
`;
}

/** What stands behind the verdict. */
function evidence(pipeline: PipelineReport, index: number, report: Report, detail: Detail): Safe {
  const slices = slicesOf(pipeline, detail);
  const drawn = rankOutputs(pipeline).map((output) => ({
    isStill: !moved(output),
    section: outputSection(output, pipeline, outputId(index, pipeline.outputs.indexOf(output)), detail, slices),
  }));
  const still = drawn.filter(({ isStill }) => isStill).map(({ section }) => section);
  // Of many outputs, few may be what matters.
  const outputs =
    still.length < 2
      ? drawn.map(({ section }) => section)
      : [
          ...drawn.filter(({ isStill }) => !isStill).map(({ section }) => section),
          details(stillText(pipeline, still.length), html`${still}`),
        ];
  const rooms = html`${outputs}${attributionSection(pipeline)}${segmentsSection(pipeline, detail)}${hotspotsSection(pipeline)}${unreplayedSection(pipeline)}${certaintySection(pipeline, report)}`;
  return pipeline.verdict === 'pass' ? details('Outputs, segments and certainty', rooms) : rooms;
}

/** Of what was not replayed nobody knows whether it would change. */
function stillText({ records }: PipelineReport, outputs: number): string {
  return records.replayed === 0
    ? `${plural(outputs, 'output')} without a record`
    : `Nothing changed in ${plural(outputs, 'output')}`;
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
