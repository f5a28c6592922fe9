/**
 * A .proto file taken apart into what it declares, so that some of its edits can be applied without the others. Fields and
 * values are told by their numbers, everything else by its name.
 */
import { toText } from '../../content.ts';
import type { ArtifactFile, Patch } from '../../language.ts';
import { type Declared, type Place, type Scan, type Statement, scan } from './scan.ts';
import { tokensOf } from './tokens.ts';

/** One declaration that is another; without `base` it is new, without `head` gone. */
export interface ProtoChange {
  /** `whole`: the file is not taken apart. */
  readonly kind: 'part' | 'block' | 'reserved' | 'option' | 'import' | 'statement' | 'whole';
  /** Full names on either side; of options and what is reserved what they stand in; of statements what they say. */
  readonly names: readonly string[];
  readonly scope: string;
  readonly base?: Piece;
  readonly head?: Piece;
}

interface Piece {
  readonly text: string;
  readonly span: readonly [number, number];
  readonly oneof?: string;
}

export function patchProtobuf(base: ArtifactFile, head: ArtifactFile): Patch<ProtoChange> {
  const [from, to] = [toText(base.content, base.path), toText(head.content, head.path)];
  const [was, is] = [scan(from, base.path), scan(to, head.path)];
  const isWhole =
    was.package !== is.package ||
    was.syntax !== is.syntax ||
    was.isEntangled ||
    is.isEntangled ||
    !isRead(was) ||
    !isRead(is);
  if (isWhole) {
    const changes: ProtoChange[] = from === to ? [] : [{ kind: 'whole', names: [], scope: '' }];
    return { changes, path: base.path, write: (isApplied) => (changes.some(isApplied) ? to : from) };
  }
  const changes = changesBetween(was, is, from, to);
  return { changes, path: base.path, write: (isApplied) => write(changes.filter(isApplied), changes, was, from) };
}

/** A name that stands twice, or a block that does not end, is for others to tell. */
function isRead({ declared }: Scan): boolean {
  const isBlock = ({ kind }: Declared) =>
    kind === 'message' || kind === 'enum' || kind === 'service' || kind === 'oneof';
  return (
    new Set(declared.map(({ name }) => name)).size === declared.length &&
    declared.every((one) => !isBlock(one) || one.close !== undefined)
  );
}

function changesBetween(was: Scan, is: Scan, from: string, to: string): ProtoChange[] {
  const [before, after] = [blocksOf(was), blocksOf(is)];
  const isKept = (scope: string) => scope === was.package || (before.has(scope) && after.has(scope));
  const pieces = (found: Scan, text: string): Map<string, Named> =>
    new Map([
      ...found.declared
        .filter(({ kind, scope }) => kind !== 'oneof' && isKept(scope))
        .map((one): [string, Named] => {
          const kind = BLOCKS.has(one.kind) ? 'block' : 'part';
          const id =
            kind === 'block' || one.kind === 'rpc'
              ? one.name
              : `${one.scope} ${Number(one.number)} ${one.kind === 'value' ? one.name : ''}`;
          return [`${kind} ${id}`, { kind, name: one.name, scope: one.scope, piece: pieceOf(one, text, one.oneof) }];
        }),
      ...statements(found.reserved, 'reserved', isKept, text),
      ...statements(found.options, 'option', isKept, text),
      ...found.imports.map((one): [string, Named] => [
        `import ${one.text}`,
        { kind: 'import', name: one.text, scope: '', piece: pieceOf(one, text) },
      ]),
      ...[...found.statements].map(([name, one]): [string, Named] => [
        `statement ${name}`,
        { kind: 'statement', name, scope: '', piece: pieceOf(one, text) },
      ]),
    ]);
  const [old, fresh] = [pieces(was, from), pieces(is, to)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key): ProtoChange[] => {
    const [one, other] = [old.get(key), fresh.get(key)];
    const known = one ?? other;
    // What both sides have of a block is told by its parts.
    if (!known || (one && other && (known.kind === 'block' || isAlike(one.piece, other.piece)))) return [];
    const names = [...new Set([one, other].flatMap((named) => named?.name ?? []))];
    return [
      {
        kind: known.kind,
        names,
        scope: known.scope,
        ...(one && { base: one.piece }),
        ...(other && { head: other.piece }),
      },
    ];
  });
}

interface Named {
  readonly kind: Exclude<ProtoChange['kind'], 'whole'>;
  readonly name: string;
  readonly scope: string;
  readonly piece: Piece;
}

const BLOCKS: ReadonlySet<string> = new Set(['message', 'enum', 'service']);

function blocksOf({ declared }: Scan): ReadonlySet<string> {
  return new Set(declared.filter(({ kind }) => BLOCKS.has(kind)).map(({ name }) => name));
}

function statements(
  all: ReadonlyMap<string, readonly Statement[]>,
  kind: 'reserved' | 'option',
  isKept: (scope: string) => boolean,
  text: string,
): [string, Named][] {
  return [...all]
    .filter(([scope]) => isKept(scope))
    .flatMap(([scope, list]) =>
      list.map((one): [string, Named] => [
        `${kind} ${scope} ${one.text}`,
        { kind, name: scope, scope, piece: pieceOf(one, text) },
      ]),
    );
}

function pieceOf({ span = [0, 0] }: Place, text: string, oneof?: string): Piece {
  return { text: text.slice(...span), span, ...(oneof !== undefined && { oneof }) };
}

function isAlike(one: Piece, other: Piece): boolean {
  return one.oneof === other.oneof && meaning(one.text) === meaning(other.text);
}

function meaning(text: string): string {
  return tokensOf(text)
    .map(({ text: word, isText }) => (isText ? JSON.stringify(word) : word))
    .join(' ')
    .replace(/ ;$/, '');
}

/** Base with these changes. What they cannot do without comes along, and what would contradict the rest stays out. */
function write(chosen: readonly ProtoChange[], all: readonly ProtoChange[], was: Scan, from: string): string {
  const applied = new Set(chosen);
  const said = () => [...applied].map(({ head }) => head?.text ?? '').join('\n');
  for (const change of all) {
    // A new field needs the message that is its type.
    if (change.kind === 'block' && change.head && mentions(said(), change)) applied.add(change);
    // What was reserved for good and is used again.
    if (
      change.kind === 'reserved' &&
      !change.head &&
      [...applied].some((one) => one.kind === 'part' && one.scope === change.scope && !one.base)
    ) {
      applied.add(change);
    }
    // What is reserved comes with what is gone, and waits for what is still used.
    if (change.kind !== 'reserved' || !change.head) continue;
    const gone = all.filter((one) => one.kind === 'part' && one.scope === change.scope && one.base && !one.head);
    const [left, used] = [gone.filter((one) => applied.has(one)), gone.filter((one) => !applied.has(one))];
    if (left.length > 0 && used.length === 0) applied.add(change);
    else if (used.length > 0) applied.delete(change);
  }
  for (const change of [...applied]) {
    if (change.kind !== 'block' || change.head) continue;
    const rest = all.filter((one) => one !== change && !applied.has(one)).map(({ base }) => base?.text ?? '');
    // A message that is still used.
    if (mentions(rest.join('\n'), change)) applied.delete(change);
  }
  return rewritten(from, edits([...applied], was));
}

function mentions(text: string, { names: [name = ''] }: ProtoChange): boolean {
  const short = name.slice(name.lastIndexOf('.') + 1);
  return new RegExp(`(?<!\\w)${short}(?!\\w)`).test(text);
}

type TextEdit = readonly [start: number, end: number, text: string];

function edits(applied: readonly ProtoChange[], was: Scan): TextEdit[] {
  const blocks = new Map(was.declared.map((one) => [one.name, one]));
  const stays = (one: Declared) => !applied.some(({ base }) => base && base.span[0] === one.span?.[0]);
  const found: TextEdit[] = [];
  const inserted = new Map<string, string[]>();
  for (const { base, head, scope } of applied) {
    const isInPlace = base && head && base.oneof === head.oneof;
    if (isInPlace) found.push([...base.span, head.text]);
    else if (base) found.push([...base.span, '']);
    if (!head || isInPlace) continue;
    const into = head.oneof === undefined ? scope : `${scope}\n${head.oneof}`;
    inserted.set(into, [...(inserted.get(into) ?? []), head.text]);
  }
  for (const [into, texts] of inserted) {
    const [scope = '', oneof] = into.split('\n');
    const block = oneof === undefined ? undefined : blocks.get(scope === '' ? oneof : `${scope}.${oneof}`);
    const text = texts.map((one) => `  ${one}\n`).join('');
    const close = (block ?? blocks.get(scope))?.close ?? Number.POSITIVE_INFINITY;
    found.push([close, close, oneof === undefined || block ? text : `  oneof ${oneof} {\n${text}  }\n`]);
  }
  // A oneof without members is invalid, so it goes with the last of them.
  for (const one of was.declared) {
    if (one.kind !== 'oneof' || !one.span || inserted.has(`${one.scope}\n${shortName(one)}`)) continue;
    const members = was.declared.filter(({ scope, oneof }) => scope === one.scope && oneof === shortName(one));
    if (members.length > 0 && !members.some(stays)) found.push([...one.span, '']);
  }
  return found;
}

function shortName({ name }: Declared): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** What lies within another edit goes with it. */
function rewritten(text: string, all: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const [start, end, replacement] of all.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const from = Math.min(start, text.length);
    if (from < at) continue;
    result += text.slice(at, from) + replacement;
    at = Math.min(end, text.length);
  }
  return result + text.slice(at);
}
