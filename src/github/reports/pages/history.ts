/** The default branch: how far each output has moved, and which merge moved it. */
import { number, percent, plural, points, signed } from '../../../format/numbers.ts';
import { type Content, html, type Safe } from '../../../report/html/html.ts';
import { details, table } from '../../../report/html/table.ts';
import { code } from '../../../report/html/words.ts';
import type { Answer } from '../answer.ts';
import type { Foretold } from '../foretold.ts';
import type { Merge } from '../merges.ts';
import type { Move } from '../moves.ts';
import { movedSince, type Trend, type TrendLine, trendsOf } from '../trend.ts';
import { document } from './document.ts';
import { foretoldSection } from './foretold.ts';
import { checkLink, outcome, repositoryLink, time } from './pull.ts';
import { trendChart } from './trend-chart.ts';

export interface History {
  /** `acme/claims` */
  readonly repository: string;
  readonly branch: string;
  /** Oldest first. */
  readonly merges: readonly Merge[];
  readonly foretold: readonly Foretold[];
  /** Path of the repository's reports, without a slash at the end. */
  readonly folder: string;
  /** Where people see GitHub. */
  readonly website: string;
  readonly now: Date;
}

const DAY_MS = 86_400_000;
/** Values of one output that are drawn; the table has all. */
const MOST_CHARTS = 4;

export function branchHistory(history: History): Answer {
  const { repository, branch, merges, foretold, folder } = history;
  const trends = trendsOf(merges);
  const content = html`${trends.length > 0 ? overview(trends, history) : ''}${trends.map((trend, index) => section(trend, index, history))}${foretoldSection(foretold, folder)}${mergeTable(history)}`;
  return document({
    title: `How ${branch} has moved`,
    about: html`${repositoryLink(history.website, repository)} · <a href="${history.folder}/map">who reads what</a>`,
    lead: note(history, trends),
    content,
  });
}

function note({ merges }: History, trends: readonly Trend[]): string {
  const [first] = merges;
  const unjudged = merges.filter(({ record }) => record?.verdict === undefined).length;
  const seen = first
    ? `${plural(merges.length, 'merge')} since ${first.at.slice(0, 10)}`
    : 'No pull request was merged into it yet';
  const lost = unjudged > 0 ? `; of ${plural(unjudged, 'merge')} no judgement is kept` : '';
  const sum =
    trends.length > 0
      ? ' Each merge was measured on the recording of its day, head against base; here these differences are added up.'
      : '';
  const estimates = trends.some((trend) => trend.merges.some(({ move }) => !move.exact))
    ? ' Where a replay stopped early its numbers are estimates.'
    : '';
  return `${seen}${lost}.${sum}${estimates}`;
}

/** Today compared with a week and a month ago. */
function overview(trends: readonly Trend[], { now }: History): Safe {
  const since = (days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString();
  const rows = trends.flatMap((trend) =>
    trend.lines.map((line) => [
      code(trend.pipeline),
      html`${code(trend.output)} ${valueName(line.of, trend.kind)}`,
      ...[7, 30].map((days) => difference(movedSince(line, since(days)), trend.kind)),
      difference(line.points.at(-1)?.total ?? 0, trend.kind),
    ]),
  );
  if (rows.length === 0) return html`<section class="prose"><p>No output has moved.</p></section>\n`;
  const columns = [
    { title: 'Pipeline' },
    { title: 'Output' },
    { title: 'Against a week ago', numeric: true },
    { title: 'Against a month ago', numeric: true },
    { title: 'Against the beginning', numeric: true },
  ];
  return html`<section aria-labelledby="today"><h2 id="today">Today</h2>\n${table('How far outputs have moved', columns, rows)}</section>\n`;
}

function section(trend: Trend, index: number, history: History): Safe {
  const { pipeline, output, kind, merges, lines } = trend;
  // By position: no text of a report becomes an id.
  const id = `output-${index + 1}`;
  const rows = merges
    .toReversed()
    .map(({ merge, move }) => [
      time(merge.at),
      pullLink(merge, history.folder),
      move.changed === null ? '–' : percent(move.changed),
      stepTexts(move),
    ]);
  const columns = [
    { title: 'Merged' },
    { title: 'Pull request' },
    { title: 'Changed', numeric: true },
    { title: 'Moves' },
  ];
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${pipeline}: ${output}</h2>
<div class="figures">${lines.slice(0, MOST_CHARTS).map((line) => figure(trend, line, history))}</div>
${details(plural(merges.length, 'merge'), table(`Merges that ${pipeline} depends on`, columns, rows))}${kind === 'text' || kind === 'ranking' ? html`<p class="quiet">Of this kind of output no number can be added up.</p>\n` : ''}</section>
`;
}

function figure({ pipeline, output, kind }: Trend, line: TrendLine, { now }: History): Safe {
  const end = difference(line.points.at(-1)?.total ?? 0, kind);
  const label = `${pipeline}: ${output}, ${valueWords(line.of, kind)}, against the time: ${end} in ${plural(line.points.length, 'merge')}.`;
  const picture = trendChart(line, { label, now, write: (total) => difference(total, kind) });
  return html`<figure><figcaption><span>${valueName(line.of, kind)}</span> <span class="quiet">${end}</span></figcaption>${picture}</figure>\n`;
}

function mergeTable({ merges, folder }: History): Safe | string {
  if (merges.length === 0) return '';
  const rows = merges.toReversed().map((merge): Content[] => {
    const { record } = merge;
    return [
      time(merge.at),
      html`${pullLink(merge, folder)} ${merge.title}`,
      record ? checkLink(record, folder) : '–',
      record ? outcome(record) : '–',
    ];
  });
  const columns = [{ title: 'Merged' }, { title: 'Pull request' }, { title: 'Report' }, { title: 'Verdict' }];
  return html`<section aria-labelledby="merges"><h2 id="merges">Merges</h2>\n${table('Merges, newest first', columns, rows)}</section>\n`;
}

function pullLink({ number: pull }: Merge, folder: string): Safe {
  return html`<a href="${folder}?pull=${pull}">#${pull}</a>`;
}

function stepTexts({ steps, kind }: Move): Content {
  if (steps.length === 0) return '–';
  return steps.map(({ of, by }) => html`<small>${valueName(of, kind)} ${difference(by, kind)}</small>`);
}

/** Shares in points, means in the unit of the output. */
function difference(by: number, kind: Move['kind']): string {
  // Sums of fractions leave a trace of noise where they should be nothing.
  const exact = Math.abs(by) < 1e-12 ? 0 : by;
  return signed(exact, kind === 'category' ? points(exact) : number(exact));
}

function valueName(of: string, kind: Move['kind']): Safe {
  return kind === 'category' ? html`<bdi>${of}</bdi>` : html`${of}`;
}

function valueWords(of: string, kind: Move['kind']): string {
  return kind === 'category' ? `share of ${of}` : of;
}
