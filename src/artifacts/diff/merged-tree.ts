/**
 * Base and head of a YAML or JSON value as one tree, in which each place that differs says what either side has there.
 * `findValueChanges` reads from it what changed; a blend takes some of the changes and leaves others.
 */
import { toPointer } from '../../document/pointer.ts';
import type { Source } from '../../document/source.ts';
import { lines } from '../engine.ts';
import { describe } from './describe.ts';
import { distance, UNRELATED } from './distance.ts';
import type { Grammar } from './grammar.ts';
import { type Group, groupItems } from './group.ts';
import { pairGroups } from './pair-groups.ts';
import { findRenames } from './rename.ts';
import { createTrees, type List, type Mapping, type Tree } from './tree.ts';
import type { ValueChange } from './value-change.ts';

export type MergedTree =
  | { readonly kind: 'same'; readonly tree: Tree }
  | { readonly kind: 'choice'; readonly change: ValueChange; readonly base: Tree; readonly head: Tree }
  | { readonly kind: 'mapping'; readonly members: readonly Member[] }
  | { readonly kind: 'list'; readonly items: readonly Part[] };

/** Something that may come or go. An item that moved stands in its old place as removed and in its new one as added. */
export interface Part {
  readonly node: MergedTree;
  /** The change without which it is not there. */
  readonly added?: ValueChange;
  /** The change with which it is not there any more. */
  readonly removed?: ValueChange;
}

export interface Member extends Part {
  readonly key: string;
  readonly renamed?: { readonly change: ValueChange; readonly key: string };
  /** Not there either while it is empty. */
  readonly emptyIsAbsent?: boolean;
}

export interface Merged {
  readonly node: MergedTree;
  /** Every change in the tree, sorted by line of the head file. */
  readonly changes: readonly ValueChange[];
}

type Path = readonly (string | number)[];

/** Recurses along the values, so call it within `withinStack`. */
export function mergeTrees(base: Source, head: Source, grammar: Grammar): Merged {
  const grow = createTrees();
  const changes: ValueChange[] = [];
  const merged = compare(grow(base), grow(head), [], []);
  return { node: merged, changes: changes.sort((a, b) => a.lines[0] - b.lines[0]) };

  function compare(before: Tree, after: Tree, basePath: Path, headPath: Path): MergedTree {
    if (before.identity === after.identity) return { kind: 'same', tree: before };
    if (before.kind === 'mapping' && after.kind === 'mapping') return compareMembers(before, after, basePath, headPath);
    if (before.kind === 'list' && after.kind === 'list' && before.tag === after.tag)
      return compareItems(before, after, basePath, headPath);
    return replace(before, after, basePath, headPath);
  }

  function compareMembers(before: Mapping, after: Mapping, basePath: Path, headPath: Path): MergedTree {
    const renames = grammar.fixedKeys
      ? new Map<string, string>()
      : findRenames(before, after, grammar.operations ?? false);
    const arrived = new Set(renames.values());
    const members: Member[] = [];
    for (const [key, member] of before.members) {
      const name = renames.get(key) ?? key;
      const other = after.members.get(name);
      const counterpart = other ?? emptyCounterpart(key, member);
      if (!counterpart) {
        members.push({ key, node: same(member), removed: removeMember(key, member, basePath, headPath) });
        continue;
      }
      const [from, to] = [
        [...basePath, key],
        [...headPath, name],
      ];
      const operation = grammar.operations && after.members.size === 1;
      const renamed = name === key ? undefined : { key: name, change: rename(key, name, from, to, operation) };
      members.push({ key, renamed, node: compare(member, counterpart, from, to), emptyIsAbsent: !other });
    }
    for (const [key, member] of after.members) {
      if (before.members.has(key) || arrived.has(key)) continue;
      const path = [...headPath, key];
      const counterpart = emptyCounterpart(key, member);
      if (counterpart)
        members.push({ key, node: compare(counterpart, member, [...basePath, key], path), emptyIsAbsent: true });
      else members.push({ key, node: same(member), added: addMember(key, member, path) });
    }
    return { kind: 'mapping', members };
  }

  function compareItems(before: List, after: List, basePath: Path, headPath: Path): MergedTree {
    const holder = headPath.at(-1);
    const list = typeof holder === 'string' ? holder : '';
    const size = grammar.group?.(list) ?? 1;
    const from = groupItems(before.items, size);
    const to = groupItems(after.items, size);
    const pairs = pairGroups(from, to, size, grammar.pairing?.(list) ?? 'alike');
    const paired = pairs.map(([b, h]) => comparePair(from[b], to[h], basePath, headPath));

    const gone = unpaired(from, pairs, 0);
    const byIdentity = new Map(gone.map((group) => [group.identity, group]));
    const removals = new Map<Group, ValueChange>();
    const additions = new Map<Group, ValueChange>();
    for (const group of unpaired(to, pairs, 1)) {
      const origin = byIdentity.get(group.identity);
      byIdentity.delete(group.identity);
      const basePointer = origin && toPointer([...basePath, origin.start]);
      const change = record({
        ...(origin ? { change: 'moved', base: basePointer, basePointer } : { change: 'added' }),
        ...placeOfGroup(group, headPath),
        head: describeGroup(group),
        list,
        items: group.items.length,
      });
      additions.set(group, change);
      if (origin) removals.set(origin, change);
    }
    for (const group of gone) {
      if (!removals.has(group)) removals.set(group, removeGroup(group, list, basePath, headPath));
    }
    return { kind: 'list', items: inOrder(from, to, [...pairs, [from.length, to.length]], partsOf) };

    function partsOf(group: Group, pair: number | undefined): readonly Part[] {
      if (pair !== undefined) return paired[pair] ?? [];
      const [added, removed] = [additions.get(group), removals.get(group)];
      return group.items.map((item) => ({ node: same(item), added, removed }));
    }
  }

  function comparePair(before: Group | undefined, after: Group | undefined, basePath: Path, headPath: Path): Part[] {
    if (!before || !after) return [];
    return before.items.flatMap((item, offset) => {
      const other = after.items[offset];
      if (!other) return [];
      const [from, to] = [
        [...basePath, before.start + offset],
        [...headPath, after.start + offset],
      ];
      const related = distance(item, other) < UNRELATED;
      return [{ node: related ? compare(item, other, from, to) : replace(item, other, from, to) }];
    });
  }

  function replace(before: Tree, after: Tree, basePath: Path, headPath: Path): MergedTree {
    const change = record({
      change: 'changed',
      basePointer: toPointer(basePath),
      ...placeOf(headPath),
      base: describe(before),
      head: describe(after),
    });
    return { kind: 'choice', change, base: before, head: after };
  }

  function rename(key: string, name: string, from: Path, to: Path, operation: boolean | undefined): ValueChange {
    const basePointer = toPointer(from);
    return record({ change: 'renamed', basePointer, ...placeOfKey(to), base: key, head: name, operation });
  }

  function addMember(key: string, member: Tree, path: Path): ValueChange {
    return record({ change: 'added', ...placeOf(path), head: `${key}: ${describe(member)}` });
  }

  function removeMember(key: string, member: Tree, basePath: Path, headPath: Path): ValueChange {
    const pointer = toPointer([...basePath, key]);
    const base = `${key}: ${describe(member)}`;
    return record({ change: 'removed', pointer, basePointer: pointer, lines: linesAt(headPath), base });
  }

  function removeGroup(group: Group, list: string, basePath: Path, headPath: Path): ValueChange {
    const pointer = toPointer([...basePath, group.start]);
    const what = { base: describeGroup(group), list, items: group.items.length };
    return record({ change: 'removed', pointer, basePointer: pointer, lines: linesAt(headPath), ...what });
  }

  function record(change: ValueChange): ValueChange {
    changes.push(change);
    return change;
  }

  /** What stands for a member that the other side lacks, where its language takes that for an empty one. */
  function emptyCounterpart(key: string, member: Tree): Tree | undefined {
    if (!grammar.emptyIsAbsent?.(key)) return undefined;
    // No tree that grew has this identity.
    if (member.kind === 'list' && member.items.length > 0) return { ...member, items: [], identity: -1 };
    if (member.kind === 'mapping' && member.members.size > 0)
      return { kind: 'mapping', members: new Map(), identity: -1 };
    return undefined;
  }

  function placeOf(path: Path): Pick<ValueChange, 'pointer' | 'headPointer' | 'lines'> {
    const pointer = toPointer(path);
    return { pointer, headPointer: pointer, lines: linesAt(path) };
  }

  function placeOfKey(path: Path): Pick<ValueChange, 'pointer' | 'headPointer' | 'lines'> {
    const pointer = toPointer(path);
    return { pointer, headPointer: pointer, lines: lines(head.keyRange(pointer)) };
  }

  function placeOfGroup(group: Group, path: Path): Pick<ValueChange, 'pointer' | 'headPointer' | 'lines'> {
    const first = placeOf([...path, group.start]);
    const last = linesAt([...path, group.start + group.items.length - 1]);
    return { ...first, lines: [first.lines[0], last[1]] };
  }

  function linesAt(path: Path): readonly [number, number] {
    return lines(head.range(toPointer(path)));
  }
}

function same(tree: Tree): MergedTree {
  return { kind: 'same', tree };
}

function unpaired(groups: readonly Group[], pairs: readonly (readonly [number, number])[], side: 0 | 1): Group[] {
  const paired = new Set(pairs.map((pair) => pair[side]));
  return groups.filter((_, index) => !paired.has(index));
}

/** The groups of both sides in one order that keeps the order of each. `pairs` ends behind the last of both. */
function inOrder(
  from: readonly Group[],
  to: readonly Group[],
  pairs: readonly (readonly [number, number])[],
  partsOf: (group: Group, pair: number | undefined) => readonly Part[],
): Part[] {
  const parts: Part[] = [];
  let [b, h] = [0, 0];
  for (const [pair, [base, head]] of pairs.entries()) {
    // A group that is not whole stays the last, or the items behind it would fall into other groups.
    const between = [...from.slice(b, base), ...to.slice(h, head)].sort((x, y) => y.items.length - x.items.length);
    for (const group of between) parts.push(...partsOf(group, undefined));
    const both = from[base];
    if (both) parts.push(...partsOf(both, pair));
    [b, h] = [base + 1, head + 1];
  }
  return parts;
}

function describeGroup(group: Group): string {
  return group.items.map(describe).join(' → ');
}
