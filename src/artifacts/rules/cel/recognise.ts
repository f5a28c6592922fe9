/** Whether a file holds an expression in CEL: its name says so, and there is text in it. */
import type { NamedContent } from '../../named-content.ts';

export function isExpressionFile({ path, content }: NamedContent): boolean {
  return path.toLowerCase().endsWith('.cel') && typeof content === 'string' && content.trim() !== '';
}
