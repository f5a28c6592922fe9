/** The lines that each edit is about, as they were and as they are: a report shows them beside its message. */
import { excerpts } from './excerpt.ts';
import { type FileTexts, parseSide, placeOf, type Span, splitLines } from './places.ts';
import type { ReportEdit } from './report.generated.ts';

/**
 * The lines of base that each edit replaces and those of head in their place, the first few of each, without the margin
 * that they share. Of an edit whose sides cannot be told apart there are none.
 */
export function withLines(edits: readonly ReportEdit[], sources: ReadonlyMap<string, FileTexts>): ReportEdit[] {
  const files = new Map([...sources].map(([path, texts]) => [path, readFile(path, texts)]));
  return edits.map((edit) => {
    const file = files.get(edit.artifact);
    const place = file && placeOf(0, edit, file.sources, file.head.length);
    if (!place) return edit;
    const [before, after] = [take(file.base, place.base), take(file.head, place.head)];
    if (before.length + after.length === 0 || before.join('\n') === after.join('\n')) return edit;
    const margin = Math.min(...[...before, ...after].filter((line) => line.trim() !== '').map(marginOf));
    const inner = (lines: readonly string[]) => lines.map((line) => line.slice(margin));
    return { ...edit, ...excerpts(inner(before), inner(after), longestLine) };
  });
}

/** Of either side of an edit: it is the place that is to be recognized, not the file to be read. */
const fewLines = 3;
const longestLine = 160;

function readFile(path: string, { base, head }: FileTexts) {
  const sources = { base: parseSide(base, path), head: parseSide(head, path) };
  return { sources, base: splitLines(base ?? ''), head: splitLines(head ?? '') };
}

function take(lines: readonly string[], span: Span | undefined): string[] {
  return span ? lines.slice(span.first - 1, Math.min(span.last, span.first - 1 + fewLines)) : [];
}

function marginOf(line: string): number {
  return line.length - line.trimStart().length;
}
