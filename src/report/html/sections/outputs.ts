/** How one output moved: its pictures, the money that hangs on it, and the same for slices of the traffic. */
import { count, percent } from '../../../format/numbers.ts';
import { exampleGroups } from '../../examples.ts';
import type { OutputReport, PipelineReport } from '../../report.generated.ts';
import { stake } from '../../sentences.ts';
import type { Detail } from '../detail.ts';
import { html, type Safe } from '../html.ts';
import { details } from '../table.ts';
import { code, withJoints } from '../words.ts';
import { distributionFigure, flowFigure } from './figures.ts';
import { type Slice, slicedOutput } from './slices.ts';

/** @param slices whose pictures wait in the page until the script shows one in the place of the whole */
export function outputSection(
  output: OutputReport,
  pipeline: PipelineReport,
  id: string,
  detail: Detail,
  slices: readonly Slice[],
): Safe {
  const whole = {
    lead: lead(output, pipeline.records.replayed),
    distribution: distributionFigure(output, detail),
    flows: flowFigure(output, pipeline, detail),
  };
  const folded = output.folded ? html`<p class="quiet">Rare values are counted together as <em>other</em>.</p>` : '';
  return html`<section class="room" id="${id}"><div class="margin"><h3>${withJoints(output.name)}</h3><p class="quiet">${output.kind}${output.at ? html`<br>${code(output.at)}` : ''}</p></div>
<div>${whole.lead}<div class="figures">${whole.distribution}${whole.flows}</div>${folded}${examples(output)}${slices.map((slice) => standIns(slice, output, pipeline, detail, whole))}</div></section>
`;
}

/** Records that made a transition; only where weir.yml says so. */
function examples(output: OutputReport): Safe | string {
  const groups = exampleGroups(output, mostExamples, mostExamples);
  if (groups.length === 0) return '';
  const list = groups.map(
    ({ title, records }) => html`<dt>${title}</dt>${records.map((record) => html`<dd>${code(record)}</dd>`)}`,
  );
  return details('Example records', html`<dl>${list}</dl>`);
}

const mostExamples = 10;

type Part = 'lead' | 'distribution' | 'flows';

/** For each part of the whole what stands in its place in a slice. */
function standIns(
  slice: Slice,
  output: OutputReport,
  pipeline: PipelineReport,
  detail: Detail,
  whole: Readonly<Record<Part, Safe>>,
): Safe {
  const sliced = slicedOutput(slice, output);
  if (!sliced) return html``;
  const numbers = { ...detail, numbers: Math.min(detail.numbers, sliceNumbers) };
  const parts: readonly (readonly [Part, () => Safe])[] = [
    ['lead', () => lead(sliced.output, slice.records)],
    ['distribution', () => (sliced.isKept ? distributionFigure(sliced.output, numbers, sliced.remark) : notKept)],
    [
      'flows',
      () =>
        sliced.output.transitions.length > 0 ? flowFigure(sliced.output, pipeline, numbers) : noFlows(sliced.output),
    ],
  ];
  return html`${parts
    .filter(([part]) => whole[part].toString() !== '')
    .map(([part, draw]) => html`<template data-segment="${slice.index}" data-part="${part}">${draw()}</template>`)}`;
}

/** Rows of the tables behind a slice's charts. */
const sliceNumbers = 10;

const notKept = html`<p class="quiet">The distribution of this output is not kept by segment. This one is of all records.</p>`;

function noFlows({ transitionsLeftOut = 0 }: OutputReport): Safe {
  const text = transitionsLeftOut > 0 ? 'No change here has 10 records or more.' : 'Nothing changed here.';
  return html`<figure data-part="flows"><figcaption><span>What became what</span></figcaption><p class="quiet">${text}</p></figure>`;
}

/** The measure that everyone understands, as a sentence. */
function lead(output: OutputReport, replayed: number): Safe {
  const changed = output.measures.changed;
  const share = changed?.value ?? undefined;
  if (share === undefined) return html``;
  const of = changed?.records === undefined ? '' : `, ${count(changed.records)} of ${count(replayed)} records`;
  const what = share === 0 ? 'Nothing' : percent(share);
  return html`<p class="lead" data-part="lead">${what} changed${of}. ${stake(output)}</p>\n`;
}
