/** The top of the page: the verdict in one sentence, why, and what to know before the numbers. */
import { plural } from '../../../format/numbers.ts';
import { consequence } from '../../consequence.ts';
import { headline } from '../../headline.ts';
import { nextSteps, type Piece, type Way } from '../../next-steps.ts';
import type { Report } from '../../report.generated.ts';
import { approval, doubts } from '../../sentences.ts';
import { affected, isOpen } from '../../story.ts';
import { html, type Safe } from '../html.ts';
import { badge, code, pipelineId, revisionCode, sentence, withJoints } from '../words.ts';

/** What a report was made for. */
export interface Origin {
  readonly text: string;
  readonly href: string;
}

export function opening(report: Report, way: Way, origin?: Origin): Safe {
  const from = origin ? html` · <a href="${origin.href}">${origin.text}</a>` : '';
  return html`<header class="opening">
<p class="masthead"><span class="wordmark">${mark}Weir</span> <span class="quiet">impact of ${compared(report)}${from}</span></p>
<p class="verdict">${badge(report.verdict)}</p>
<h1>${withJoints(sentence(title(report)))}</h1>
${consequenceLine(report)}${actors(report)}${reasons(report)}${nextStepList(report, way)}${notes(report)}</header>
`;
}

/** Where only another repository changes, that is what is looked at. */
function compared({ base, head, upstreams = [] }: Report): Safe {
  const moved = upstreams.find((one) => one.base !== one.head);
  if (base !== head || !moved) return html`${revisionCode(head)} on ${revisionCode(base)}`;
  return html`<bdi>${moved.repository}</bdi> ${revisionCode(moved.head)} on ${revisionCode(moved.base)}`;
}

/** The headline as the start of a page; a pipeline's name keeps its spelling. */
export function title(report: Report): string {
  const text = headline(report);
  return affected(report).length > 0 ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function consequenceLine(report: Report): Safe {
  const text = consequence(report);
  return text ? html`<p class="consequence">${sentence(text)}</p>\n` : html``;
}

/** Whom the change waits for. */
function actors(report: Report): Safe {
  const open = affected(report).filter(isOpen);
  if (open.length === 0) return html``;
  const owners = [...new Set(open.flatMap(({ owners }) => owners))];
  const unowned = open.filter(({ owners }) => owners.length === 0).length;
  const names = owners
    .slice(0, mostNames)
    .map((owner, index) => html`${separator(index, owners.length)}<bdi>${owner}</bdi>`);
  const rest = owners.length > mostNames ? ` and ${owners.length - mostNames} more` : '';
  const acting = owners.length > 0 ? html`${names}${rest} ${owners.length === 1 ? 'has' : 'have'} to act.` : '';
  return html`<p class="actors">${acting}${unowned > 0 ? ` ${plural(unowned, 'of these pipelines has', 'of these pipelines have')} no owner.` : ''}</p>\n`;
}

const mostNames = 8;

function separator(index: number, length: number): string {
  if (index === 0) return '';
  return index === length - 1 ? ' and ' : ', ';
}

function reasons(report: Report): Safe {
  const telling = affected(report)
    .map((pipeline) => ({ pipeline, index: report.pipelines.indexOf(pipeline) }))
    .filter(({ pipeline }) => pipeline.verdict === 'fail' || pipeline.verdict === 'inconclusive')
    .filter(({ pipeline }) => pipeline.reasons.length > 0);
  if (telling.length === 0) return html``;
  return html`<ul class="reasons">${telling.map(
    ({ pipeline, index }) =>
      html`<li class="${pipeline.approval ? 'pass' : pipeline.verdict}"><a href="#${pipelineId(index)}">${pipeline.name}</a> ${[approval(pipeline) ?? [], pipeline.reasons].flat().map((reason) => html`<span class="reason">${sentence(reason)}</span>`)}</li>\n`,
  )}</ul>\n`;
}

function nextStepList(report: Report, way: Way): Safe {
  const steps = nextSteps(report, way);
  if (steps.length === 0) return html``;
  return html`<section class="next" aria-labelledby="next"><h2 id="next">What to do next</h2><ul>${steps.map((step) => html`<li>${step.map(piece)}</li>\n`)}</ul></section>\n`;
}

function piece(one: Piece): Safe {
  if (typeof one === 'string') return html`${one}`;
  return 'code' in one ? code(one.code) : html`<a href="${one.href}">${one.link}</a>`;
}

function notes(report: Report): Safe {
  const { config } = report;
  const items = [
    ...doubts(report).map((doubt) => html`${sentence(doubt)}`),
    ...(config?.changes ?? []).map(
      (change) => html`${code(config?.path ?? '')}, not in force yet: ${sentence(change)}`,
    ),
  ];
  if (items.length === 0) return html``;
  return html`<section class="notes" aria-labelledby="notes"><h2 id="notes">Before the numbers</h2><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></section>\n`;
}

/** Water over a weir. */
const mark = html`<svg class="mark" viewBox="0 0 24 16" aria-hidden="true"><path d="M1 4h9c3 0 2.5 8 6 8h7" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/><path d="M1 15V8.5h7.2L9.5 15z" fill="currentColor" opacity=".35"/></svg>`;
