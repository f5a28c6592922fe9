/** Which edit did it: how much of each measure is each edit's part. */
import { interval, measure } from '../../../format/measures.ts';
import { percent } from '../../../format/numbers.ts';
import type { Attribution, PipelineReport } from '../../report.generated.ts';
import { bar } from '../charts/gauge.ts';
import { measureName, partOf, wholeOf } from '../effects.ts';
import { html, type Safe } from '../html.ts';
import { longTable } from '../table.ts';
import { code, editLink, valueText } from '../words.ts';

export function attributionSection(pipeline: PipelineReport): Safe {
  const { attribution = [] } = pipeline;
  if (attribution.length === 0) return html``;
  const parts = attribution.filter(({ transition }) => transition === undefined);
  const moves = attribution.filter(({ transition }) => transition !== undefined);
  return html`<section class="room"><div class="margin"><h3>Which edit did it</h3><p class="quiet">The parts of one measure add up to it.</p></div>
<div>${effectTable('Effect of the edits', parts, pipeline)}${moves.length > 0 ? effectTable('Effect of the edits by what became what', moves, pipeline) : ''}</div></section>
`;
}

function effectTable(caption: string, entries: readonly Attribution[], pipeline: PipelineReport): Safe {
  const byMeasure = [...Map.groupBy(entries, nameOf).values()];
  const rows = byMeasure.flatMap((group) => {
    const longest = Math.max(...group.map(({ value }) => Math.abs(value)), Number.MIN_VALUE);
    return group.map((entry) => row(entry, longest, pipeline));
  });
  const columns = [
    { title: 'Edits' },
    { title: caption.endsWith('what') ? 'Change' : 'Measure' },
    { title: 'Part', numeric: true },
    { title: 'Of the whole', numeric: true },
    { title: html`<span class="unseen">Picture</span>` },
  ];
  return longTable(caption, columns, rows, { visible: 8, most: 60 });
}

function nameOf({ output, measure: short }: Attribution): string {
  return JSON.stringify([output, short]);
}

function row(entry: Attribution, longest: number, pipeline: PipelineReport) {
  const { edits, output, measure: short, value, low, high, transition } = entry;
  const whole = wholeOf(pipeline, output, short);
  const part = partOf(whole, value, low, high);
  const range = interval(part, short);
  const of = transition ? html`${output}: ${valueText(transition.base)} → ${valueText(transition.head)}` : '';
  return [
    html`${edits.map((edit, index) => [index > 0 ? ', ' : '', editLink(edit)])}`,
    of || code(measureName(output, short)),
    html`${measure(part, short)}${range === '' ? '' : html`<small>${range}</small>`}`,
    whole?.value ? percent(value / whole.value, 1) : '–',
    bar(value / longest),
  ];
}
