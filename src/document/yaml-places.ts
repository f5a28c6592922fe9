/** Finds where the values of a YAML document stand, and its duplicate keys. */
import { type Document, isAlias, isCollection, isMap, isPair, isScalar, type Node, visit, type YAMLMap } from 'yaml';
import type { Locate, Place, Span } from './places.ts';

export function locateYaml(document: Document): { locate: Locate; duplicates: readonly Span[] } {
  const members = new Map<YAMLMap, Map<string, { key: Node; value: Node | null }>>();
  const duplicates: Span[] = [];
  // The parser would compare each key with each other one, which takes minutes for a mapping of 100,000.
  visit(document, {
    Map(_, map) {
      const byKey = new Map<string, { key: Node; value: Node | null }>();
      for (const pair of map.items) {
        if (!isPair(pair)) continue;
        const key = pair.key as Node;
        const name = keyText(key);
        if (byKey.has(name)) duplicates.push(span(key));
        else byKey.set(name, { key, value: pair.value as Node | null });
      }
      members.set(map, byKey);
    },
  });

  function locate(tokens: readonly string[]): Place {
    let node = document.contents as Node | null;
    let key: Node | undefined;
    for (const token of tokens) {
      const inner = isAlias(node) ? node.resolve(document) : node;
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
  return { locate, duplicates };
}

function span(node: Node | null): Span {
  const [start = 0, end = start + 1] = node?.range ?? [];
  return [start, end];
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}
