/** Small pieces that every section shares: how a verdict, a value, a revision and a place look. */
import { cell, cellPair } from '../cell.ts';
import type { Measure, PipelineReport, Verdict } from '../report.generated.ts';
import { revision } from '../sentences.ts';
import { html, type Safe } from './html.ts';

/** A verdict as a shape, a word and a colour: each alone would do. */
export function badge(verdict: Verdict): Safe {
  return html`<span class="badge ${verdict}">${icon(verdict)}${verdictWord(verdict)}</span>`;
}

export function verdictWord(verdict: Verdict): string {
  switch (verdict) {
    case 'pass':
      return 'Pass';
    case 'fail':
      return 'Fail';
    case 'inconclusive':
      return 'Inconclusive';
    case 'unaffected':
      return 'Unaffected';
    default:
      return verdict satisfies never;
  }
}

/** Each drawing is in the page once, see `symbols`. */
function icon(verdict: Verdict): Safe {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><use href="#icon-${verdict}"/></svg>`;
}

/** Shapes that differ without colour: a tick in a disc, a cross in an octagon, a question in a diamond, a dash in a ring. */
export const symbols = html`<svg class="symbols" width="0" height="0" aria-hidden="true" focusable="false">
<symbol id="icon-pass" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.5" fill="currentColor"/><path d="M4.7 8.3l2.3 2.3 4.4-4.9" fill="none" stroke="var(--paper)" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/></symbol>
<symbol id="icon-fail" viewBox="0 0 16 16"><path d="M4.9.5h6.2l4.4 4.4v6.2l-4.4 4.4H4.9L.5 11.1V4.9z" fill="currentColor"/><path d="M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2" stroke="var(--paper)" stroke-width="1.7" stroke-linecap="round"/></symbol>
<symbol id="icon-inconclusive" viewBox="0 0 16 16"><rect x=".7" y=".7" width="14.6" height="14.6" rx="3" fill="currentColor"/><path d="M6.2 6.5a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.7.5-.7 1.1M8 11.5v.05" fill="none" stroke="var(--paper)" stroke-width="1.5" stroke-linecap="round"/></symbol>
<symbol id="icon-unaffected" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.8" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M5 8h6" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/></symbol>
<linearGradient id="flow"><stop offset="0" stop-color="var(--base)"/><stop offset="1" stop-color="var(--head)"/></linearGradient>
</svg>`;

/** A value of an output. Words of the replay itself (`rejected`, `missing`) are set apart from values of the same spelling. */
export function valueText(text: string): Safe {
  return isOutcomeWord(text) ? html`<em>${text}</em>` : html`<bdi>${cell(text)}</bdi>`;
}

/** What it was and what it became. */
export function valueTexts(base: string, head: string): readonly [base: Safe, head: Safe] {
  const shown = cellPair(base, head);
  return [
    isOutcomeWord(base) ? valueText(base) : html`<bdi>${shown.base}</bdi>`,
    isOutcomeWord(head) ? valueText(head) : html`<bdi>${shown.head}</bdi>`,
  ];
}

/** A cell without quotes that is no number and no literal is a word of the replay, not a value of the output. */
export function isOutcomeWord(text: string): boolean {
  return text === 'rejected' || text === 'failed' || text === 'missing' || text === 'other';
}

/** A sentence of the report: a number keeps its unit beside it at the end of a line. */
export function sentence(text: string): string {
  return text.replace(/(?<=\d) (?=%|[kMBT]\b)|(?<=[<>]) (?=[\d+−])/g, '\u00a0');
}

export function code(text: string): Safe {
  return html`<code>${text}</code>`;
}

/** A name that may go on in a next line behind a dot, a dash or an underscore, and nowhere else. */
export function breakable(name: string): Safe {
  return html`<code>${withJoints(name)}</code>`;
}

/** The same among words; numbers stay whole. */
export function withJoints(name: string): Safe {
  const parts = name.split(/(?<=[._@-])(?=[^\d\s])/);
  return html`${parts.map((part, index) => (index === 0 ? html`${part}` : html`<wbr>${part}`))}`;
}

/** A message that sets names apart with backquotes, as engines do: `<` became `<=`. */
export function withCode(text: string): Safe {
  const parts = text.split('`');
  // An odd one has no partner: then none of them sets anything apart.
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, index) => (index % 2 === 1 ? code(part) : part))}`;
}

/** A commit shortened, with the whole of it on hover. */
export function revisionCode(id: string): Safe {
  if (id === 'worktree') return html`<span>the working tree</span>`;
  return html`<code title="${id}">${revision(id)}</code>`;
}

/** Sections are addressed by position: no text of the report becomes an id or a link. */
export function pipelineId(index: number): string {
  return `pipeline-${index + 1}`;
}

export function editId(index: number): string {
  return `edit-${index + 1}`;
}

/** By the position of the file among those that were edited. */
export function fileId(index: number): string {
  return `file-${index + 1}`;
}

export function outputId(pipeline: number, output: number): string {
  return `output-${pipeline + 1}-${output + 1}`;
}

export function editLink(index: number): Safe {
  return html`<a class="edit-link" href="#${editId(index)}">edit ${index + 1}</a>`;
}

export function ownerList(pipeline: PipelineReport): Safe {
  if (pipeline.owners.length === 0) return html`<span class="quiet">no owner named</span>`;
  return html`${pipeline.owners.map((owner, index) => [index > 0 ? ', ' : '', html`<bdi>${owner}</bdi>`])}`;
}

export function entriesOf(measures: Record<string, Measure>): (readonly [string, Measure])[] {
  return Object.entries(measures);
}
