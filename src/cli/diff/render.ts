/** What `weir diff` found, for a terminal and as JSON. */
import type { Directions } from '../../artifacts/directions.ts';
import { plural } from '../../format/numbers.ts';
import { cut, plain } from '../../report/plain.ts';
import type { ReportEdit } from '../../report/report.generated.ts';
import { type ChangeRow, changeTable, editRow } from '../../report/terminal/edits.ts';
import { type Page, paragraph } from '../../report/terminal/page.ts';

export interface Compared {
  /** Engine id with version. */
  readonly engine: string;
  readonly base: string;
  readonly head: string;
  readonly edits: readonly ReportEdit[];
  readonly directions: Directions;
  /** What is read all the same, and may not mean what its author thinks; a line each. */
  readonly notes: readonly string[];
}

/** Text with a newline at the end; no line is wider than the page, but for a place that is. */
export function renderCompared({ engine, base, head, edits, directions, notes }: Compared, page: Page): string {
  const { paint } = page;
  const { backward, forward } = directions;
  const lines = [
    paint('strong', `${edits.length === 0 ? 'No edits' : plural(edits.length, 'edit')} (${engine})`),
    ...paragraph(`${plain(base)} → ${plain(head)}`, page, { style: 'quiet' }),
    ...(edits.length > 0
      ? [
          '',
          ...changeTable(
            edits.map((edit) => withWitness(editRow(edit, page), edit, page)),
            page,
          ),
        ]
      : []),
    ...(notes.length > 0 ? ['', ...notes.flatMap((note) => paragraph(plain(note), page, { bullet: '!' }))] : []),
    '',
    ...paragraph(`backward ${backward}: ${meanings.backward[backward]}`, page, { hang: 2 }),
    ...paragraph(`forward ${forward}: ${meanings.forward[forward]}`, page, { hang: 2 }),
  ];
  return `${lines.join('\n')}\n`;
}

/** Below the lines of an edit the document that shows it, over a few lines where it needs them. */
function withWitness(row: ChangeRow, { witness }: ReportEdit, { width }: Page): ChangeRow {
  if (!witness) return row;
  const { document, accepted } = witness;
  const told = accepted === 'base' ? 'head rejects what base accepts' : 'head accepts what base rejects';
  return {
    ...row,
    lines: [...(row.lines ?? []), ...folded(plain(`${told}: ${JSON.stringify(document)}`), width - WITNESS_MARGIN)],
  };
}

function folded(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  for (let room = width; rest !== '' && lines.length < MOST_LINES; room = width - 2) {
    const isLast = lines.length === MOST_LINES - 1;
    const end = rest.length <= room || isLast ? room : breakIn(rest, room);
    lines.push(`${lines.length > 0 ? '  ' : ''}${isLast ? cut(rest, room) : rest.slice(0, end)}`);
    rest = rest.slice(end);
  }
  return lines;
}

/** Behind a comma or a bracket, where one stands near the end of the line. */
function breakIn(text: string, room: number): number {
  const found = Math.max(...[',', '{', '['].map((sign) => text.lastIndexOf(sign, room - 1))) + 1;
  return found > room - MOST_MARGIN ? found : room;
}

const MOST_MARGIN = 30;
const MOST_LINES = 4;
const WITNESS_MARGIN = 4;

const meanings = {
  backward: {
    compatible: 'head reads all that base wrote',
    incompatible: 'head refuses some of what base wrote',
    undecided: 'whether head reads all that base wrote only traffic can tell',
  },
  forward: {
    compatible: 'base reads all that head writes',
    incompatible: 'base refuses some of what head writes',
    undecided: 'whether base reads all that head writes only traffic can tell',
  },
} as const;

/** Indented JSON with a newline at its end. */
export function toJson({ engine, base, head, edits, directions, notes }: Compared): string {
  const listed = edits.map(({ change, kind: _, engine: __, ...edit }) => ({ rule: change, ...edit }));
  return `${JSON.stringify({ version: 1, engine, base, head, edits: listed, ...directions, notes }, undefined, 2)}\n`;
}
