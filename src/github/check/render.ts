/** A check as GitHub shows it, made of what a check came to. Pure; `publish.ts` sends it. */
import { plural } from '../../format/numbers.ts';
import { openDownstreams } from '../../gate/approved.ts';
import { code, details } from '../../report/markdown/escape.ts';
import type { ChartAddresses } from '../../report/markdown/image.ts';
import { allowedNote, measuresLink } from '../../report/markdown/next-steps.ts';
import { verdictLine } from '../../report/markdown/summary.ts';
import { type MarkdownOptions, renderMarkdown, renderTitle } from '../../report/markdown.ts';
import { plain, plainReport } from '../../report/plain.ts';
import type { Report } from '../../report/report.generated.ts';
import { affected, isOpen, marks } from '../../report/story.ts';
import type { Action } from '../port/checks.ts';
import { type Annotated, annotateEdits, annotateProblems } from './annotations.ts';
import { type Beside, besideNote, besideTitle } from './beside.ts';
import type { CheckOutput } from './check-run.ts';
import { conclusionOf } from './conclusion.ts';
import { wordsFor } from './endings.ts';
import type { Governed } from './governed.ts';
import type { CheckOutcome } from './outcome.ts';
import { mending, problemBlock, problemTitle } from './problems.ts';
import { bytesOf, clipBytes, longestSummary, longestTitle } from './room.ts';
import { type CheckState, roomBeside } from './state.ts';
import { togetherNote, togetherOf, togetherTitle } from './together.ts';

export interface RenderOptions {
  /** Paths at head: only these have lines to annotate. */
  readonly headFiles: ReadonlySet<string>;
  /** What was looked at. */
  readonly governed: readonly Governed[];
  /** What will be appended; the summary leaves room for it. */
  readonly state?: CheckState;
  /** What is shown in place of a success, because of other checks of the same commit that are not green. */
  readonly beside?: Beside;
  /** Where the whole report is to be found. */
  readonly detailsUrl?: string;
  /** Of GitHub: `https://github.com`. */
  readonly origin?: string;
  /** The main chart as images that GitHub can fetch; without them it is bars of text. */
  readonly charts?: ChartAddresses;
}

const rerun: Action = {
  label: 'Re-run',
  description: 'Replay the recorded traffic once more',
  identifier: 'rerun',
};
const approve: Action = {
  label: 'Approve',
  description: 'Accept the impact, as an owner',
  identifier: 'approve',
};
const explain: Action = {
  label: 'Explain',
  description: 'Say in a comment what moves, and where',
  identifier: 'explain',
};

const mostGoverned = 100;

/** Everything in it keeps within GitHub's limits, whatever the report holds. */
export function renderCheck(outcome: CheckOutcome, options: RenderOptions): CheckOutput {
  const content = drawn(outcome, options);
  const title = besideTitle(togetherTitle(content.title, togetherOf(outcome)), options.beside);
  const summary = join([before(outcome, options), content.summary]);
  const conclusion = options.beside?.conclusion ?? conclusionOf(outcome);
  const output = { ...content, conclusion, title: clipBytes(plain(title), longestTitle), summary };
  return bytesOf(summary) <= roomFor(options) ? output : minimalOutput(output);
}

/** What stands before the report. */
function before(outcome: CheckOutcome, { beside }: RenderOptions): string {
  return join([besideNote(beside), togetherNote(togetherOf(outcome))]);
}

/** The same check with nothing in it that GitHub could refuse. */
export function minimalOutput({ conclusion, title, actions }: CheckOutput): CheckOutput {
  const summary = 'GitHub did not take the whole report; `/weir explain` in a comment tells what is missing here.';
  return { conclusion, title: clipBytes(plain(title), longestTitle), summary, annotations: [], actions };
}

/** Bytes of the summary, beside what is remembered. */
function roomFor({ state }: RenderOptions): number {
  return longestSummary - roomBeside(state);
}

/** What was judged must not be lost where its report cannot be drawn. */
function drawn(outcome: CheckOutcome, options: RenderOptions): Omit<CheckOutput, 'conclusion'> {
  try {
    return contentOf(outcome, options);
  } catch (error) {
    if (outcome.kind !== 'judged') throw error;
    const { verdict } = outcome.report;
    const why = code(plain(error instanceof Error ? error.message : String(error)));
    const summary = `The verdict stands, but its report cannot be drawn, which is a fault of Weir: ${why}`;
    return { title: `${marks[verdict]} ${verdict}`, summary, annotations: [], actions: actionsFor(outcome.report) };
  }
}

function contentOf(outcome: CheckOutcome, options: RenderOptions): Omit<CheckOutput, 'conclusion'> {
  switch (outcome.kind) {
    case 'judged':
      return judged(outcome, options);
    case 'broken': {
      const { annotations } = annotateProblems(outcome.problems, options.headFiles);
      const title = `✖ ${problemTitle(outcome.problems)}`;
      return { title, summary: problems(outcome, options), annotations, actions: [rerun] };
    }
    default: {
      const { title, paragraphs } = wordsFor(outcome);
      return { title, summary: join(paragraphs), annotations: [], actions: [rerun] };
    }
  }
}

/** As many of them as there is room for. */
function problems(outcome: Extract<CheckOutcome, { kind: 'broken' }>, options: RenderOptions): string {
  const { problems: all } = outcome;
  const room = roomFor(options) - bytesOf(before(outcome, options)) - '\n\n'.length;
  const written = [undefined, 10, 5, 2, 1].map((most) =>
    join(['**✖ Nothing was judged.**', problemBlock(all, most), mending(all, options.governed)]),
  );
  return written.find((summary) => bytesOf(summary) <= room) ?? '**✖ Nothing was judged.**';
}

function judged(
  outcome: Extract<CheckOutcome, { kind: 'judged' }>,
  options: RenderOptions,
): Omit<CheckOutput, 'conclusion'> {
  const { report, inconclusive } = outcome;
  const annotated = annotateEdits(report, options.headFiles);
  const shown = plainReport(report);
  const untouched = isUntouched(report);
  // A title that is not the verdict's leaves that to be said.
  const opening = untouched ? verdictLine(shown) : allowedNote(shown, inconclusive);
  const rest = join([lookedAt(shown, options.governed), footer(shown, annotated, options)]);
  const room =
    roomFor(options) - bytesOf(opening) - bytesOf(rest) - bytesOf(before(outcome, options)) - '\n\n'.length * 3;
  return {
    title: untouched ? 'No governed artifacts changed' : renderTitle(report),
    summary: join([opening, fitted(report, { charts: options.charts, origin: options.origin }, room), rest]),
    annotations: annotated.annotations,
    actions: actionsFor(report),
  };
}

/** Renderers count characters, GitHub bytes: what is too long is rendered once more, for as many as would have fitted. */
function fitted(report: Report, options: Pick<MarkdownOptions, 'charts' | 'origin'>, room: number): string {
  let limit = room;
  while (limit > 0) {
    const markdown = renderMarkdown(report, { ...options, way: 'app', limit, framed: true });
    const bytes = bytesOf(markdown);
    if (bytes <= room) return markdown;
    limit = Math.min(limit - 1, Math.floor(([...markdown].length * room) / bytes));
  }
  return '';
}

function actionsFor(report: Report): Action[] {
  const pipelines = affected(report);
  return [
    rerun,
    ...(pipelines.some(isOpen) || openDownstreams(report).size > 0 ? [approve] : []),
    ...(pipelines.length > 0 ? [explain] : []),
  ];
}

/** Not even in form. */
function isUntouched({ edits, notes = [], reformatted = [], verdict, downstreams = [] }: Report): boolean {
  const said = edits.length + notes.length + reformatted.length + downstreams.length;
  return verdict === 'unaffected' && said === 0;
}

function lookedAt({ verdict }: Report, governed: readonly Governed[]): string {
  if (verdict !== 'unaffected' || governed.length === 0) return '';
  const left = governed.length - mostGoverned;
  const paths = governed.slice(0, mostGoverned).map(({ path }) => `- ${code(plain(path))}`);
  return details(
    `Looked at (${plural(governed.length, 'governed file')})`,
    [...paths, ...(left > 0 ? [`- … and ${left} more`] : [])].join('\n'),
  );
}

/** Both sides in full: a verdict is about exactly these two. */
function footer({ tool, base, head, seed }: Report, { leftOut }: Annotated, { detailsUrl }: RenderOptions): string {
  const compared = [tool, `base ${commit(base)}`, `head ${commit(head)}`, seed === undefined ? '' : `seed ${seed}`];
  return [
    leftOut > 0 ? `Not annotated, because there are so many: ${plural(leftOut, 'edit')}.` : '',
    `<sub>${[...compared, measuresLink].filter(Boolean).join(' · ')}</sub>`,
    detailsUrl === undefined ? '' : `[The whole report](<${detailsUrl}>)`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** A commit in full: GitHub links it. Anything else as code. */
function commit(id: string): string {
  return /^[0-9a-f]{40,64}$/.test(id) ? id : code(id);
}

function join(parts: readonly string[]): string {
  return parts
    .filter(Boolean)
    .map((part) => part.trimEnd())
    .join('\n\n');
}
