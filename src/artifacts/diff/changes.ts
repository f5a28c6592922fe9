/**
 * The semantic difference of two YAML or JSON values as atomic changes, each with its place. Adapters turn the changes
 * into edits and give them the words and the compatibility of their own language.
 */
import { toPointer } from '../../document/pointer.ts';
import type { Source } from '../../document/source.ts';
import { lines } from '../engine.ts';
import { align } from './align.ts';
import { describe } from './describe.ts';
import { distance, UNRELATED } from './distance.ts';
import { type Group, groupDistance, groupItems } from './group.ts';
import { findRenames } from './rename.ts';
import { createTrees, type List, type Mapping, type Tree } from './tree.ts';

export interface Change {
  readonly change: 'changed' | 'added' | 'removed' | 'moved' | 'renamed';
  /** Into the head value; for what was removed, into the base value. */
  readonly pointer: string;
  /** In the head file; for what was removed, those of what held it. */
  readonly lines: readonly [number, number];
  /** What stood there, as short text: a value, of a renamed member its key, of a moved item its pointer. */
  readonly base?: string;
  /** What stands there now. */
  readonly head?: string;
  /** Of something renamed: it was the only key of its mapping and so, where the language has any, an operation. */
  readonly operation?: boolean;
  /** Of items that came or went: the key that holds the list (`if`, `enum`), and how many they are. */
  readonly list?: string;
  readonly items?: number;
}

export interface Language {
  /** A mapping with one key is an operation: its key may change while its arguments stay. */
  readonly operations?: boolean;
  /** How many items of the list under this key belong together and come and go as one; 1 by default. */
  readonly group?: (key: string) => number;
}

type Path = readonly (string | number)[];

/**
 * Key order, formatting and comments make no change, nor does another spelling of the same number, save of integers
 * beyond 2^53, which are compared by their digits. Sorted by line of the head file. Recurses along the values, so call
 * it within `withinStack`.
 */
export function findChanges(base: Source, head: Source, language: Language = {}): Change[] {
  const grow = createTrees();
  const changes: Change[] = [];
  compare(grow(base), grow(head), [], []);
  return changes.sort((a, b) => a.lines[0] - b.lines[0]);

  function compare(before: Tree, after: Tree, basePath: Path, headPath: Path): void {
    if (before.identity === after.identity) return;
    if (before.kind === 'mapping' && after.kind === 'mapping') compareMembers(before, after, basePath, headPath);
    else if (before.kind === 'list' && after.kind === 'list') compareItems(before, after, basePath, headPath);
    else replace(before, after, headPath);
  }

  function compareMembers(before: Mapping, after: Mapping, basePath: Path, headPath: Path): void {
    const renames = findRenames(before, after, language.operations ?? false);
    const arrived = new Set(renames.values());
    for (const [key, member] of before.members) {
      const name = renames.get(key) ?? key;
      const other = after.members.get(name);
      if (!other) {
        const pointer = toPointer([...basePath, key]);
        changes.push({ change: 'removed', pointer, lines: linesAt(headPath), base: `${key}: ${describe(member)}` });
        continue;
      }
      const path = [...headPath, name];
      if (name !== key) {
        const operation = language.operations && after.members.size === 1;
        changes.push({ change: 'renamed', ...placeOfKey(path), base: key, head: name, operation });
      }
      compare(member, other, [...basePath, key], path);
    }
    for (const [key, member] of after.members) {
      if (before.members.has(key) || arrived.has(key)) continue;
      changes.push({ change: 'added', ...placeOf([...headPath, key]), head: `${key}: ${describe(member)}` });
    }
  }

  function compareItems(before: List, after: List, basePath: Path, headPath: Path): void {
    const holder = headPath.at(-1);
    const list = typeof holder === 'string' ? holder : '';
    const size = language.group?.(list) ?? 1;
    const from = groupItems(before.items, size);
    const to = groupItems(after.items, size);
    const pairs = align({
      base: from.length,
      head: to.length,
      same: (b, h) => from[b]?.identity === to[h]?.identity,
      distance: (b, h) => groupDistance(from[b], to[h]),
    });
    for (const [b, h] of pairs) comparePair(from[b], to[h], basePath, headPath);

    const gone = unpaired(from, pairs, 0);
    const byIdentity = new Map(gone.map((group) => [group.identity, group]));
    const moved = new Set<Group>();
    for (const group of unpaired(to, pairs, 1)) {
      const origin = byIdentity.get(group.identity);
      byIdentity.delete(group.identity);
      if (origin) moved.add(origin);
      changes.push({
        ...(origin ? { change: 'moved', base: toPointer([...basePath, origin.start]) } : { change: 'added' }),
        ...placeOfGroup(group, headPath),
        head: describeGroup(group),
        list,
        items: group.items.length,
      });
    }
    for (const group of gone) {
      if (moved.has(group)) continue;
      const pointer = toPointer([...basePath, group.start]);
      const items = group.items.length;
      changes.push({ change: 'removed', pointer, lines: linesAt(headPath), base: describeGroup(group), list, items });
    }
  }

  function comparePair(before: Group | undefined, after: Group | undefined, basePath: Path, headPath: Path): void {
    if (!before || !after) return;
    for (const [offset, item] of before.items.entries()) {
      const other = after.items[offset];
      const path = [...headPath, after.start + offset];
      if (!other) continue;
      if (distance(item, other) >= UNRELATED) replace(item, other, path);
      else compare(item, other, [...basePath, before.start + offset], path);
    }
  }

  function replace(before: Tree, after: Tree, path: Path): void {
    changes.push({ change: 'changed', ...placeOf(path), base: describe(before), head: describe(after) });
  }

  function placeOf(path: Path): { pointer: string; lines: readonly [number, number] } {
    return { pointer: toPointer(path), lines: linesAt(path) };
  }

  function placeOfKey(path: Path): { pointer: string; lines: readonly [number, number] } {
    const pointer = toPointer(path);
    return { pointer, lines: lines(head.keyRange(pointer)) };
  }

  function placeOfGroup(group: Group, path: Path): { pointer: string; lines: readonly [number, number] } {
    const first = placeOf([...path, group.start]);
    const last = linesAt([...path, group.start + group.items.length - 1]);
    return { pointer: first.pointer, lines: [first.lines[0], last[1]] };
  }

  function linesAt(path: Path): readonly [number, number] {
    return lines(head.range(toPointer(path)));
  }
}

function unpaired(groups: readonly Group[], pairs: readonly (readonly [number, number])[], side: 0 | 1): Group[] {
  const paired = new Set(pairs.map((pair) => pair[side]));
  return groups.filter((_, index) => !paired.has(index));
}

function describeGroup(group: Group): string {
  return group.items.map(describe).join(' → ');
}
