/** Says of a check that succeeds by itself why it is not green: the same commit is the head of something that is not. */
import { code } from '../../report/markdown/escape.ts';
import type { Conclusion } from './outcome.ts';

export interface Beside {
  /** What is shown. */
  readonly conclusion: Conclusion;
  /** External ids of the checks that are not green, at least one. */
  readonly checks: readonly string[];
}

/** The title with what is shown before it. */
export function besideTitle(title: string, beside: Beside | undefined): string {
  if (!beside) return title;
  return `✖ ${list(beside.checks.map(nameOf))} with the same head: not green · ${title}`;
}

/** A paragraph of markdown; '' where there is nothing to say. */
export function besideNote(beside: Beside | undefined): string {
  if (!beside) return '';
  const named = list(beside.checks.map((check) => (/^pull\//.test(check) ? nameOf(check) : code(nameOf(check)))));
  return [
    `**This commit is also the head of ${named}, which is not green.**`,
    'GitHub keeps one check of this name for a commit, so it is green only where all that have this head are.',
    'What stands below is about this one alone; a commit of its own has a check of its own.',
  ].join(' ');
}

/** `#12`, which GitHub links. */
function nameOf(externalId: string): string {
  const [, number] = /^pull\/(\d+)$/.exec(externalId) ?? [];
  return number === undefined ? externalId : `#${number}`;
}

function list(names: readonly string[]): string {
  const left = names.length - 3;
  return `${names.slice(0, 3).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
