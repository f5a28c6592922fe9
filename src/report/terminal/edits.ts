/** Edits on a terminal: where something changed and what, and below it the lines as they were and as they are. */

import { columns } from '../../format/columns.ts';
import { excerpts } from '../excerpt.ts';
import { hitWords, waivedWords } from '../hit.ts';
import { cut, padEnd, wrap } from '../plain.ts';
import type { ReportEdit } from '../report.generated.ts';
import { place } from '../story.ts';
import type { Page } from './page.ts';

/** Where something changed, and what; and the lines, as they were and as they are. */
export interface ChangeRow {
  readonly label: string;
  readonly message: string;
  readonly lines?: readonly string[];
}

/** Blanks before the lines of an edit. */
const LINE_MARGIN = 4;

export function editRow(edit: ReportEdit, { width }: Page): ChangeRow {
  const { message, compatibility } = edit;
  const { before, after } = excerpts(edit.before ?? [], edit.after ?? [], width - LINE_MARGIN - 2);
  const lines = [...before.map((line) => `− ${line}`), ...after.map((line) => `+ ${line}`)];
  const said = [`${message} (${compatibility})`, hitWords(edit), waivedWords(edit)].filter(
    (words) => words !== undefined,
  );
  return { label: place(edit), message: said.join(', '), lines };
}

/**
 * Places in one column, messages wrapped in another. A place that is too long for that stands on a line of its own, whole
 * whatever its length: terminals and editors open `file:line` where they find it in one piece.
 */
export function changeTable(rows: readonly ChangeRow[], { width, paint }: Page): string[] {
  const widest = Math.floor(width * 0.55);
  const left = Math.max(0, ...rows.map(({ label }) => columns(label)).filter((length) => length <= widest));
  return rows.flatMap(({ label, message, lines = [] }) => {
    const isBeside = columns(label) <= left;
    const margin = isBeside ? left + 4 : 4;
    const told = wrap(message, width - margin).map((line, row) => {
      return isBeside && row === 0 ? `  ${padEnd(label, left)}  ${line}` : `${' '.repeat(margin)}${line}`;
    });
    const shown = lines.map(
      (line) =>
        `${' '.repeat(LINE_MARGIN)}${paint(line.startsWith('+') ? 'head' : 'quiet', cut(line, width - LINE_MARGIN))}`,
    );
    return [...(isBeside ? [] : [`  ${label}`]), ...told, ...shown];
  });
}
