/** Languages that are compared line by line: every run of lines that say something else is an edit. */
import { textIn, toText } from '../content.ts';
import type { Artifact, Edit, Engine } from '../engine.ts';
import type { Language } from '../language.ts';
import { findHunks, type Hunk, withHunks } from './hunks.ts';

/** @param meaning what a line says, whatever its form; empty for one that says nothing */
export function linewise(meaning: (line: string) => string): Language<Hunk> {
  return {
    patch(base, head) {
      const [from, to] = [toText(base.content, base.path), toText(head.content, head.path)];
      const changes = findHunks(from, to, meaning);
      return { changes, path: base.path, write: (isApplied) => withHunks(from, to, changes, isApplied) };
    },
  };
}

/** Edits of an artifact that is one such file, all of them risky. Throws ArtifactError for what is no text. */
export function diffLines(
  { id, version, kind }: Pick<Engine, 'id' | 'version' | 'kind'>,
  base: Artifact,
  head: Artifact,
  meaning: (line: string) => string,
): Edit[] {
  const text = textIn(head, head.path);
  const last = text.trimEnd().split('\n').length;
  return findHunks(textIn(base, base.path), text, meaning).map((hunk) => {
    const first = Math.min(hunk.head.start + 1, last);
    return {
      artifact: head.path,
      kind,
      engine: `${id}@${version}`,
      lines: [first, Math.max(first, Math.min(hunk.head.end, last))],
      ...(hunk.base.means.length > 0 && { baseLines: [hunk.base.start + 1, hunk.base.end] }),
      compatibility: 'risky',
      ...say(hunk),
    };
  });
}

/** Longer lines are cut in messages. */
const LONGEST = 60;
/** Characters before the first that differs. */
const LEAD = 20;

function say({ base, head }: Hunk): Pick<Edit, 'change' | 'message'> {
  if (base.means.length === 0) return { change: 'lines-added', message: `added ${brief(head.means)}` };
  if (head.means.length === 0) return { change: 'lines-removed', message: `removed ${brief(base.means)}` };
  const from = leadOf(base.means[0], head.means[0]);
  return { change: 'lines-changed', message: `${brief(base.means, from)} became ${brief(head.means, from)}` };
}

/** Where lines that are too long to be shown begin to differ, less some words that lead there. */
function leadOf(one = '', other = ''): number {
  if (Math.max(one.length, other.length) <= LONGEST) return 0;
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  return same <= LEAD ? 0 : one.lastIndexOf(' ', same - LEAD) + 1;
}

function brief([first = '', ...more]: readonly string[], from = 0): string {
  const rest = from === 0 ? first : `…${first.slice(from)}`;
  const line = rest.length > LONGEST ? `${rest.slice(0, LONGEST - 1)}…` : rest;
  return `\`${line}\`${more.length > 0 ? ` and ${more.length} more ${more.length === 1 ? 'line' : 'lines'}` : ''}`;
}
