/** Says in a sentence which files nobody looked at, and what to do about it. */
import { unreadFormat } from '../../config/unread.ts';
import { together } from '../../format/listed.ts';
import { isManifest, isSubmodule } from './beyond.ts';
import type { UngovernedFile } from './find.ts';

/** Files that are named; the others are counted. */
const MOST_NAMED = 5;

/**
 * For the notes of a report. Naming a file of a format that Weir does not read in a pipeline would not help.
 * @param weirYml its path
 */
export function ungovernedNote(files: readonly UngovernedFile[], weirYml: string): string {
  // What is new replaces nothing that is believed to be looked at.
  const edited = files.toSorted((a, b) => Number(a.change === 'new') - Number(b.change === 'new'));
  const named = edited.slice(0, MOST_NAMED).map(({ path, change }) => (change ? `${path}: ${change}` : path));
  const left = files.length - MOST_NAMED;
  const list = [...named, ...(left > 0 ? [`and ${left} more`] : [])].join('; ');
  const verb = files.length === 1 ? 'changed and is' : 'changed and are';
  const formats = new Set(files.flatMap(({ path }) => unreadFormat(path)?.many ?? []));
  const unread = formats.size === 0 ? '' : `. Weir does not read ${together([...formats])} yet`;
  const isBeyond = ({ path }: UngovernedFile) => isSubmodule(path) || isManifest(path);
  const beyond = files.some(isBeyond)
    ? '. Weir looks into no submodule and no package: what a pipeline is to read has to lie in the repository'
    : '';
  const readable = files.filter((file) => unreadFormat(file.path) === undefined && !isBeyond(file));
  const advice =
    readable.length === 0
      ? `${beyond === '' ? ':' : ';'} what is none of its business goes under ungoverned in ${weirYml}`
      : `. Name ${nameOf(readable, files)} in a pipeline of ${weirYml}, or under ungoverned`;
  return `${list} ${verb} read by no pipeline, so nothing was measured${unread}${beyond}${advice}`;
}

function nameOf(readable: readonly UngovernedFile[], all: readonly UngovernedFile[]): string {
  if (readable.length < all.length) return 'the rest';
  return all.length === 1 ? 'it' : 'them';
}
