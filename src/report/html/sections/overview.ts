/** Who is affected: the map from edited files to owners, and the same as a table with what moved most against its limit. */
import { limit, measure } from '../../../format/measures.ts';
import { count } from '../../../format/numbers.ts';
import type { PipelineReport, Report } from '../../report.generated.ts';
import { affected, limited, type NamedMeasure, unaffected } from '../../story.ts';
import { impactMap } from '../charts/map.ts';
import { graphOf } from '../graph.ts';
import { html, type Safe } from '../html.ts';
import { scrollBox, table } from '../table.ts';
import { badge, code, ownerList, pipelineId } from '../words.ts';

export function overview(report: Report): Safe {
  if (report.pipelines.length === 0) return html``;
  const reached = affected(report);
  const rest = unaffected(report);
  return html`<section aria-labelledby="overview"><h2 id="overview">Who is affected</h2>
${reached.length > 0 ? html`${mapFigure(report)}${affectedTable(reached, report)}` : ''}${rest.length > 0 ? unaffectedList(rest) : ''}</section>
`;
}

function mapFigure(report: Report): Safe {
  const graph = graphOf(report);
  const rest =
    graph.leftOut > 0
      ? html`<p class="quiet">The worst ${graph.nodes.filter(({ column }) => column === 'pipeline').length} pipelines; ${graph.leftOut} more are in the table.</p>`
      : '';
  return html`<div class="map-box">${scrollBox('Map of the impact', impactMap(graph))}${rest}</div>\n`;
}

function affectedTable(pipelines: readonly PipelineReport[], report: Report): Safe {
  return table(
    'Affected pipelines',
    [
      { title: 'Pipeline' },
      { title: 'Verdict' },
      { title: 'Owners' },
      { title: 'Reached by' },
      { title: 'Nearest to its limit' },
      { title: 'Value', numeric: true },
      { title: 'Limit', numeric: true },
      { title: 'Replayed', numeric: true },
    ],
    pipelines.map((pipeline) => {
      const worst = nearestToLimit(pipeline);
      return [
        html`<a href="#${pipelineId(report.pipelines.indexOf(pipeline))}">${pipeline.name}</a>`,
        html`${badge(pipeline.verdict)}${approver(pipeline)}`,
        ownerList(pipeline),
        filesOf(pipeline, report),
        worst ? code(worst.name) : '–',
        worst ? measure(worst.measure, worst.key) : '–',
        worst ? limit(worst.measure, worst.key) : '–',
        count(pipeline.records.replayed),
      ];
    }),
  );
}

function filesOf({ edits }: PipelineReport, report: Report): Safe {
  const files = [...new Set(edits.flatMap((index) => report.edits[index]?.artifact ?? []))];
  return html`${files.map((file, index) => [index > 0 ? ', ' : '', code(file)])}`;
}

function approver({ approval }: PipelineReport): Safe | string {
  return approval ? html`<small>approved by <bdi>@${approval.by}</bdi></small>` : '';
}

function unaffectedList(pipelines: readonly PipelineReport[]): Safe {
  return html`<p class="quiet">Unaffected: ${pipelines.map(({ name }, index) => [index > 0 ? ', ' : '', code(name)])}.</p>\n`;
}

/** The measure with the worst verdict and, among those, the one that uses most of what is allowed. */
function nearestToLimit(pipeline: PipelineReport): NamedMeasure | undefined {
  return limited(pipeline).find(({ measure }) => measure.value !== null);
}
