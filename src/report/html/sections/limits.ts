/** What the owners allow and what happened: one row for each measure of a pipeline. */
import { interval, limit, measure } from '../../../format/measures.ts';
import { count } from '../../../format/numbers.ts';
import type { Measure, PipelineReport } from '../../report.generated.ts';
import { gauge } from '../charts/gauge.ts';
import { html, type Safe } from '../html.ts';
import { details, table } from '../table.ts';
import { badge, code, entriesOf } from '../words.ts';

interface Row {
  /** As weir.yml names it: `tier.changed`. */
  readonly name: string;
  /** Behind the output's name: it says whether the measure is a difference. */
  readonly short: string;
  readonly measure: Measure;
}

export function limits(pipeline: PipelineReport): Safe {
  const rows = rowsOf(pipeline);
  const limited = rows.filter(({ measure }) => measure.limit !== undefined);
  const others = rows.filter(({ measure }) => measure.limit === undefined);
  const defaults = pipeline.limitsAreDefaults
    ? html`<p class="quiet">The owners have set no limits; these are the defaults.</p>\n`
    : '';
  return html`${limited.length > 0 ? limitTable(limited) : html`<p class="quiet">No limit was judged.</p>`}${defaults}${others.length > 0 ? details(`${others.length} measures without a limit`, plainTable(others)) : ''}`;
}

function limitTable(rows: readonly Row[]): Safe {
  return table(
    'Measures against their limits',
    [
      { title: 'Measure' },
      { title: 'Value', numeric: true },
      { title: 'Limit', numeric: true },
      { title: 'Verdict' },
      { title: html`<span class="unseen">Picture</span>` },
      { title: 'Interval' },
    ],
    rows.map(({ name, short, measure: m }) => [
      code(name),
      html`<strong>${measure(m, short)}</strong>${records(m)}`,
      limit(m, short),
      html`${m.verdict ? badge(m.verdict) : '–'}${explanation(m)}`,
      gauge(m),
      intervalOf(m, short),
    ]),
  );
}

function plainTable(rows: readonly Row[]): Safe {
  return table(
    'Measures without a limit',
    [{ title: 'Measure' }, { title: 'Value', numeric: true }, { title: 'Interval' }],
    rows.map(({ name, short, measure: m }) => [
      code(name),
      html`${measure(m, short)}${records(m)}`,
      html`${intervalOf(m, short)}${m.reason ? html` <small>${m.reason}</small>` : ''}`,
    ]),
  );
}

/** The interval in words; at a full replay there is nothing to be unsure of. */
function intervalOf(m: Measure, short: string): string {
  const text = interval(m, short);
  if (text === '') return m.interval === 'exact' && m.value !== null ? 'exact' : '–';
  return m.interval === 'asymptotic' ? `${text}, approximate` : text;
}

function records({ records: number }: Measure): Safe | string {
  return number === undefined ? '' : html`<small>${count(number)} records</small>`;
}

function explanation({ verdict, reason, needed }: Measure): Safe | string {
  if (verdict !== 'inconclusive') return '';
  const text = reason ?? (needed === undefined ? '' : `${count(needed)} records would decide`);
  return text === '' ? '' : html`<small>${text}</small>`;
}

function rowsOf({ outputs, measures }: PipelineReport): Row[] {
  return [
    ...outputs.flatMap((output) =>
      entriesOf(output.measures).map(([short, measure]) => ({ name: `${output.name}.${short}`, short, measure })),
    ),
    ...entriesOf(measures).map(([short, measure]) => ({ name: short, short, measure })),
  ];
}
