/**
 * The report for a terminal: the verdict first, then doubts, what changed, and each pipeline, worst first. Called by
 * `weir check`. Nothing in a report can move the cursor or colour the text: it is made plain before it is drawn.
 */
import { plural } from '../format/numbers.ts';
import { consequence } from './consequence.ts';
import { headline } from './headline.ts';
import { columns, cut, cutStart, padEnd, plainReport, wrap } from './plain.ts';
import type { Report, ReportEdit } from './report.generated.ts';
import { doubts, formattingOnly, imprint } from './sentences.ts';
import { affected, marks, place, unaffected, verdictOf } from './story.ts';
import { andMore, type Page, paragraph } from './terminal/page.ts';
import { createPaint } from './terminal/paint.ts';
import { pipelineLines } from './terminal/pipeline.ts';

export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns of the terminal; between 40 and 100 of them are used. */
  readonly width: number;
}

const mostEdits = 20;
const mostDoubts = 10;

/** Text with a newline at the end; no line is wider than `width`. */
export function renderTerminal(raw: Report, { colour, width }: TerminalOptions): string {
  const report = plainReport(raw);
  const page: Page = { width: Math.max(40, Math.min(100, Math.floor(width))), paint: createPaint(colour) };
  const blocks = [
    verdictLines(report, page),
    doubtLines(report, page),
    editLines(report, page),
    configLines(report, page),
    ...affected(report).map((pipeline) => pipelineLines(pipeline, report, page)),
    unaffectedLines(report, page),
    footLines(report, page),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function verdictLines(report: Report, { width, paint }: Page): string[] {
  const verdict = verdictOf(report);
  const margin = ' '.repeat(verdict.length + 3);
  const [first = '', ...rest] = wrap(headline(report), width - margin.length);
  return [
    `${paint(report.verdict, verdict)}   ${paint('strong', first)}`,
    ...rest.map((line) => `${margin}${paint('strong', line)}`),
    ...wrap(consequence(report) ?? '', width - margin.length).map((line) => `${margin}${line}`),
  ];
}

function doubtLines(report: Report, page: Page): string[] {
  const all = doubts(report);
  return [
    ...all.slice(0, mostDoubts).flatMap((doubt) => paragraph(doubt, page, { bullet: '!', style: 'inconclusive' })),
    ...andMore(all.length - mostDoubts, page, 'more warning'),
  ];
}

function editLines({ edits, reformatted = [] }: Report, page: Page): string[] {
  if (edits.length + reformatted.length === 0) return [];
  return [
    page.paint('strong', 'What changed'),
    ...changeTable([...edits.slice(0, mostEdits).map(editRow), ...reformatted.slice(0, mostEdits).map(formRow)], page),
    ...andMore(edits.length - mostEdits, page, 'more edit'),
    ...andMore(reformatted.length - mostEdits, page, 'more file', 'more files'),
  ];
}

/** Where something changed, and what. */
type ChangeRow = readonly [place: string, message: string];

function editRow(edit: ReportEdit): ChangeRow {
  return [place(edit), edit.compatibility === 'safe' ? edit.message : `${edit.message} (${edit.compatibility})`];
}

function formRow(path: string): ChangeRow {
  return [path, formattingOnly];
}

/** What head does to weir.yml: shown, never used. */
function configLines({ config }: Report, page: Page): string[] {
  const { path = '', changes = [] } = config ?? {};
  if (changes.length === 0) return [];
  return [
    ...paragraph(`${path} changes too, in force once merged`, page, { style: 'strong' }),
    ...changes.flatMap((change) => paragraph(change, page, { indent: 2, bullet: '•' })),
  ];
}

/** Places in one column, cut at their start where they are long; messages wrapped in another. */
function changeTable(rows: readonly ChangeRow[], { width }: Page): string[] {
  const left = Math.min(Math.floor(width * 0.55), Math.max(0, ...rows.map(([label]) => columns(label))));
  return rows.flatMap(([label, message]) =>
    wrap(message, width - left - 4).map(
      (line, row) => `  ${padEnd(row === 0 ? cutStart(label, left) : '', left)}  ${line}`,
    ),
  );
}

function unaffectedLines(report: Report, { width, paint }: Page): string[] {
  const names = unaffected(report).map(({ name }) => name);
  if (names.length === 0) return [];
  const line = `${marks.unaffected} unaffected: ${names.join(', ')}`;
  const tail = ` (${plural(names.length, 'pipeline')})`;
  return [paint('quiet', cut(line, width - tail.length) + tail)];
}

function footLines(report: Report, page: Page): string[] {
  const { command } = report;
  const inner = page.width - 4;
  const parts = command ? wrap(command, inner) : [];
  return [
    ...(command ? [page.paint('strong', 'Reproduce')] : []),
    ...parts.map((part, index) => `  ${part}${index < parts.length - 1 ? ' \\' : ''}`),
    ...wrap(imprint(report), page.width).map((line) => page.paint('quiet', line)),
  ];
}
