/** Whether a file holds definitions of GraphQL types; one that holds operations alone is no schema. */
import { extname } from 'node:path';
import type { NamedContent } from '../../named-content.ts';

const ENDINGS: ReadonlySet<string> = new Set(['.graphql', '.graphqls', '.gql']);
const DEFINITION =
  /^\s*(?:extend\s+)?(?:(?:type|interface|input|enum|union|scalar)\s+\w|schema\b\s*[@{]|directive\s*@)/m;

export function isGraphQLSchema({ path, content }: NamedContent): boolean {
  return typeof content === 'string' && ENDINGS.has(extname(path).toLowerCase()) && DEFINITION.test(content);
}
