/** What the nodes of the YAML parser are, and where they stand. */
import { isNode, isScalar, type Node } from 'yaml';
import type { Span } from './places.ts';
import { isTag } from './yaml-scalar.ts';

/** From its first character to behind its last; of what is no node, the beginning of the document. */
export function spanOf(node: unknown): Span {
  const [start = 0, end = start + 1] = (isNode(node) && node.range) || [];
  return [start, end];
}

/** A mapping or a list that no tag makes something else. */
export function isPlain({ tag }: Node, name: 'map' | 'seq'): boolean {
  return tag === undefined || tag === '!' || isTag(tag, name);
}

/** `<<` as everybody but YAML 1.2 itself reads it. In quotes it is a name like any other. */
export function isMergeKey(key: unknown): boolean {
  if (!isScalar(key)) return false;
  return isTag(key.tag, 'merge') || (key.tag === undefined && key.type === 'PLAIN' && key.source === '<<');
}
