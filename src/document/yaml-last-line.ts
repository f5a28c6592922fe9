/** What the YAML parser adds to a text that ends without a line end. Loads nothing of it. */
import type { Scalar } from 'yaml';

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
