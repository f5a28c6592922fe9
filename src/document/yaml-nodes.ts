/** What the nodes of the YAML parser are, and where they stand. */
import { isNode, isScalar, type Node, type Scalar } from 'yaml';
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

/**
 * The scalar as it is written. A block scalar that the text ends in has no line end where the text has none (YAML 1.2.2,
 * production 165); the parser adds one.
 */
export function asWritten(node: Scalar, text: string): Pick<Scalar, 'tag' | 'type' | 'source' | 'value'> {
  const { tag, type, source, value, range } = node;
  const isOpen =
    type?.startsWith('BLOCK_') === true && range && range[1] >= text.length && /\S *$/.test(lastLine(text));
  return isOpen && source?.endsWith('\n') ? { tag, type, value, source: source.slice(0, -1) } : node;
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}
