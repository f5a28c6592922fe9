/**
 * The report for a terminal: the verdict first, then doubts, what changed, and each pipeline, worst first. Called by
 * `weir check`. Nothing in a report can move the cursor or colour the text: it is made plain before it is drawn.
 */
import { plural } from '../format/numbers.ts';
import { consequence } from './consequence.ts';
import { excerpts } from './excerpt.ts';
import { headline } from './headline.ts';
import { explanations, nextSteps, type Piece, type Way } from './next-steps.ts';
import { columns, cut, padEnd, plainReport, wrap } from './plain.ts';
import type { Report, ReportEdit } from './report.generated.ts';
import { doubts, formattingOnly, imprint, reproducible } from './sentences.ts';
import { affected, marks, place, unaffected, verdictOf } from './story.ts';
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
const mostDoubts = 10;

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

/** Blanks before the lines of an edit. */
const LINE_MARGIN = 4;

/** Where something changed, and what; and the lines, as they were and as they are. */
interface ChangeRow {
  readonly label: string;
  readonly message: string;
  readonly lines?: readonly string[];
}

function editRow(edit: ReportEdit, { width }: Page): ChangeRow {
  const { message, compatibility } = edit;
  const { before, after } = excerpts(edit.before ?? [], edit.after ?? [], width - LINE_MARGIN - 2);
  const lines = [...before.map((line) => `− ${line}`), ...after.map((line) => `+ ${line}`)];
  return { label: place(edit), message: `${message} (${compatibility})`, lines };
}

function formRow(path: string): ChangeRow {
  return { label: path, message: formattingOnly };
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

/**
 * Places in one column, messages wrapped in another. A place that is too long for that stands on a line of its own, whole
 * whatever its length: terminals and editors open `file:line` where they find it in one piece.
 */
function changeTable(rows: readonly ChangeRow[], { width, paint }: Page): string[] {
  const widest = Math.floor(width * 0.55);
  const left = Math.max(0, ...rows.map(({ label }) => columns(label)).filter((length) => length <= widest));
  return rows.flatMap(({ label, message, lines = [] }) => {
    const isBeside = columns(label) <= left;
    const margin = isBeside ? left + 4 : 4;
    const told = wrap(message, width - margin).map((line, row) => {
      return isBeside && row === 0 ? `  ${padEnd(label, left)}  ${line}` : `${' '.repeat(margin)}${line}`;
    });
    const shown = lines.map(
      (line) =>
        `${' '.repeat(LINE_MARGIN)}${paint(line.startsWith('+') ? 'head' : 'quiet', cut(line, width - LINE_MARGIN))}`,
    );
    return [...(isBeside ? [] : [`  ${label}`]), ...told, ...shown];
  });
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
