/** What an edit does, below its name; what two edits do only together; and the bar beside its line. */
import { interval, measure } from '../../../format/measures.ts';
import { percent, plural, points } from '../../../format/numbers.ts';
import type { Interaction, PipelineReport, Report } from '../../report.generated.ts';
import { bar } from '../charts/gauge.ts';
import { type Effect, leadEffect, measureName, partOf, wholeOf } from '../effects.ts';
import { html, type Safe } from '../html.ts';
import { details } from '../table.ts';
import { code, editLink, pipelineId, sentence, valueTexts } from '../words.ts';

/** Effects of one edit that stand open. */
const open = 2;
const most = 12;
const mostTransitions = 3;

/** One line for each measure that the edit moves. Nothing where nobody asked which edit did it. */
export function effectList(effects: readonly Effect[]): Safe {
  if (effects.length === 0) return html``;
  const telling = effects.filter(({ part }) => part.value !== 0).slice(0, most);
  if (telling.length === 0) return html`<p class="effects quiet">Moves no measure.</p>`;
  const rest = telling.slice(open);
  return html`<ul class="effects">${telling.slice(0, open).map(effectItem)}</ul>${rest.length > 0 ? details(plural(rest.length, 'more effect'), html`<ul class="effects">${rest.map(effectItem)}</ul>`) : ''}`;
}

function effectItem({ pipeline, position, name, short, part, whole, share, together, transitions }: Effect): Safe {
  const range = interval(part, short);
  const of = whole ? html` of ${measure(whole, short)}` : '';
  const others = together.map((edit, index) => html`${index > 0 ? ', ' : ''}${editLink(edit)}`);
  const moves = transitions
    .slice(0, mostTransitions)
    .map(
      ({ transition, value }, index) =>
        html`${index > 0 ? ', ' : ''}${becoming(transition)} ${measure(partOf(whole, value), short)}`,
    );
  return html`<li>${bar(share ?? 0)}<span><strong>${measure(part, short)}</strong>${of} ${code(name)} in <a href="#${pipelineId(position)}">${pipeline.name}</a>${range === '' ? '' : html` <span class="quiet">(${range})</span>`}${others.length > 0 ? html`, together with ${others}` : ''}${moves.length > 0 ? html`<small>${moves}</small>` : ''}</span></li>\n`;
}

function becoming(transition: { readonly base: string; readonly head: string } | undefined): Safe {
  const [base, head] = valueTexts(transition?.base ?? '', transition?.head ?? '');
  return html`${base} → ${head}`;
}

/** The gutter's cell on the line where edits begin: the part of the measure that counts most. The caption has it in words. */
export function gutterMark(effects: readonly Effect[]): Safe {
  const lead = leadEffect(effects);
  if (lead?.share === undefined) return html`<span class="effect"></span>`;
  const title = `${measure(lead.part, lead.short)} of ${lead.name} in ${lead.pipeline.name}`;
  return html`<span class="effect${lead.share < 0 ? ' against' : ''}" title="${title}" aria-hidden="true"><svg viewBox="0 0 48 8"><path d="M0 0h${Math.round(Math.min(1, Math.abs(lead.share)) * 480) / 10}v8H0z"/></svg><span>${percent(lead.share, 1)}</span></span>`;
}

/** Pairs of edits whose effect is not the sum of what each does. */
export function interactionList(report: Report): Safe {
  const items = report.pipelines.flatMap((pipeline, position) =>
    (pipeline.interactions ?? []).map((interaction) => interactionItem(interaction, pipeline, position)),
  );
  if (items.length === 0) return html``;
  return html`<div class="notes interactions"><h3>Edits that act together</h3><ul>${items.slice(0, most)}</ul></div>\n`;
}

function interactionItem(
  { edits, output, measure: short, value }: Interaction,
  pipeline: PipelineReport,
  position: number,
): Safe {
  const whole = wholeOf(pipeline, output, short);
  const amount = Math.abs(value);
  // A difference of two shares is in points.
  const size = sentence(
    whole?.unit === 'share' ? points(amount) : measure(partOf(whole, amount), short).replace(/^\+/, ''),
  );
  const names = edits.map((edit, index) => html`${index > 0 ? ' and ' : ''}${editLink(edit)}`);
  const what = html`${code(measureName(output, short))} in <a href="#${pipelineId(position)}">${pipeline.name}</a>`;
  return value > 0
    ? html`<li>${names} together move ${what} by ${size} more than the sum of what each does alone.</li>\n`
    : html`<li>${names} overlap: together they move ${what} by ${size} less than the sum of what each does alone.</li>\n`;
}
