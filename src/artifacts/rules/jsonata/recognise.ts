/** Whether a file holds an expression in JSONata: its name says so, and there is text in it. */
import type { NamedContent } from '../../named-content.ts';

export function isExpressionFile({ path, content }: NamedContent): boolean {
  return path.toLowerCase().endsWith('.jsonata') && typeof content === 'string' && content.trim() !== '';
}
