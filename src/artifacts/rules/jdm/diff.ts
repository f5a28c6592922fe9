/** The difference of two decisions: rows and cells of tables, expressions, nodes and what connects them. */
import { pointerTokens } from '../../../document/pointer.ts';
import { diffValues, type Wording } from '../../diff/edits.ts';
import type { Grammar } from '../../diff/grammar.ts';
import { structured } from '../../diff/structured.ts';
import type { ValueChange } from '../../diff/value-change.ts';
import type { Artifact, Edit, Engine } from '../../engine.ts';
import type { ArtifactFile, Language } from '../../language.ts';
import { withinStack } from '../../parse.ts';
import { list, members, text } from './graph.ts';
import { inOrderOf } from './reorder.ts';

const grammar: Grammar = { fixedKeys: true };
const json = structured(grammar);

/** Every edit is risky: a decision accepts and rejects nothing by itself. Throws ArtifactError where a side does not parse. */
export function diff(engine: Engine, base: Artifact, head: Artifact): Edit[] {
  return [...withinFile(engine, base, head), ...referred(engine, base, head)];
}

function withinFile(engine: Engine, base: Artifact, head: Artifact): Edit[] {
  const { content, place } = withinStack(head.path, () => inOrderOf(ownFile(base), ownFile(head)));
  const [own = base.path] = base.files.keys();
  const ordered = { ...base, files: new Map([...base.files, [own, content]]) };
  return diffValues(engine, grammar, ordered, head, phrase, subject)
    .filter(({ pointer = '', change }) => saysSomething(pointer, change === 'value-moved'))
    .map((edit) => placedIn(edit, place));
}

/** With the places that base's own file has for it. */
function placedIn(edit: Edit, place: (pointer: string) => string): Edit {
  const { pointer, basePointer = pointer, change } = edit;
  if (pointer === undefined || basePointer === undefined || /added$/.test(change)) return edit;
  const own = place(basePointer);
  if (/removed$/.test(change)) return { ...edit, pointer: own };
  const { basePointer: _, ...rest } = edit;
  return own === pointer ? rest : { ...rest, basePointer: own };
}

function ownFile({ files, path }: Artifact): ArtifactFile {
  const [[own, content] = [path, '']] = files;
  return { path: own, content };
}

/** Decisions that it runs are compared like itself. */
function referred(engine: Engine, base: Artifact, head: Artifact): Edit[] {
  const [, ...files] = head.files.keys();
  return files.flatMap((file) => {
    const [before, after] = [base.files.get(file), head.files.get(file)];
    if (before === undefined || after === undefined || before === after) return [];
    const only = (content: typeof after): Artifact => ({
      path: file,
      kind: engine.kind,
      files: new Map([[file, content]]),
    });
    return diff(engine, only(before), only(after));
  });
}

/** What only says how the graph is drawn goes with head. */
export const language: Language<ValueChange> = {
  patch(base, head) {
    const { content } = withinStack(head.path, () => inOrderOf(base, head));
    const patch = json.patch({ ...base, content }, head);
    const isSaid = (change: ValueChange): boolean => saysSomething(change.pointer, change.change === 'moved');
    return {
      ...patch,
      changes: patch.changes.filter(isSaid),
      write: (isApplied) => patch.write((change) => !isSaid(change) || isApplied(change)),
    };
  },
};

/** Of no meaning: where a node is drawn, recorded tests, ids of rows and expressions, descriptions. */
const DRAWN =
  /^\/(?:tests|settings|contentType)(?:\/|$)|^\/nodes\/\d+\/(?:position|width|height|metadata)(?:\/|$)|^\/nodes\/\d+\/content\/(?:rules\/\d+\/(?:_id|_description)|expressions\/\d+\/id|config)(?:\/|$)|^\/edges\/\d+\/(?:id|type)$/;
/** Of no order. */
const UNORDERED = /^\/(?:nodes|edges)\/\d+$/;

function saysSomething(pointer: string, isMove: boolean): boolean {
  return !DRAWN.test(pointer) && !(isMove && UNORDERED.test(pointer));
}

/** Rows are told whole by `subject`. */
function phrase({ change, pointer }: ValueChange, usual: Wording): Wording | undefined {
  const [, , , part, , column] = pointerTokens(pointer);
  if (part !== 'rules') return undefined;
  if (column !== undefined) return { ...usual, change: 'cell-changed' };
  if (change === 'added') return { change: 'row-added', message: 'added' };
  if (change === 'removed') return { change: 'row-removed', message: 'removed' };
  return change === 'moved' ? { ...usual, change: 'row-moved', message: 'moved' } : undefined;
}

/** `table "Fees", row 3, amount`; of a row that came or went also what it says. */
function subject(root: unknown, { pointer, change }: ValueChange): string | undefined {
  const [top, index, , part, item, column] = pointerTokens(pointer);
  if (top !== 'nodes' || index === undefined) return undefined;
  const { name, type, content } = members(list(members(root).nodes)[Number(index)]);
  const node = `${type === 'decisionTableNode' ? 'table' : 'node'} "${text(name)}"`;
  if (item === undefined) return node;
  const held = list(members(content)[part ?? ''])[Number(item)];
  if (part === 'expressions') return `${node}, ${text(members(held).key)}`;
  if (part !== 'rules') return node;
  const row = `${node}, row ${Number(item) + 1}`;
  if (column !== undefined) return `${row}, ${titleOf(column, content)}`;
  return change === 'moved' ? row : `${row} (${told(held, content)})`;
}

const LONGEST = 80;

/** `amount > 100, country "US" → fee 3` */
function told(row: unknown, content: unknown): string {
  const { inputs, outputs } = members(content);
  const [conditions, results] = [list(inputs), list(outputs)].map((columns) =>
    columns
      .map((column) => [titleOf(text(members(column).id), content), text(members(row)[text(members(column).id)])])
      .filter(([, cell]) => cell !== '')
      .map((cell) => cell.join(' '))
      .join(', '),
  );
  const all = `${conditions || 'anything'} → ${results || 'nothing'}`;
  return all.length > LONGEST ? `${all.slice(0, LONGEST - 1)}…` : all;
}

/** What a column is about: its field, or its name. */
function titleOf(id: string, content: unknown): string {
  const { inputs, outputs } = members(content);
  const column = members([...list(inputs), ...list(outputs)].find((one) => members(one).id === id));
  return text(column.field) || text(column.name) || id;
}
