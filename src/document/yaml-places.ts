/** Finds where the values of a YAML document stand, its duplicate keys, and what its aliases lead to. */
import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  type Node,
  type YAMLMap,
} from 'yaml';
import type { Locate, Place, Span } from './places.ts';

/** Following an alias takes time that grows with the number of all of them; people write some dozens. */
const MOST_ALIASES = 10_000;
/** Values that aliases may add to those written, for whoever walks over the value meets each of them anew. */
const MOST_REPEATED = 1_000_000;

interface Member {
  readonly key: Node;
  readonly value: Node | null;
}

/** An alias that cannot be followed, so that the document has no value. */
interface BrokenAlias {
  readonly offset: number;
  readonly message: string;
}

/** Throws a RangeError for a document that is nested deeper than the stack. */
export function locateYaml(document: Document): {
  locate: Locate;
  duplicates: readonly Span[];
  aliases: readonly BrokenAlias[];
} {
  const members = new Map<YAMLMap, Map<string, Member>>();
  const duplicates: Span[] = [];
  const broken: BrokenAlias[] = [];
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const sizes = new Map<Node, number>();
  const open = new Set<Node>();
  let repeated = 0;
  walk(document.contents);
  return { locate, duplicates, aliases: broken };

  /** The number of values in a node, those behind aliases too. */
  function walk(node: unknown): number {
    if (!isNode(node)) return 0;
    if (isAlias(node)) return follow(node);
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    open.add(node);
    const size = 1 + walkInner(node);
    open.delete(node);
    sizes.set(node, size);
    return size;
  }

  function walkInner(node: Node): number {
    if (isMap(node)) return walkMembers(node);
    if (!isCollection(node)) return 0;
    return node.items.reduce<number>((sum, item) => sum + walk(item), 0);
  }

  // The parser would compare each key with each other one, which takes minutes for a mapping of 100,000.
  function walkMembers(map: YAMLMap): number {
    const byKey = new Map<string, Member>();
    let size = 0;
    for (const pair of map.items) {
      const key = pair.key as Node;
      const value = pair.value as Node | null;
      const name = keyText(key);
      if (byKey.has(name)) duplicates.push(span(key));
      else byKey.set(name, { key, value });
      size += walk(key) + walk(value);
    }
    members.set(map, byKey);
    return size;
  }

  function follow(alias: Alias): number {
    const target = anchors.get(alias.source);
    const [offset] = span(alias);
    if (!target) return refuse(offset, `Unresolved alias *${alias.source}: no such anchor stands before it`);
    if (open.has(target)) return refuse(offset, `alias *${alias.source} stands inside its own anchor`);
    const size = sizes.get(target) ?? 0;
    const isBearable = targets.size < MOST_ALIASES && repeated <= MOST_REPEATED;
    targets.set(alias, target);
    repeated += size;
    if (isBearable && (targets.size === MOST_ALIASES || repeated > MOST_REPEATED))
      refuse(offset, 'not usable as YAML: Excessive alias count');
    return size;
  }

  function refuse(offset: number, message: string): number {
    broken.push({ offset, message });
    return 0;
  }

  function locate(tokens: readonly string[]): Place {
    let node = document.contents as Node | null;
    let key: Node | undefined;
    for (const token of tokens) {
      const inner = isAlias(node) ? targets.get(node) : node;
      if (!isCollection(inner)) break;
      if (isMap(inner)) {
        const member = members.get(inner)?.get(token);
        if (!member) break;
        key = member.key;
        node = member.value ?? member.key;
      } else {
        const item = inner.items[Number(token)] as Node | undefined;
        if (!item) break;
        key = undefined;
        node = item;
      }
    }
    return { value: span(node), ...(key && { key: span(key) }) };
  }
}

function span(node: Node | null): Span {
  const [start = 0, end = start + 1] = node?.range ?? [];
  return [start, end];
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}
