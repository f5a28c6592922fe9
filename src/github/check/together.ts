/** Says which other pull requests a change was judged with, and why it waits for them: for check and comment. */

import type { CheckOutcome, Together } from './outcome.ts';
import { clip } from './room.ts';

export function togetherOf(outcome: CheckOutcome): Together | undefined {
  return outcome.kind === 'judged' || outcome.kind === 'broken' ? outcome.together : undefined;
}

/** The title with what it holds for before it. */
export function togetherTitle(title: string, together: Together | undefined): string {
  if (!together) return title;
  const { holds, inPlace } = together;
  const [first, ...others] = holds;
  const held =
    first === undefined
      ? ''
      : `held: ${clip(first.replaceAll('`', ''), 100)}${others.length > 0 ? ` (and ${others.length} more)` : ''} · `;
  const withThem = inPlace.length === 0 ? '' : `with ${inPlace.join(', ')}: `;
  return `${held}${withThem}${title}`;
}

/** Paragraphs of markdown; '' where there is nothing to say. */
export function togetherNote(together: Together | undefined): string {
  if (!together) return '';
  const { holds, inPlace, set, alone, notes } = together;
  return [
    inPlace.length === 0
      ? ''
      : `**Judged with ${inPlace.join(', ')} in place**, because the description says so: ${standing(inPlace, set)}`,
    alone === undefined ? '' : `Without ${inPlace.length === 1 ? 'it' : 'them'}: ${alone}`,
    holds.length === 0 ? '' : `**Not green yet:**\n${holds.map((hold) => `- ${hold}`).join('\n')}`,
    notes.map((note) => `- ${note}`).join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function standing(inPlace: readonly string[], set: readonly string[]): string {
  const before = inPlace.filter((name) => !set.includes(name));
  return [
    before.length === 0 ? '' : `${before.join(', ')} on both sides, as if merged before.`,
    set.length === 0 ? '' : `${set.join(', ')} and this one as one change, since each names the other.`,
  ]
    .filter(Boolean)
    .join(' ');
}
