/** The pictures of an output: its distribution before and after, and what became what. Of all records, or of one slice. */
import { bothSides, compact, count, number, plural, pointsText, range, sharePair } from '../../../format/numbers.ts';
import { shareRows } from '../../distribution.ts';
import type { DistributionSide, OutputReport, PipelineReport, ReportTransition } from '../../report.generated.ts';
import { pairing } from '../../sentences.ts';
import { areFewValues, type DrawnBins, redraw } from '../charts/bins.ts';
import { categoryChart } from '../charts/categories.ts';
import { cutNote } from '../charts/ceiling.ts';
import { flowChart, mostFlows } from '../charts/flows.ts';
import { foldNumbers, orderOf } from '../charts/fold.ts';
import { beyondTexts, numberChart } from '../charts/numbers.ts';
import type { Detail } from '../detail.ts';
import { type Content, html, type Safe } from '../html.ts';
import { details, longTable, table } from '../table.ts';
import { valueText, valueTexts } from '../words.ts';

const drawnValues = 10;

/**
 * The two sides as a picture with its numbers; nothing where there are none.
 * @param remark what is to be said below it
 */
export function distributionFigure(output: OutputReport, detail: Detail, remark = ''): Safe {
  const { base, head } = output.distribution;
  const bins = [...(base.bins ?? []), ...(head.bins ?? [])];
  if (areFewValues(bins)) return valueFigure(output, detail, remark);
  const drawn = redraw(base.bins ?? [], head.bins ?? [], { base: outcomesOf(base), head: outcomesOf(head) });
  if (!drawn) return html``;
  const rows = drawn.bins
    .filter((bin) => bin.base > 0 || bin.head > 0)
    .map((bin) => ({ label: range(bin.low, bin.high), base: bin.base, head: bin.head }));
  const numbers = sharesTable(output, 'Range', rows, { visible: detail.numbers, most: detail.numbers });
  return html`<figure data-part="distribution"><figcaption><span>Distribution</span>${lineLegend}</figcaption>${numberChart(output.name, drawn, detail.tips)}${notes([cutNote(drawn), beyond(drawn), undrawnWords(output), remark])}${quantiles(output)}${details('Numbers', numbers)}</figure>\n`;
}

/** Requests that show no number: with them both sides are shares of the same traffic. */
function outcomesOf({ counts = {} }: DistributionSide): number {
  return Object.values(counts).reduce((sum, weight) => sum + weight, 0);
}

/** What stands beside the bins. */
function undrawnWords({ distribution: { base, head } }: OutputReport): string {
  const total = (side: DistributionSide) =>
    outcomesOf(side) + (side.bins ?? []).reduce((sum, { weight }) => sum + weight, 0);
  const words = [...new Set([...Object.keys(base.counts ?? {}), ...Object.keys(head.counts ?? {})])];
  const shares = words
    .filter((word) => word !== 'other')
    .map((word) => {
      const [before, after] = [base, head].map((side) => (side.counts?.[word] ?? 0) / (total(side) || 1));
      return `${word} ${bothSides({ base: before ?? 0, head: after ?? 0 })}`;
    });
  return shares.length === 0 ? '' : `Not drawn: ${shares.join('; ')}.`;
}

/** Categories, and numbers that take few values. */
function valueFigure(output: OutputReport, { numbers: most, tips }: Detail, remark: string): Safe {
  const rows = shareRows(output, most);
  if (rows.length === 0) return html``;
  const values = rows.map(({ label, base, head }) => ({ label: valueText(label), base, head }));
  const numbers = sharesTable(output, 'Value', values, { visible: Math.min(20, most), most });
  return html`<figure data-part="distribution"><figcaption><span>What moved</span>${barLegend}</figcaption>${categoryChart(output.name, shareRows(output, drawnValues), tips)}${notes([remark])}${quantiles(output)}${details('Numbers', numbers)}</figure>\n`;
}

/** The numbers behind a picture: shares of both sides, and by how much they moved. */
function sharesTable(
  { name }: OutputReport,
  title: string,
  rows: readonly { readonly label: Content; readonly base: number; readonly head: number }[],
  size: { readonly visible: number; readonly most: number },
): Safe {
  return longTable(
    `Distribution of ${name}`,
    [{ title }, { title: 'Base', numeric: true }, { title: 'Head', numeric: true }, { title: 'Moved', numeric: true }],
    rows.map(({ label, ...sides }) => {
      const { base, head, moved } = sharePair(sides.base, sides.head);
      return [label, base, head, pointsText(moved)];
    }),
    size,
  );
}

/** Ribbons from what was to what is; nothing where nothing changed. */
export function flowFigure(output: OutputReport, { recording }: PipelineReport, detail: Detail): Safe {
  const { transitions, transitionsLeftOut = 0 } = output;
  if (transitions.length === 0) return html``;
  const amount = ({ weight, records }: ReportTransition) => (recording?.weighted ? (weight ?? records) : records);
  const unit = recording?.weighted ? 'requests' : 'records';
  const flows = foldNumbers(
    transitions.map((transition) => ({ from: transition.base, to: transition.head, amount: amount(transition) })),
  );
  const { base, head } = output.distribution;
  // Numbers have an order of their own; what stands in counts beside bins are words of the replay, and they come last.
  const known = base.bins || head.bins ? [] : [...Object.keys(base.counts ?? {}), ...Object.keys(head.counts ?? {})];
  const isValued = transitions.some(({ value }) => value !== undefined && value !== 0);
  const numbers = longTable(
    `What became what in ${output.name}`,
    [
      { title: 'Base' },
      { title: 'Head' },
      { title: 'Records', numeric: true },
      ...(recording?.weighted ? [{ title: 'Requests', numeric: true }] : []),
      ...(isValued ? [{ title: 'Value', numeric: true }] : []),
    ],
    transitions.map(({ base, head, records, weight, value }) => [
      ...valueTexts(base, head),
      count(records),
      ...(recording?.weighted ? [count(weight ?? records)] : []),
      ...(isValued ? [compact(value ?? 0)] : []),
    ]),
    { visible: Math.min(20, detail.numbers), most: detail.numbers },
  );
  const more = notes([
    flows.length > mostFlows ? `The ${mostFlows} largest of ${flows.length} are drawn.` : '',
    transitionsLeftOut > 0 ? leftOut(output) : '',
  ]);
  return html`<figure data-part="flows"><figcaption><span>What became what</span><span class="quiet">changes only, ${unit}</span></figcaption>${flowChart(output.name, flows, orderOf(flows, known), unit)}${more}${details('Numbers', numbers)}</figure>\n`;
}

/** How much of what changed the picture shows. */
function leftOut({ transitions, transitionsLeftOut = 0, measures }: OutputReport): string {
  const shown = transitions.reduce((sum, { records }) => sum + records, 0);
  const changed = measures.changed?.records;
  const of = changed === undefined ? '' : ` of ${count(changed)}`;
  return `The most frequent changes, ${count(shown)}${of} records; ${plural(transitionsLeftOut, 'rarer transition')} left out.`;
}

function beyond(drawn: DrawnBins): string {
  const text = beyondTexts(drawn).join('; ');
  return text === '' ? '' : `Not drawn: ${text}.`;
}

function notes(sentences: readonly string[]): Safe | string {
  const text = sentences.filter(Boolean).join(' ');
  return text === '' ? '' : html`<p class="quiet">${text}</p>`;
}

function quantiles(output: OutputReport): Safe | string {
  const { base, head } = output.distribution;
  const keys = ['mean', 'p50', 'p95', 'p99'] as const;
  const known = keys.filter((key) => typeof base[key] === 'number' || typeof head[key] === 'number');
  if (known.length === 0) return '';
  const text = (value: number | null | undefined) => (typeof value === 'number' ? number(value) : '–');
  // Means of different records compare nothing.
  const means = output.distribution.pairedMeans ?? { base: base.mean, head: head.mean };
  const shown = { base: { ...base, mean: means.base }, head: { ...head, mean: means.head } };
  const rows = table(
    `Mean and percentiles of ${output.name}`,
    [{ title: html`<span class="unseen">Side</span>` }, ...known.map((key) => ({ title: key, numeric: true }))],
    [
      ['base', ...known.map((key) => text(shown.base[key]))],
      ['head', ...known.map((key) => text(shown.head[key]))],
    ],
  );
  return html`${rows}${notes([pairing(output) ?? ''])}`;
}

const barLegend = legend('less at head', 'head-key', 'more at head');
const lineLegend = legend('base', 'line-key', 'head');

function legend(first: string, key: string, second: string): Safe {
  return html`<span class="legend"><span class="key">${first}</span> <span class="key ${key}">${second}</span></span>`;
}
