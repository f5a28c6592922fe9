/** The members of a YAML mapping: what merge keys add to it, what keys that are no texts are called, and how one is found. */
import { equal } from './equal.ts';
import type { Locate, Place, Span } from './places.ts';

/** A node that was read. Aliases of it share it. */
export interface ReadNode {
  readonly value: unknown;
  /** The number of values in it, those behind aliases too; 0 for what could not be read, which is told already. */
  readonly size: number;
  readonly span: Span;
  readonly written?: string;
  /** Of an integer that a double cannot hold. */
  readonly digits?: string;
  readonly children?: ReadonlyMap<string, Child>;
  /** Of a mapping: its members with the kinds of their keys. */
  readonly entries?: readonly Entry[];
}

/** A member of a mapping, or an item of a list. */
export interface Child extends Place {
  readonly node: ReadNode;
}

export interface Entry {
  /** The key as JSON writes it, a text without quotes: `a`, `1`, `true`, `null`. */
  readonly name: string;
  /** Keys of different kinds are different keys, even where they are called the same. */
  readonly kind: string;
  readonly offset: number;
  readonly child: Child;
}

/** One `<<` with the mappings that it merges. */
export interface Merge {
  readonly offset: number;
  readonly sources: readonly ReadNode[];
}

/**
 * A mapping's own members and those that its merge keys add: its own win, and of the mappings of one list the first.
 * Two merge keys that disagree on a member are a conflict: PyYAML takes the last of them, others the first.
 */
export function mergeInto(
  own: readonly Entry[],
  merges: readonly Merge[],
): { readonly entries: readonly Entry[]; readonly conflicts: readonly { offset: number; name: string }[] } {
  if (merges.length === 0) return { entries: own, conflicts: [] };
  const taken = new Set(own.map(identify));
  const merged = new Map<string, Entry>();
  const conflicts: { offset: number; name: string }[] = [];
  for (const { offset, sources } of merges) {
    const added = new Map<string, Entry>();
    for (const entry of sources.flatMap(({ entries = [] }) => entries)) {
      const id = identify(entry);
      if (!taken.has(id) && !added.has(id)) added.set(id, entry);
    }
    for (const [id, entry] of added) {
      const earlier = merged.get(id);
      if (!earlier) merged.set(id, entry);
      else if (!equal(earlier.child.node.value, entry.child.node.value)) conflicts.push({ offset, name: entry.name });
    }
  }
  return { entries: [...merged.values(), ...own], conflicts };
}

/** What a key is called and what kind of key it is. */
export function nameOf({ value, digits = String(value) }: ReadNode): Pick<Entry, 'name' | 'kind'> {
  return { name: digits, kind: value === null ? 'null' : typeof value };
}

/** What tells a key from a text of the same name: what is written where that is another text, else `1`, `true`, `null`. */
export function keySpelling(key: ReadNode): string | undefined {
  return key.written ?? (typeof key.value === 'string' ? undefined : nameOf(key).name);
}

/** Those of the keys that stand there before. Keys of different kinds are different keys. */
export function twiceIn<Key extends Omit<Entry, 'child'>>(keys: readonly Key[]): Key[] {
  const seen = new Set<string>();
  return keys.filter((key) => {
    const id = identify(key);
    const isKnown = seen.has(id);
    seen.add(id);
    return isKnown;
  });
}

/** A mapping of these members, merged ones among them. */
export function mappingOf(entries: readonly Entry[], span: Span): ReadNode {
  const children = nameEntries(entries);
  return {
    value: Object.fromEntries(Array.from(children, ([name, child]) => [name, child.node.value])),
    size: sizeOf(Array.from(children.values(), (child) => child.node)),
    span,
    children,
    entries,
  };
}

/** @param places where the items stand, if not where they were read */
export function listOf(items: readonly ReadNode[], span: Span, places?: readonly Span[]): ReadNode {
  return {
    value: items.map(({ value }) => value),
    size: sizeOf(items),
    span,
    children: new Map(
      items.map((node, index): [string, Child] => [String(index), { value: places?.[index] ?? node.span, node }]),
    ),
  };
}

function sizeOf(nodes: readonly ReadNode[]): number {
  return nodes.reduce((sum, { size }) => sum + size, 1);
}

/** Members by name. A key that is no text gives way to a text of the same name: beside `"null"`, `~` is `null (null)`. */
export function nameEntries(entries: readonly Entry[]): ReadonlyMap<string, Child> {
  const texts = new Set(entries.filter(({ kind }) => kind === 'string').map(({ name }) => name));
  return new Map(
    entries.map(({ name, kind, child }) => [kind !== 'string' && texts.has(name) ? `${name} (${kind})` : name, child]),
  );
}

function identify({ kind, name }: Pick<Entry, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}

/** Finds nodes by the names of the members on the way. */
export function locateIn(root: ReadNode): Locate {
  return (tokens) => {
    let place: Child = { value: root.span, node: root };
    for (const token of tokens) {
      const child = place.node.children?.get(token);
      if (!child) break;
      place = child;
    }
    const { value, key, keyWritten, node } = place;
    return {
      value,
      content: node.span,
      ...(key && { key }),
      ...(keyWritten !== undefined && { keyWritten }),
      ...(node.written !== undefined && { written: node.written }),
    };
  };
}
