/**
 * Lines of base that an edit replaces, for languages whose places are words of their own ("row 3", `Booking.delay`): nothing but the
 * texts themselves tells where base had it.
 */
import type { Edit } from '../engine.ts';
import { findHunks, type Hunk, type Span } from './hunks.ts';

type Placed = Pick<Edit, 'artifact' | 'selector' | 'change'> & {
  readonly pointer: string;
  readonly lines: readonly [number, number];
  readonly baseLines?: [number, number];
};

interface Texts {
  readonly base?: string;
  readonly head?: string;
}

/** Edits that have `baseLines` or a pointer stay as they are, and so do those where the texts leave a doubt. */
export function withReplacedLines<T extends Placed>(
  edits: readonly T[],
  sources: ReadonlyMap<string, Texts>,
): (T & { baseLines?: [number, number] })[] {
  const found = new Map<string, readonly Hunk[]>();
  return edits.map((edit) => {
    const { base, head } = sources.get(edit.artifact) ?? {};
    if (edit.pointer !== '' || edit.selector === undefined || edit.baseLines) return edit;
    if (base === undefined || head === undefined || edit.change.endsWith('-added')) return edit;
    const hunks = found.get(edit.artifact) ?? findHunks(base, head, (line) => line.trim());
    found.set(edit.artifact, hunks);
    const lines = edit.change.endsWith('-removed') ? removed(edit.lines, hunks) : replaced(edit.lines, hunks);
    return lines ? { ...edit, baseLines: lines } : edit;
  });
}

/** `lines` are those of what held it: a single run of lines that went from there is it. */
function removed([first, last]: Placed['lines'], hunks: readonly Hunk[]): [number, number] | undefined {
  const gone = hunks.filter(({ head }) => isEmpty(head) && head.start >= first - 1 && head.start <= last);
  const [only] = gone;
  return only && gone.length === 1 ? [only.base.start + 1, only.base.end] : undefined;
}

function replaced([first, last]: Placed['lines'], hunks: readonly Hunk[]): [number, number] | undefined {
  const own = { start: first - 1, end: last };
  const spans = hunks
    .filter(({ head }) => !isEmpty(head) && head.start < own.end && own.start < head.end)
    .map((hunk) => spanIn(hunk, own));
  if (spans.length === 0 || spans.some((span) => !span)) return undefined;
  const known = spans.flatMap((span) => span ?? []);
  return [Math.min(...known.map(({ start }) => start)) + 1, Math.max(...known.map(({ end }) => end))];
}

/** Of neighbours that changed together each has its own line, where both sides have as many. */
function spanIn({ base, head }: Hunk, own: Omit<Span, 'means'>): Omit<Span, 'means'> | undefined {
  if (isEmpty(base)) return undefined;
  if (base.end - base.start === head.end - head.start) {
    const by = base.start - head.start;
    return { start: Math.max(own.start, head.start) + by, end: Math.min(own.end, head.end) + by };
  }
  return own.start <= head.start && head.end <= own.end ? base : undefined;
}

function isEmpty({ means }: Span): boolean {
  return means.length === 0;
}
