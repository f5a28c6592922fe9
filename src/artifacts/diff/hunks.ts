/** The lines in which two texts differ, for languages that are compared as text. */
import { align } from './align.ts';

/** Lines of base that gave way to lines of head; of what only came or went, one side is empty. */
export interface Hunk {
  /** Index of the first line, on either side. */
  readonly baseStart: number;
  readonly headStart: number;
  readonly base: readonly string[];
  readonly head: readonly string[];
}

/**
 * In the order of the lines.
 * @param meaning what a line says, whatever its form; empty for one that says nothing, as a comment
 */
export function findHunks(base: string, head: string, meaning: (line: string) => string): Hunk[] {
  const [from, to] = [splitLines(base), splitLines(head)];
  const [before, after] = [from.map(meaning), to.map(meaning)];
  const same = (b: number, h: number) => before[b] === after[h];
  const pairs = align({ base: from.length, head: to.length, same, distance: (b, h) => (same(b, h) ? 0 : 2) });
  const hunks: Hunk[] = [];
  let [b, h] = [0, 0];
  for (const [nextBase, nextHead] of [...pairs.filter(([one, other]) => same(one, other)), [from.length, to.length]]) {
    const said = [before.slice(b, nextBase), after.slice(h, nextHead)].map((lines) => lines?.join(''));
    if (said[0] !== said[1])
      hunks.push({ baseStart: b, headStart: h, base: from.slice(b, nextBase), head: to.slice(h, nextHead) });
    [b, h] = [(nextBase ?? 0) + 1, (nextHead ?? 0) + 1];
  }
  return hunks;
}

/** Base with these hunks as head has them. */
export function withHunks(base: string, hunks: readonly Hunk[], isApplied: (hunk: Hunk) => boolean): string {
  const lines = splitLines(base);
  for (const hunk of hunks.filter(isApplied).toReversed()) {
    lines.splice(hunk.baseStart, hunk.base.length, ...hunk.head);
  }
  return lines.join('\n');
}

function splitLines(text: string): string[] {
  return text.split(/\r?\n/);
}
