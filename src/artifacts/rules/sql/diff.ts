/** The difference of two queries, clause by clause: columns, branches, conditions, joins. */
import { toText } from '../../content.ts';
import { align } from '../../diff/align.ts';
import type { Artifact, Edit, Engine } from '../../engine.ts';
import type { Language } from '../../language.ts';
import { type Piece, piecesOf } from './clauses.ts';
import { tokensOf } from './tokens.ts';

/** Pieces of base that gave way to pieces of head; of what only came or went, one side is empty. */
interface Change {
  readonly base: readonly Piece[];
  readonly head: readonly Piece[];
  /** Where it stands in either text, as offsets. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** Every edit is risky: a query accepts and rejects nothing by itself. Throws ArtifactError for what is no text. */
export function diff(
  { id, version, kind }: Pick<Engine, 'id' | 'version' | 'kind'>,
  base: Artifact,
  head: Artifact,
): Edit[] {
  const text = textOf(head);
  return changesOf(textOf(base), text).map((change) => ({
    artifact: head.path,
    kind,
    engine: `${id}@${version}`,
    lines: linesOf(text, change.to),
    compatibility: 'risky',
    ...say(change),
  }));
}

export const language: Language<Change> = {
  patch(base, head) {
    const [before, after] = [toText(base.content, base.path), toText(head.content, head.path)];
    const changes = changesOf(before, after);
    return {
      changes,
      path: base.path,
      write: (isApplied) =>
        changes
          .filter(isApplied)
          .toReversed()
          .reduce(
            (text, { from, to }) => `${text.slice(0, from[0])} ${after.slice(...to)} ${text.slice(from[1])}`,
            before,
          ),
    };
  },
};

function textOf(artifact: Artifact): string {
  return toText(artifact.files.get(artifact.path) ?? '', artifact.path);
}

function changesOf(base: string, head: string): Change[] {
  const [before, after] = [piecesOf(tokensOf(base)), piecesOf(tokensOf(head))];
  const same = (b: number, h: number): boolean =>
    before[b]?.said === after[h]?.said && before[b]?.clause === after[h]?.clause;
  const distance = (b: number, h: number): number => {
    if (same(b, h)) return 0;
    return before[b]?.clause === after[h]?.clause ? 0.9 : Number.POSITIVE_INFINITY;
  };
  const pairs = align({ base: before.length, head: after.length, same, distance }).filter(
    ([b, h]) => before[b]?.clause === after[h]?.clause,
  );
  const changes: Change[] = [];
  let [b, h] = [0, 0];
  const note = (toBase: number, toHead: number): void => {
    if (b === toBase && h === toHead) return;
    const [gone, came] = [before.slice(b, toBase), after.slice(h, toHead)];
    changes.push({ base: gone, head: came, from: spanOf(gone, before[b - 1]), to: spanOf(came, after[h - 1]) });
    [b, h] = [toBase, toHead];
  };
  for (const [base, head] of pairs) {
    note(base, head);
    if (!same(base, head)) note(base + 1, head + 1);
    [b, h] = [base + 1, head + 1];
  }
  note(before.length, after.length);
  return changes;
}

/** Of nothing, behind what stands before it. */
function spanOf(pieces: readonly Piece[], before: Piece | undefined): readonly [number, number] {
  const behind = before?.tokens.at(-1)?.end ?? 0;
  return [pieces[0]?.tokens[0]?.start ?? behind, pieces.at(-1)?.tokens.at(-1)?.end ?? behind];
}

function linesOf(text: string, [start, end]: readonly [number, number]): readonly [number, number] {
  return [lineAt(text, start), lineAt(text, Math.max(start, end - 1))];
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

const LONGEST = 60;

function say({ base, head }: Change): Pick<Edit, 'change' | 'message'> {
  const [clause = ''] = [...head, ...base].map((piece) => piece.clause);
  const name = clause === 'GROUP' || clause === 'ORDER' ? `${clause} BY` : clause;
  const kind = clause.toLowerCase();
  if (base.length === 0) return { change: `${kind}-added`, message: `${name}: added ${brief(head)}` };
  if (head.length === 0) return { change: `${kind}-removed`, message: `${name}: removed ${brief(base)}` };
  return { change: `${kind}-changed`, message: `${name}: ${brief(base)} became ${brief(head)}` };
}

function brief(pieces: readonly Piece[]): string {
  const said = pieces
    .map((piece) => piece.said)
    .join(' ')
    .replace(/^, /, '');
  return `\`${said.length > LONGEST ? `${said.slice(0, LONGEST - 1)}…` : said}\``;
}
