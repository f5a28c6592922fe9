/** Tells SQL that creates tables from queries, by what it holds. */
import { extname } from 'node:path';
import type { NamedContent } from '../../named-content.ts';

const CREATES =
  /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:UNLOGGED\s+|TRANSIENT\s+|EXTERNAL\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?[^\s(;]+\s*\(/im;

export function isDdl({ path, content }: NamedContent): boolean {
  return typeof content === 'string' && extname(path).toLowerCase() === '.sql' && CREATES.test(content);
}
