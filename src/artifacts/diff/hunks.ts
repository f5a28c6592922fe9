/** The lines in which two texts differ, for languages that are compared as text. */
import { align } from './align.ts';

/** Lines of base that gave way to lines of head; of what only came or went, one side is empty. */
export interface Hunk {
  readonly base: Span;
  readonly head: Span;
}

export interface Span {
  /** Index of the first line, and behind the last. */
  readonly start: number;
  readonly end: number;
  /** What its lines say, of those that say something. */
  readonly means: readonly string[];
}

/**
 * In the order of the lines.
 * @param meaning what a line says, whatever its form; empty for one that says nothing, as a comment
 */
export function findHunks(base: string, head: string, meaning: (line: string) => string): Hunk[] {
  const [before, after] = [said(base, meaning), said(head, meaning)];
  const same = (b: number, h: number) => before[b]?.means === after[h]?.means;
  const items = {
    base: before.length,
    head: after.length,
    same,
    distance: (b: number, h: number) => (same(b, h) ? 0 : 2),
  };
  const pairs = align(items).filter(([one, other]) => same(one, other));
  const hunks: Hunk[] = [];
  let [b, h] = [0, 0];
  for (const [nextBase, nextHead] of [...pairs, [before.length, after.length] as const]) {
    const [gone, came] = [before.slice(b, nextBase), after.slice(h, nextHead)];
    // A line break more or less says nothing.
    if (joined(gone) !== joined(came)) hunks.push({ base: spanOf(gone, before, b), head: spanOf(came, after, h) });
    [b, h] = [nextBase + 1, nextHead + 1];
  }
  return hunks;
}

interface Said {
  readonly line: number;
  readonly means: string;
}

/** The lines that say something. */
function said(text: string, meaning: (line: string) => string): Said[] {
  const lines = splitLines(text).map((line, index) => ({ line: index, means: meaning(line) }));
  return lines.filter(({ means }) => means !== '');
}

function joined(lines: readonly Said[]): string {
  return lines.map(({ means }) => means).join(' ');
}

/** @param place of the first of them among all that say something */
function spanOf(lines: readonly Said[], all: readonly Said[], place: number): Span {
  const start = lines[0]?.line ?? (all[place - 1]?.line ?? -1) + 1;
  return { start, end: (lines.at(-1)?.line ?? start - 1) + 1, means: lines.map(({ means }) => means) };
}

/** Base with these hunks as head has them. */
export function withHunks(
  base: string,
  head: string,
  hunks: readonly Hunk[],
  isApplied: (hunk: Hunk) => boolean,
): string {
  const [lines, others] = [splitLines(base), splitLines(head)];
  for (const { base: from, head: to } of hunks.filter(isApplied).toReversed()) {
    lines.splice(from.start, from.end - from.start, ...others.slice(to.start, to.end));
  }
  return lines.join('\n');
}

function splitLines(text: string): string[] {
  return text.split(/\r?\n/);
}
