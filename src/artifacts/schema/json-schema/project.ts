/** Does to one document what a projection has planned for each of its places. Runs once a record. */
import { isObject, own } from './keywords.ts';
import type { Part } from './shape.ts';

export interface Rename {
  readonly from: string;
  readonly to: string;
  /** Head still declares the old name, so it stays where it was, too. */
  readonly keep: boolean;
}

/** A value for a property that is absent. */
export interface Filler {
  readonly property: string;
  readonly value: unknown;
  /** The schemas of the property. */
  readonly parts: readonly Part[];
}

/** What is done at one place. Filled in after it is known by name, since schemas recurse. */
export interface Node {
  /** Finds out what is done, where that waits for the first document. */
  plan: (() => void) | undefined;
  acts: boolean;
  /** The properties inside of which there is something to do. */
  acting: readonly string[];
  readonly renames: Rename[];
  readonly drops: string[];
  readonly defaults: Filler[];
  /** Required by head, unknown to base. */
  readonly missing: string[];
  readonly properties: Map<string, Node>;
  /** For names that neither side lists; undefined where nothing is said of any. */
  others: ((name: string) => Node) | undefined;
  readonly prefix: Node[];
  rest: Node | undefined;
}

export interface Run {
  /** Tokens of the first property that recorded traffic could not have. */
  missing: readonly (string | number)[] | undefined;
}

type Values = Record<string, unknown>;

/** Returns the value itself where there is nothing to do, and a copy that shares the rest where there is. */
export function project(node: Node, value: unknown, run: Run): unknown {
  if (!node.acts) return value;
  if (typeof value !== 'object' || value === null) return value;
  node.plan?.();
  if (!node.acts) return value;
  if (Array.isArray(value)) return projectItems(node, value, run);
  if (isObject(value)) return projectObject(node, value, run);
  return value;
}

function projectObject(node: Node, value: Readonly<Values>, run: Run): unknown {
  const moved = rename(node, value);
  let copy: Values | undefined = moved === value ? undefined : moved;
  for (const name of node.drops) {
    if (!Object.hasOwn(copy ?? value, name)) continue;
    copy ??= { ...value };
    delete copy[name];
  }
  for (const { property, value: filler } of node.defaults) {
    if (Object.hasOwn(copy ?? value, property)) continue;
    copy ??= { ...value };
    copy[property] = filler;
  }
  for (const name of node.missing) {
    if (Object.hasOwn(copy ?? value, name)) continue;
    run.missing = [name];
    return value;
  }
  for (const name of innerNames(node, copy ?? value)) {
    const inner = own(copy ?? value, name);
    const next = projectMember(node, name, inner, run);
    if (run.missing) return value;
    if (next === inner) continue;
    copy ??= { ...value };
    copy[name] = next;
  }
  return copy ?? value;
}

function rename(node: Node, value: Readonly<Values>): Values {
  let copy: Values | undefined;
  for (const { from, to, keep } of node.renames) {
    if (Object.hasOwn(copy ?? value, to) || !Object.hasOwn(copy ?? value, from)) continue;
    copy ??= { ...value };
    copy[to] = copy[from];
    if (!keep) delete copy[from];
  }
  return copy ?? value;
}

/** Only names with something to do; all of the value's names where patterns or a map decide. */
function innerNames(node: Node, value: Readonly<Values>): Iterable<string> {
  if (node.others) return Object.keys(value);
  return node.acting;
}

function projectMember(node: Node, name: string, inner: unknown, run: Run): unknown {
  if (typeof inner !== 'object' || inner === null) return inner;
  const named = node.properties.get(name);
  const next = named ?? node.others?.(name);
  if (!next) return inner;
  const value = project(next, inner, run);
  if (!run.missing) return value;
  // A name that the schema does not declare may be data, which no report shows.
  run.missing = [named ? name : '*', ...run.missing];
  return inner;
}

function projectItems(node: Node, items: readonly unknown[], run: Run): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, item] of items.entries()) {
    const inner = node.prefix[index] ?? node.rest;
    const next = inner ? project(inner, item, run) : item;
    if (run.missing) {
      run.missing = [index, ...run.missing];
      return items;
    }
    if (next === item) continue;
    copy ??= items.slice();
    copy[index] = next;
  }
  return copy ?? items;
}
