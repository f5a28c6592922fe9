/** Names of inputs as places in the document. */
import { pointerPattern, pointerTokens } from '../../../document/pointer.ts';

/** `customer.tier`, or a JSON Pointer where names hold dots; undefined where it is neither. */
export function pathOf(name: string): readonly string[] | undefined {
  if (name.startsWith('/')) return pointerPattern.test(name) ? pointerTokens(name) : undefined;
  const path = name.split('.').map((part) => part.trim());
  return path.includes('') ? undefined : path;
}
