/** Where it moved: the share that changed in each slice of the traffic, the most moved first. */
import { interval } from '../../../format/measures.ts';
import { count, percent } from '../../../format/numbers.ts';
import type { PipelineReport, SegmentReport } from '../../report.generated.ts';
import { bar } from '../charts/gauge.ts';
import { html, type Safe } from '../html.ts';
import { longTable } from '../table.ts';
import { code, valueText } from '../words.ts';

const shown = { visible: 8, most: 40 };

export function segmentsSection(pipeline: PipelineReport): Safe {
  const byPointer = Map.groupBy(pipeline.segments, ({ pointer }) => pointer);
  if (byPointer.size === 0) return html``;
  return html`<section class="room"><div class="margin"><h3>Where it moved</h3><p class="quiet">The upright line marks the whole recording. Segments explain; they do not judge.</p></div>
<div>${[...byPointer].map(([pointer, segments]) => segmentTable(pointer, segments, pipeline))}</div></section>
`;
}

function segmentTable(pointer: string, segments: readonly SegmentReport[], pipeline: PipelineReport): Safe {
  const outputs = pipeline.outputs
    .map(({ name }) => name)
    .filter((name) => segments.some((segment) => changedOf(segment, name) !== undefined));
  const most = (segment: SegmentReport) => Math.max(0, ...outputs.map((name) => changedOf(segment, name) ?? 0));
  const sorted = [...segments].sort((a, b) => most(b) - most(a) || b.records - a.records);
  const longest = Math.max(...sorted.map(most), ...outputs.map((name) => overallOf(pipeline, name)), Number.MIN_VALUE);
  return longTable(
    `Share changed by ${pointer}`,
    [
      { title: code(pointer) },
      { title: 'Records', numeric: true },
      ...outputs.map((name) => ({ title: html`<code>${name}</code> changed` })),
    ],
    sorted.map((segment) => [
      valueText(segment.value),
      count(segment.records),
      ...outputs.map((name) => shareCell(segment, name, longest, overallOf(pipeline, name))),
    ]),
    shown,
  );
}

function shareCell(segment: SegmentReport, output: string, longest: number, overall: number): Safe {
  const changed = segment.outputs.find(({ name }) => name === output)?.measures.changed;
  const value = changed?.value;
  if (!changed || typeof value !== 'number') return html`–`;
  const range = interval(changed, 'changed');
  return html`<span class="with-bar">${bar(value / longest, overall / longest)}<span>${percent(value)}${range === '' ? '' : html`<small>${range}</small>`}</span></span>`;
}

function changedOf(segment: SegmentReport, output: string): number | undefined {
  return segment.outputs.find(({ name }) => name === output)?.measures.changed?.value ?? undefined;
}

function overallOf({ outputs }: PipelineReport, output: string): number {
  return outputs.find(({ name }) => name === output)?.measures.changed?.value ?? 0;
}
