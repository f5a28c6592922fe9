/** Outputs on the terminal: what became what, and its distribution at base and at head as bars side by side. */

import { columns } from '../../format/columns.ts';
import { number, plural, sharePair, signed } from '../../format/numbers.ts';
import { differenceBars } from '../bar.ts';
import { cellPair } from '../cell.ts';
import { shareRows } from '../distribution.ts';
import { exampleGroups } from '../examples.ts';
import { rankOutputs } from '../rank-outputs.ts';
import type { OutputReport, PipelineReport } from '../report.generated.ts';
import { pairing, stake, valued } from '../sentences.ts';
import { moved, unlimited } from '../story.ts';
import { andMore, type Page, paragraph } from './page.ts';
import { type Cell, table } from './table.ts';

const mostTransitions = 5;
const mostExamples = 5;
const mostRows = 8;
/** Names of outputs in which nothing changed. */
const mostStill = 8;
const summaries = [
  { key: 'mean', label: 'mean' },
  { key: 'p50', label: 'median' },
  { key: 'p95', label: '95th percentile' },
  { key: 'p99', label: '99th percentile' },
] as const;
const widestLabel = 18;
/** Two shares of at most nine columns, an arrow, the difference, and the gaps between six columns. */
const beside = 2 * 9 + 1 + 8 + 5 * 2;

/** A group of lines for each output that moved, then one for all that did not: of many, few may be what matters. */
export function outputGroups(pipeline: PipelineReport, page: Page): string[][] {
  const outputs = rankOutputs(pipeline);
  const still = outputs.filter((output) => !moved(output));
  if (still.length < 2) return outputs.map((output) => outputLines(output, page));
  const left = still.length - mostStill;
  const names = [...still.slice(0, mostStill).map(({ name }) => name), ...(left > 0 ? [`and ${left} more`] : [])];
  return [
    ...outputs.filter(moved).map((output) => outputLines(output, page)),
    [
      ...paragraph(plural(still.length, 'output'), page, { style: 'strong' }),
      ...paragraph(`Nothing changed in what was replayed: ${names.join(', ')}.`, page, { indent: 2, style: 'quiet' }),
    ],
  ];
}

function outputLines(output: OutputReport, page: Page): string[] {
  const heading = paragraph(`${output.name} (${output.kind})`, page, { style: 'strong' });
  if (!moved(output))
    return [...heading, ...paragraph('Nothing changed in what was replayed.', page, { indent: 2, style: 'quiet' })];
  const inner = { ...page, width: page.width - 2 };
  const lines = [
    ...transitionLines(output, inner),
    ...exampleLines(output, inner),
    ...paragraph(stake(output) ?? '', inner, {}),
    ...distributionOrWhy(output, inner),
    ...summaryLines(output, inner),
    ...paragraph(pairing(output) ?? '', inner, { style: 'quiet' }),
    ...otherLines(output, inner),
  ];
  if (lines.length === 0) return [...heading, ...paragraph(withoutPicture(output), page, { indent: 2 })];
  return [...heading, ...lines.map((line) => `  ${line}`)];
}

/** Texts have no picture: their values never leave the replay. */
function withoutPicture({ measures: { changed } }: OutputReport): string {
  const records = changed?.records;
  return records === undefined ? 'Its values are not shown.' : `Another value for ${plural(records, 'record')}.`;
}

/** Records of the transitions above, redacted; only where weir.yml says so. */
function exampleLines(output: OutputReport, page: Page): string[] {
  return exampleGroups(output, mostTransitions, mostExamples).flatMap(({ title, records }) => [
    ...paragraph(`For example, ${title}:`, page, { style: 'quiet' }),
    ...records.flatMap((record) => paragraph(record, page, { indent: 2 })),
  ]);
}

function transitionLines({ transitions, transitionsLeftOut = 0 }: OutputReport, page: Page): string[] {
  const { width, paint } = page;
  const rows = transitions.slice(0, mostTransitions).map(({ base, head, records }): Cell[] => {
    const shown = cellPair(base, head);
    return [
      { text: shown.base },
      { text: '→', style: 'quiet' },
      { text: shown.head },
      { text: plural(records, 'record'), style: 'quiet' },
    ];
  });
  const left = transitions.length - rows.length + transitionsLeftOut;
  return [
    ...table(rows, [{ shrink: 'name' }, {}, { shrink: 'name' }, { align: 'right' }], width, paint),
    ...andMore(left, page, 'more kind of change', 'more kinds of change'),
  ];
}

/** A table in which nothing differs is a sentence. */
function distributionOrWhy(output: OutputReport, page: Page): string[] {
  const rows = shareRows(output, mostRows);
  const isStill = rows.length > 0 && rows.every(({ base, head }) => base === head);
  return isStill ? paragraph(stillShares(rows), page, { style: 'quiet' }) : distributionLines(output, page);
}

function stillShares({ length }: readonly unknown[]): string {
  return length === 1 ? 'Its values are not told apart here.' : 'Each value is as frequent at head as at base.';
}

/** Shares at base and at head, and their difference as a bar; nothing where the report has no distribution. */
export function distributionLines(output: OutputReport, { width, paint }: Page): string[] {
  const rows = shareRows(output, mostRows);
  if (rows.length === 0) return [];
  const label = Math.min(widestLabel, Math.max(...rows.map((row) => columns(row.label))));
  const room = Math.max(4, Math.min(32, width - beside - label));
  const bars = differenceBars(
    rows.map(({ base, head }) => head - base),
    room,
  );
  const cells = rows.map(({ label: name, base, head }, index): Cell[] => {
    const shown = sharePair(base, head);
    return [
      { text: name },
      { text: shown.base, style: 'quiet' },
      { text: '→', style: 'quiet' },
      { text: shown.head },
      { text: shown.moved === '0' ? '' : shown.moved, style: 'quiet' },
      { text: bars[index] ?? '', style: 'head' },
    ];
  });
  const head: Cell[] = ['', 'base', '', 'head', 'points', ''].map((text) => ({ text, style: 'quiet' }));
  const right = { align: 'right' } as const;
  return table([head, ...cells], [{ shrink: 'name' }, right, {}, right, right, {}], width, paint);
}

/** Mean and percentiles of numbers, base → head. */
function summaryLines({ distribution: { base, head, pairedMeans } }: OutputReport, { width, paint }: Page): string[] {
  const rows = summaries.flatMap(({ key, label }): Cell[][] => {
    // Means of different records compare nothing.
    const means = key === 'mean' ? pairedMeans : undefined;
    const [before, after] = means ? [means.base, means.head] : [base[key], head[key]];
    if (typeof before !== 'number' || typeof after !== 'number') return [];
    const change = after - before;
    return [
      [
        { text: label },
        { text: number(before) },
        { text: '→', style: 'quiet' },
        { text: number(after) },
        { text: change === 0 ? '' : signed(change, number(change)), style: 'quiet' },
      ],
    ];
  });
  const right = { align: 'right' } as const;
  return table(rows, [{}, right, {}, right, right], width, paint);
}

function otherLines(output: OutputReport, page: Page): string[] {
  const others = unlimited(output).map((named) => `${named.key} ${valued(named)}`);
  return others.length > 0 ? paragraph(`Also measured: ${others.join(' · ')}`, page, { style: 'quiet' }) : [];
}
