/** Pieces of a governed file around its edits: head's lines, and above them the lines that base had in their place. */
import { type FileTexts, type Place, parseSide, placeOf, type Span, splitLines } from '../places.ts';
import type { ReportEdit } from '../report.generated.ts';

export interface ExcerptLine {
  readonly number: number;
  readonly text: string;
  readonly kind: 'context' | 'base' | 'head' | 'gap';
  /** Edits that begin on this line, by their index in the report. */
  readonly edits?: readonly number[];
}

export interface Hunk {
  /** Edits in this piece, by their index in the report. */
  readonly edits: readonly number[];
  readonly lines: readonly ExcerptLine[];
}

const context = 2;
/** An edit that replaces a whole object shows its beginning. */
const mostLines = 16;
const longestLine = 300;
/** Edits of one file, grouped where their surroundings touch. Without head's text each edit is a hunk without lines. */
export function hunksOf(edits: readonly { index: number; edit: ReportEdit }[], { base, head }: FileTexts): Hunk[] {
  if (head === undefined) return edits.map(({ index }) => ({ edits: [index], lines: [] }));
  const file = edits[0]?.edit.artifact ?? '';
  const sources = { base: parseSide(base, file), head: parseSide(head, file) };
  const headLines = splitLines(head);
  const baseLines = splitLines(base ?? '');
  const places = edits
    .map(({ index, edit }) => placeOf(index, edit, sources, headLines.length))
    .sort((a, b) => a.anchor.first - b.anchor.first || a.index - b.index);
  return group(places).map((together) => ({
    edits: together.map(({ index }) => index),
    lines: linesOf(together, baseLines, headLines),
  }));
}

function group(places: readonly Place[]): Place[][] {
  const groups: Place[][] = [];
  for (const place of places) {
    const previous = groups.at(-1);
    const end = Math.max(...(previous ?? []).map(({ anchor }) => anchor.last));
    if (previous && place.anchor.first - context <= end + context + 1) previous.push(place);
    else groups.push([place]);
  }
  return groups;
}

function linesOf(places: readonly Place[], baseLines: readonly string[], headLines: readonly string[]): ExcerptLine[] {
  const first = Math.max(1, Math.min(...places.map(({ anchor }) => anchor.first)) - context);
  const last = Math.min(headLines.length, Math.max(...places.map(({ anchor }) => anchor.last)) + context);
  const lines: ExcerptLine[] = [];
  const shownBase = new Set<number>();
  for (let number = first; number <= last; number += 1) {
    const starting = places.filter(({ anchor }) => anchor.first === number);
    const replaced = starting.flatMap(({ base }) => (base ? range(base) : [])).filter((line) => !shownBase.has(line));
    const isNew = places.some(({ head }) => head && head.first <= number && number <= head.last);
    const text = headLines[number - 1] ?? '';
    // Where several edits share lines, equal text on both sides is context and no edit.
    const removed = replaced.filter((line) => !isNew || baseLines[line - 1] !== text);
    for (const line of replaced) shownBase.add(line);
    lines.push(...capped(removed.map((line) => ({ number: line, text: cut(baseLines[line - 1]), kind: 'base' }))));
    const edits = starting.map(({ index }) => index);
    lines.push({ number, text: cut(text), kind: isNew ? 'head' : 'context', ...(edits.length > 0 && { edits }) });
  }
  return cappedRuns(lines);
}

/** Shortens each long run of lines of one kind. */
function cappedRuns(lines: readonly ExcerptLine[]): ExcerptLine[] {
  const runs: ExcerptLine[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run?.[0]?.kind === line.kind) run.push(line);
    else runs.push([line]);
  }
  return runs.flatMap(capped);
}

function capped(lines: readonly ExcerptLine[]): ExcerptLine[] {
  if (lines.length <= mostLines) return [...lines];
  const kept = lines.slice(0, mostLines - 2);
  const left = lines.length - kept.length - 1;
  const final = lines.slice(-1);
  return [...kept, { number: 0, text: `${left} more lines`, kind: 'gap' }, ...final];
}

function range({ first, last }: Span): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function cut(text = ''): string {
  return text.length <= longestLine ? text : `${text.slice(0, longestLine)}…`;
}
