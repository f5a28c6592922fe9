/**
 * The report for a terminal: the verdict first, then doubts, what changed, and each pipeline, worst first. Called by
 * `weir check`. Nothing in a report can move the cursor or colour the text: it is made plain before it is drawn.
 */

import { columns } from '../format/columns.ts';
import { plural } from '../format/numbers.ts';
import { consequence } from './consequence.ts';
import { headline } from './headline.ts';
import { explanations, nextSteps, type Piece, type Way } from './next-steps.ts';
import { cut, plainReport, wrap } from './plain.ts';
import type { Report } from './report.generated.ts';
import { doubts, formattingOnly, imprint, reproducible } from './sentences.ts';
import { affected, marks, unaffected, verdictOf } from './story.ts';
import { downstreamLines } from './terminal/downstreams.ts';
import { type ChangeRow, changeTable, editRow } from './terminal/edits.ts';
import { andMore, type Page, paragraph } from './terminal/page.ts';
import { createPaint } from './terminal/paint.ts';
import { pipelineLines } from './terminal/pipeline.ts';

export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns of the terminal; between 40 and 100 of them are used. */
  readonly width: number;
  /** How Weir is run, which decides what can be done next; by hand if it is not said. */
  readonly way?: Way;
}

const mostEdits = 20;
const mostDoubts = 30;

/** Text with a newline at the end; no line is wider than `width`. */
export function renderTerminal(raw: Report, { colour, width, way = 'command-line' }: TerminalOptions): string {
  const report = plainReport(raw);
  const page: Page = { width: Math.max(40, Math.min(100, Math.floor(width))), paint: createPaint(colour) };
  const blocks = [
    verdictLines(report, page),
    doubtLines(report, page),
    editLines(report, page),
    configLines(report, page),
    ...affected(report).map((pipeline) => pipelineLines(pipeline, report, page)),
    unaffectedLines(report, page),
    downstreamLines(report, page),
    nextStepLines(report, page, way),
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
    ...changeTable(
      [
        ...edits.slice(0, mostEdits).map((edit) => editRow(edit, page)),
        ...reformatted.slice(0, mostEdits).map(formRow),
      ],
      page,
    ),
    ...andMore(edits.length - mostEdits, page, 'more edit'),
    ...andMore(reformatted.length - mostEdits, page, 'more file', 'more files'),
  ];
}

function formRow(path: string): ChangeRow {
  return { label: path, message: formattingOnly };
}

/** What head does to weir.yml: shown, never used. */
function configLines({ config }: Report, page: Page): string[] {
  const { path = '', changes = [] } = config ?? {};
  if (changes.length === 0) return [];
  return [
    ...paragraph(`${path} at head, in force once merged`, page, { style: 'strong' }),
    ...changes.flatMap((change) => paragraph(change, page, { indent: 2, bullet: '•' })),
  ];
}

function unaffectedLines(report: Report, { width, paint }: Page): string[] {
  const names = unaffected(report).map(({ name }) => name);
  if (names.length === 0) return [];
  const line = `${marks.unaffected} unaffected: ${names.join(', ')}`;
  const tail = ` (${plural(names.length, 'pipeline')})`;
  return [paint('quiet', cut(line, width - tail.length) + tail)];
}

function nextStepLines(report: Report, page: Page, way: Way): string[] {
  const steps = nextSteps(report, way);
  if (steps.length === 0) return [];
  return [
    page.paint('strong', 'What to do next'),
    ...steps.flatMap((step) => {
      const links = step.flatMap((piece) => (typeof piece === 'object' && 'link' in piece ? [piece] : []));
      if (links.length > 0)
        return links.flatMap((link) => linkLines(link, { ...page, width: page.width - 2 }).map((line) => `  ${line}`));
      return paragraph(step.map(pieceText).join(''), page, { indent: 2, bullet: '•' });
    }),
  ];
}

/** An address stands on one line, or a terminal does not open it. */
function linkLines({ link, href }: { link: string; href: string }, page: Page): string[] {
  const line = `${link}: ${href}`;
  return columns(line) <= page.width ? [line] : [...wrap(`${link}:`, page.width), `  ${href}`];
}

function pieceText(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  return 'code' in piece ? `\`${piece.code}\`` : piece.href;
}

function footLines(report: Report, page: Page): string[] {
  const { command } = report;
  const inner = page.width - 4;
  const parts = command ? wrap(command, inner) : [];
  return [
    ...(command ? [page.paint('strong', 'Reproduce')] : []),
    ...parts.map((part, index) => `  ${part}${index < parts.length - 1 ? ' \\' : ''}`),
    ...(command ? paragraph(reproducible(report), page, { indent: 2, style: 'quiet' }) : []),
    ...(affected(report).length > 0 ? linkLines(explanations.measures, page) : []),
    ...wrap(imprint(report), page.width).map((line) => page.paint('quiet', line)),
  ];
}
