/** Matches paths against the templates of GitHub's description. */

/** Parameters that may hold slashes: GitHub takes them escaped and plain. */
const MANY_PARTS = new Set(['path', 'ref', 'branch', 'basehead', 'tree_sha']);

/** The values of the template's parameters, unescaped; undefined where the path is another. */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
  const names: string[] = [];
  const pattern = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return MANY_PARTS.has(name) ? '(.+)' : '([^/]+)';
  });
  const match = new RegExp(`^${pattern}$`).exec(path);
  if (match === null) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]));
}
