/**
 * Says of a check that succeeds by itself why it is not green: the same commit is the head of something that is not, or what the
 * merge queue has put it on is not.
 */
import { code } from '../../report/markdown/escape.ts';
import type { Conclusion } from './outcome.ts';

export interface Beside {
  /** What is shown. */
  readonly conclusion: Conclusion;
  /** External ids of the checks with the same head that are not green. */
  readonly checks: readonly string[];
  /** Of a merge group: that of the one that it was built on, where this is not green. */
  readonly below?: readonly string[];
}

/** The title with what is shown before it. */
export function besideTitle(title: string, beside: Beside | undefined): string {
  if (!beside) return title;
  const { checks, below = [] } = beside;
  return [
    ...(checks.length > 0 ? [`✖ ${list(checks.map(nameOf))} with the same head: not green`] : []),
    ...(below.length > 0 ? ['✖ the merge group that it was built on: not green'] : []),
    title,
  ].join(' · ');
}

/** A paragraph of markdown; '' where there is nothing to say. */
export function besideNote(beside: Beside | undefined): string {
  if (!beside) return '';
  return [sameHeadNote(beside), belowNote(beside)].filter((note) => note !== '').join('\n\n');
}

function belowNote({ below = [] }: Beside): string {
  if (below.length === 0) return '';
  return [
    `**This group was built on ${list(below.map((check) => code(nameOf(check))))}, which is not green.**`,
    'Both would be merged, so it is green only where that one is. What stands below is about what it adds.',
  ].join(' ');
}

function sameHeadNote({ checks }: Beside): string {
  if (checks.length === 0) return '';
  const named = list(checks.map((check) => (/^pull\//.test(check) ? nameOf(check) : code(nameOf(check)))));
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
