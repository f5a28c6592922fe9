/** Where it moved: the share that changed in each slice of the traffic, the most moved first. */
import { interval, measure } from '../../../format/measures.ts';
import { count, percent, plural } from '../../../format/numbers.ts';
import { cell } from '../../cell.ts';
import { rankOutputs } from '../../rank-outputs.ts';
import type { PipelineReport, SegmentReport } from '../../report.generated.ts';
import { moved } from '../../story.ts';
import { bar } from '../charts/gauge.ts';
import type { Detail } from '../detail.ts';
import { html, type Safe } from '../html.ts';
import { measureRows } from '../measures.ts';
import { type SortableCell, type SortableRow, sortableTable } from '../sortable.ts';
import { code, valueText } from '../words.ts';
import { whereOf } from './slices.ts';

/** Rows in sight until a reader asks for the others. */
const visible = 8;

export function segmentsSection(pipeline: PipelineReport, detail: Detail): Safe {
  const byPointer = Map.groupBy(pipeline.segments, ({ pointer }) => pointer);
  if (byPointer.size === 0) return html``;
  return html`<section class="room"><div class="margin"><h3>Where it moved</h3><p class="quiet">The upright line marks the whole recording. Segments explain; they do not judge.</p></div>
<div>${[...byPointer].map(([pointer, segments]) => segmentTable(pointer, segments, pipeline, detail))}</div></section>
`;
}

function segmentTable(
  pointer: string,
  segments: readonly SegmentReport[],
  pipeline: PipelineReport,
  detail: Detail,
): Safe {
  const ranked = rankOutputs(pipeline);
  const movedOnes = ranked.filter(moved);
  const told = ranked.filter(({ name }) => segments.some((segment) => changedOf(segment, name) !== undefined));
  const outputs = told
    .map(({ name }) => name)
    .filter((name) => segments.some((segment) => (changedOf(segment, name) ?? 0) > 0));
  if (told.length > 0 && outputs.length === 0) return nothingMoved(pointer, segments, movedOnes.length > 0);
  const most = (segment: SegmentReport) => Math.max(0, ...outputs.map((name) => changedOf(segment, name) ?? 0));
  const sorted = [...segments].sort((a, b) => most(b) - most(a) || b.records - a.records);
  const longest = Math.max(...sorted.map(most), ...outputs.map((name) => overallOf(pipeline, name)), Number.MIN_VALUE);
  const left = Math.max(0, sorted.length - detail.segments);
  const table = sortableTable(
    `Share changed by ${pointer}`,
    [
      { title: code(pointer) },
      { title: 'Records', numeric: true },
      ...outputs.map((name) => ({
        title: html`<span><code>${name}</code> changed</span>`,
        bars: true,
        sorted: outputs.length === 1,
      })),
    ],
    sorted.slice(0, detail.segments).map((segment) => ({
      cells: [
        { content: valueText(segment.value), key: cell(segment.value) },
        { content: count(segment.records), key: segment.records },
        ...outputs.map((name) => shareCell(segment, name, longest, overallOf(pipeline, name))),
      ],
      ...choice(segment, pipeline, detail),
    })),
    visible,
  );
  return html`${table}${left > 0 ? html`<p class="quiet">${left} more are in the JSON report.</p>` : ''}`;
}

/** In place of a table of nothing but zeros. */
function nothingMoved(pointer: string, segments: readonly SegmentReport[], isElsewhere: boolean): Safe {
  const where = segments.length === 1 ? 'in the one segment' : `in any of the ${count(segments.length)} segments`;
  const rest = isElsewhere ? ' What did change is in records of no segment that is told apart.' : '';
  return html`<p>Nothing changed ${where} by ${code(pointer)} in what was replayed.${rest}</p>`;
}

function shareCell(segment: SegmentReport, output: string, longest: number, overall: number): SortableCell {
  const changed = segment.outputs.find(({ name }) => name === output)?.measures.changed;
  const value = changed?.value;
  if (!changed || typeof value !== 'number') return { content: '–', key: '' };
  const range = interval(changed, 'changed');
  const content = html`<span class="with-bar">${bar(value / longest, overall / longest)}<span>${percent(value)}${range === '' ? '' : html`<small>${range}</small>`}</span></span>`;
  return { content, key: value };
}

/** A segment can be chosen where there is a measure to show. */
function choice(segment: SegmentReport, pipeline: PipelineReport, detail: Detail): Pick<SortableRow, 'segment'> {
  const values = valuesOf(segment, pipeline, detail);
  if (values === '') return {};
  const records = `${count(segment.records)} of ${plural(pipeline.records.replayed, 'record')}`;
  return { segment: { index: pipeline.segments.indexOf(segment), where: whereOf(segment), records, values } };
}

/** Measures of a segment as the script reads them: a row of the limits and the value here, `0=4.1 %|3=+2.5`. */
function valuesOf(segment: SegmentReport, pipeline: PipelineReport, { everyMeasure }: Detail): string {
  return measureRows(pipeline)
    .flatMap(({ output, short, measure: whole }, index) => {
      if (!everyMeasure && whole.limit === undefined) return [];
      const here = segment.outputs.find(({ name }) => name === output)?.measures[short];
      return here && here.value !== null ? [`${index}=${measure(here, short)}`] : [];
    })
    .join('|');
}

function changedOf(segment: SegmentReport, output: string): number | undefined {
  return segment.outputs.find(({ name }) => name === output)?.measures.changed?.value ?? undefined;
}

function overallOf({ outputs }: PipelineReport, output: string): number {
  return outputs.find(({ name }) => name === output)?.measures.changed?.value ?? 0;
}
