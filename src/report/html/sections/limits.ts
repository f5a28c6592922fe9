/** What the owners allow and what happened: one row for each measure of a pipeline, the worst first. */
import { interval, limit, measure } from '../../../format/measures.ts';
import { count, plural } from '../../../format/numbers.ts';
import type { Measure, PipelineReport } from '../../report.generated.ts';
import { remark, weekly } from '../../sentences.ts';
import { byUrgency, stillText, telling } from '../../story.ts';
import { gauge } from '../charts/gauge.ts';
import { html, type Safe } from '../html.ts';
import { type MeasureRow, measureRows } from '../measures.ts';
import { details, table } from '../table.ts';
import { badge, breakable, code } from '../words.ts';

interface Row extends MeasureRow {
  /** Its place among all measures of the pipeline, by which segments refer to it. */
  readonly index: number;
}

export function limits(pipeline: PipelineReport): Safe {
  const rows = measureRows(pipeline).map((row, index) => ({ ...row, index }));
  const limited = rows.filter(({ measure }) => measure.limit !== undefined).toSorted(byUrgency);
  const others = rows.filter(({ measure }) => measure.limit === undefined);
  const defaults = pipeline.limitsAreDefaults
    ? html`<p class="quiet">The owners have set no limits; these are the defaults.</p>\n`
    : '';
  const { shown, still } = telling(limited);
  const rest = still.length > 0 ? details(stillText(still.length), limitTable(still, pipeline)) : '';
  const judged =
    limited.length > 0
      ? html`${shown.length > 0 ? limitTable(shown, pipeline) : ''}${rest}`
      : html`<p class="quiet">No limit was judged.</p>`;
  return html`${judged}${defaults}${others.length > 0 ? details(plural(others.length, 'measure without a limit', 'measures without a limit'), plainTable(others, pipeline)) : ''}`;
}

function limitTable(rows: readonly Row[], pipeline: PipelineReport): Safe {
  return table(
    'Measures against their limits',
    [
      { title: 'Measure' },
      { title: 'Verdict' },
      { title: 'Value', numeric: true },
      { title: 'Limit', numeric: true },
      { title: html`<span class="unseen">Picture</span>` },
      { title: 'Interval' },
    ],
    rows.map(({ name, short, measure: m }) => [
      breakable(name),
      html`${m.verdict ? badge(m.verdict) : '–'}${explanation(m)}`,
      html`<strong class="value">${measure(m, short)}</strong>${records(m, name, short, pipeline)}`,
      limit(m, short),
      gauge(m),
      html`${intervalOf(m, short)}${weeks(m, name, short)}`,
    ]),
    markOf(rows),
  );
}

function weeks(measure: Measure, name: string, key: string): Safe | string {
  const text = weekly({ name, key, measure });
  return text === '' ? '' : html`<small>${text}</small>`;
}

function markOf(rows: readonly Row[]): (row: number) => Safe {
  return (row) => html` data-measure="${rows[row]?.index}"`;
}

function plainTable(rows: readonly Row[], pipeline: PipelineReport): Safe {
  return table(
    'Measures without a limit',
    [{ title: 'Measure' }, { title: 'Value', numeric: true }, { title: 'Interval' }],
    rows.map(({ name, short, measure: m }) => [
      code(name),
      html`<span class="value">${measure(m, short)}</span>${records(m, name, short, pipeline)}`,
      html`${intervalOf(m, short)}${m.reason ? html` <small>${m.reason}</small>` : ''}`,
    ]),
    markOf(rows),
  );
}

/** The interval in words; at a full replay there is nothing to be unsure of. */
function intervalOf(m: Measure, short: string): string {
  const text = interval(m, short);
  if (text === '') return m.interval === 'exact' && m.value !== null ? 'exact' : '–';
  return m.interval === 'asymptotic' ? `${text}, approximate` : text;
}

/** Records behind the value. An inconclusive one says more in its verdict. */
function records(m: Measure, name: string, key: string, pipeline: PipelineReport): Safe | string {
  if (m.records !== undefined) return html`<small>${plural(m.records, 'record')}</small>`;
  const text = m.verdict === 'inconclusive' || m.value === null ? '' : remark({ name, key, measure: m }, pipeline);
  return text === '' ? '' : html`<small>${text}</small>`;
}

function explanation({ verdict, reason, needed, vacuous }: Measure): Safe | string {
  if (vacuous !== undefined) return html`<small>cannot fail: ${vacuous}</small>`;
  if (verdict !== 'inconclusive') return '';
  const text = reason ?? (needed === undefined ? '' : `${count(needed)} records would decide`);
  return text === '' ? '' : html`<small>${text}</small>`;
}
