/**
 * The report as GitHub markdown, for a check or a comment: what matters on one screen, the rest folded. It never grows
 * past the limit of the place it is posted to: whole sections are left out and counted, the worst pipelines stay.
 */
import { count, plural } from '../format/numbers.ts';
import { headline } from './headline.ts';
import { hitWords, waivedWords } from './hit.ts';
import { mainOutput } from './main-output.ts';
import { downstreamTable } from './markdown/downstreams.ts';
import { block, cellCode, cellPlaceCode, code, details, placeCode, quoting, tableOf, text } from './markdown/escape.ts';
import { type ChartAddresses, image } from './markdown/image.ts';
import { measuresLink, nextStepList } from './markdown/next-steps.ts';
import { codePage, pipelineDetails } from './markdown/pipeline.ts';
import { consequenceLine, summaryTable, verdictLine } from './markdown/summary.ts';
import { linked } from './markdown/upstream-link.ts';
import type { Way } from './next-steps.ts';
import { plainReport, wrap } from './plain.ts';
import type { Report, ReportEdit } from './report.generated.ts';
import { doubts, formattingOnly, imprint, reproducible } from './sentences.ts';
import { affected, place, unaffected, verdictOf } from './story.ts';
import { distributionLines } from './terminal/output.ts';

/** What GitHub takes in a field of a check run: https://docs.github.com/rest/checks/runs */
const longestSummary = 65_535;
const longestTitle = 255;

const mostDoubts = 3;
const editsInSight = 3;
const mostEdits = 50;
const mostUnaffected = 100;

export interface MarkdownOptions {
  /** Characters (code points, as GitHub counts). 65,535 by default. */
  readonly limit?: number;
  /** The verdict stands above as a title, and what was compared below: neither is repeated. */
  readonly framed?: boolean;
  /** How Weir is run, which decides what can be done next; by hand if it is not said. */
  readonly way?: Way;
  /** The main chart as images, in place of bars of text. */
  readonly charts?: ChartAddresses;
  /** Of GitHub, `https://github.com`: edits in other repositories lead there. */
  readonly origin?: string | undefined;
}

/** A section that may be left out as a whole, and what the note then counts it as. */
interface Section {
  readonly markdown: string;
  readonly pipeline: boolean;
}

/** The title of the check: the mark of the verdict and the number behind it. Plain text, at most 255 characters. */
export function renderTitle(raw: Report): string {
  const report = plainReport(raw);
  const [mark = ''] = verdictOf(report).split(' ');
  return [...`${mark} ${headline(report)}`].slice(0, longestTitle).join('');
}

/** The body, with a newline at its end. */
export function renderMarkdown(raw: Report, options: MarkdownOptions = {}): string {
  const report = plainReport(raw);
  const room = options.limit ?? longestSummary;
  const sections = sectionsOf(report, options.origin);
  const tail = options.framed ? '' : `<sub>${text(imprint(report))} · ${measuresLink}</sub>`;
  for (const head of heads(report, options)) {
    for (let kept = sections.length; kept >= 0; kept -= 1) {
      const shown = sections.slice(0, kept).map(({ markdown }) => markdown);
      const body = join([head, ...shown, leftOut(sections.slice(kept)), tail]);
      if (length(body) <= room) return body;
    }
  }
  return [...`${verdictOf(report)}\n`].slice(0, Math.max(0, room)).join('');
}

/** From the whole first screen down to the bare verdict. */
function heads(report: Report, { framed = false, way = 'command-line', charts, origin }: MarkdownOptions): string[] {
  const verdict = verdictLine(report);
  const opening = framed ? '' : verdict;
  const prompt = nextStepList(report, way);
  const table = summaryTable(report);
  return [
    join([
      opening,
      consequenceLine(report),
      warnings(report),
      editsShort(report, origin),
      table,
      downstreamTable(report),
      charts ? image(report, charts) : picture(report),
      prompt,
    ]),
    join([opening, consequenceLine(report), table, downstreamTable(report), prompt]),
    verdict,
  ];
}

function sectionsOf(report: Report, origin: string | undefined): Section[] {
  const pipelines = affected(report).map((pipeline) => ({
    markdown: pipelineDetails(pipeline, report),
    pipeline: true,
  }));
  const others = [editsLong(report, origin), configChanges(report), unaffectedNames(report), reproduce(report)];
  const section = (markdown: string) => ({ markdown, pipeline: false });
  return [...[moreWarnings(report)].filter(Boolean).map(section), ...pipelines, ...others.filter(Boolean).map(section)];
}

function leftOut(sections: readonly Section[]): string {
  const pipelines = sections.filter(({ pipeline }) => pipeline).length;
  const others = sections.length - pipelines;
  const parts = [
    pipelines > 0 ? `the details of ${plural(pipelines, 'pipeline')}` : '',
    others > 0 ? plural(others, 'further section') : '',
  ].filter(Boolean);
  return parts.length === 0 ? '' : `_Left out, because it would be too long here: ${parts.join(' and ')}._`;
}

function warnings(report: Report): string {
  const all = doubts(report);
  if (all.length === 0) return '';
  const left = all.length - mostDoubts;
  const lines = all.slice(0, mostDoubts).map((doubt) => `> - ${text(doubt)}`);
  return ['> [!WARNING]', ...lines, ...(left > 0 ? [`> - … and ${plural(left, 'more warning')} below`] : [])].join(
    '\n',
  );
}

/** Those that do not stand on the first screen: nobody hides one behind others. */
function moreWarnings(report: Report): string {
  const rest = doubts(report).slice(mostDoubts);
  if (rest.length === 0) return '';
  return details(plural(rest.length, 'more warning'), rest.map((doubt) => `- ${text(doubt)}`).join('\n'));
}

function editsShort(report: Report, origin: string | undefined): string {
  const { edits, reformatted = [] } = report;
  if (edits.length + reformatted.length > editsInSight) return '';
  return [
    ...edits.map(
      (edit) =>
        `- ${linked(placeCode(place(edit)), edit, report, origin)} ${quoting(said(edit), code)}${grade(edit)}${editLines(edit)}`,
    ),
    ...reformatted.map((path) => `- ${placeCode(path)} ${formattingOnly}`),
  ].join('\n');
}

function grade({ compatibility }: ReportEdit): string {
  return ` (${compatibility})`;
}

/** What changed, and what it hits. */
function said(edit: ReportEdit): string {
  return [edit.message, hitWords(edit), waivedWords(edit)].filter((words) => words !== undefined).join(', ');
}

/** The lines as they were and as they are, within the item of a list. */
function editLines({ before = [], after = [] }: ReportEdit): string {
  const lines = [...before.map((line) => `- ${line}`), ...after.map((line) => `+ ${line}`)];
  if (lines.length === 0) return '';
  return ['', ...block(lines, 'diff').split('\n')].join('\n  ');
}

/** What moved most in the worst pipeline, as bars. */
function picture(report: Report): string {
  const main = mainOutput(report);
  if (!main) return '';
  const { pipeline, output } = main;
  return block([...wrap(`${pipeline.name}: ${output.name}`, codePage.width), ...distributionLines(output, codePage)]);
}

function editsLong(report: Report, origin: string | undefined): string {
  const { edits, reformatted = [] } = report;
  if (edits.length + reformatted.length <= editsInSight) return '';
  const rows = [
    ...edits.map((edit) => [
      linked(cellPlaceCode(place(edit)), edit, report, origin),
      quoting(said(edit), cellCode),
      edit.compatibility,
    ]),
    ...reformatted.map((path) => [cellPlaceCode(path), formattingOnly, 'safe']),
  ];
  const table = tableOf(['where', 'what changed', 'compatibility'], rows.slice(0, mostEdits));
  const left = rows.length - mostEdits;
  return details(
    `What changed (${plural(edits.length, 'edit')})`,
    left > 0 ? `${table}\n\n… and ${plural(left, 'more change')}` : table,
  );
}

function configChanges({ config }: Report): string {
  const changes = config?.changes ?? [];
  if (changes.length === 0) return '';
  return details(
    'weir.yml at head, in force once merged',
    changes
      .slice(0, mostEdits)
      .map((change) => `- ${text(change)}`)
      .join('\n'),
  );
}

function unaffectedNames(report: Report): string {
  const names = unaffected(report).map(({ name }) => name);
  if (names.length === 0) return '';
  const left = names.length - mostUnaffected;
  const shown = names.slice(0, mostUnaffected).map(code).join(', ');
  return details(
    `– unaffected (${plural(names.length, 'pipeline')})`,
    left > 0 ? `${shown} and ${count(left)} more` : shown,
  );
}

function reproduce(report: Report): string {
  const { command } = report;
  return command ? details('Reproduce this report', `${block([command])}\n\n${text(reproducible(report))}`) : '';
}

function join(parts: readonly string[]): string {
  return `${parts
    .map((part) => part.trimEnd())
    .filter(Boolean)
    .join('\n\n')}\n`;
}

function length(markdown: string): number {
  return [...markdown].length;
}
