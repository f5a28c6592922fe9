/** Which edit did it: how far each edit alone moves a measure. */
import { measure } from '../../../format/measures.ts';
import type { Attribution, Measure, PipelineReport } from '../../report.generated.ts';
import { bar } from '../charts/gauge.ts';
import { html, type Safe } from '../html.ts';
import { longTable } from '../table.ts';
import { code, editLink } from '../words.ts';

export function attributionSection(pipeline: PipelineReport): Safe {
  const { attribution = [] } = pipeline;
  if (attribution.length === 0) return html``;
  const byMeasure = [...Map.groupBy(attribution, ({ output, measure }) => `${output}.${measure}`)];
  const rows = byMeasure.flatMap(([name, group]) => {
    const longest = Math.max(...group.map(({ value }) => Math.abs(value)), Number.MIN_VALUE);
    return group.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value)).map((row) => ({ name, row, longest }));
  });
  return html`<section class="room"><div class="margin"><h3>Which edit did it</h3></div>
<div>${longTable(
    'Effect of the edits',
    [
      { title: 'Edits' },
      { title: 'Measure' },
      { title: 'Value', numeric: true },
      { title: html`<span class="unseen">Picture</span>` },
    ],
    rows.map(({ name, row, longest }) => [
      html`${row.edits.map((edit, index) => [index > 0 ? ', ' : '', editLink(edit)])}`,
      code(name),
      measure(asMeasure(row, pipeline), row.measure),
      bar(Math.abs(row.value) / longest),
    ]),
    { visible: 12, most: 60 },
  )}</div></section>
`;
}

/** The part of a measure that an edit explains has the unit of the measure. */
function asMeasure(
  { output, measure: name, value, low, high }: Attribution,
  { outputs, measures }: PipelineReport,
): Measure {
  const whole = outputs.find((one) => one.name === output)?.measures[name] ?? measures[name];
  return { value, low, high, unit: whole?.unit ?? 'share', interval: whole?.interval ?? 'none' };
}
