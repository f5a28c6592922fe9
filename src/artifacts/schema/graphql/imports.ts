/** Files that a schema names in comments: `# import Post from "./post.graphql"`, as graphql-import and its heirs read them. */
import { posix } from 'node:path';

const IMPORT = /^#\s*import\s+(?:[^"'\n]*\sfrom\s+)?["'](\.{1,2}\/[^"'\n]+)["']/gm;

/** Paths relative to the repository. */
export function imports(text: string, path: string): string[] {
  const named = [...text.matchAll(IMPORT)].flatMap(([, name]) => name ?? []);
  return [...new Set(named.map((name) => posix.join(posix.dirname(path), name)))];
}
