/** Whether a file holds Protobuf that declares something. */
import { extname } from 'node:path';
import type { NamedContent } from '../../named-content.ts';

const DECLARATION =
  /^\s*(?:(?:syntax|edition)\s*=\s*["']|(?:export\s+|local\s+)?(?:message|enum|service)\s+\w+\s*(?:\{|$)|extend\s+[\w.]+\s*(?:\{|$)|package\s+[\w.]+\s*;)/m;

export function isProtobuf({ path, content }: NamedContent): boolean {
  return typeof content === 'string' && extname(path).toLowerCase() === '.proto' && DECLARATION.test(content);
}
