/** Globs as weir.yml writes them, over the paths of a snapshot. */
import { posix } from 'node:path';

/**
 * The paths that match, in their order. The rules are those of Node's own matcher: `*` and `?` stay within a folder,
 * `**` crosses folders, `{a,b}` and `[a-c]` choose, names that start with a dot match only a pattern that spells the
 * dot out. Case counts, on every platform. A path that equals the glob matches whatever characters are in it.
 */
export function matchFiles(paths: readonly string[], glob: string): string[] {
  return paths.filter((path) => path === glob || posix.matchesGlob(path, glob));
}

/** The folder before the first part with a wildcard; `.` where there is none. */
export function folderOf(pattern: string): string {
  const parts = pattern.split('/').slice(0, -1);
  const wild = parts.findIndex((part) => /[*?[{(]/.test(part));
  return (wild === -1 ? parts : parts.slice(0, wild)).join('/') || (pattern.startsWith('/') ? '/' : '.');
}

/** As .gitignore, .gitattributes and CODEOWNERS have it: a slash inside the pattern ties it to the root, a folder stands for everything below it. */
export function matchesAsIgnored(path: string, pattern: string): boolean {
  const bare = plain(pattern.replace(/^\//, '').replace(/\/$/, ''));
  const anchored = pattern.replace(/\/$/, '').includes('/');
  const places = anchored ? [bare] : [bare, `**/${bare}`];
  // `docs/*` means the files of that folder, but `docs` and `docs/` mean all that is below.
  const below = bare.endsWith('/*') ? [] : places.map((place) => `${place}/**`);
  const own = pattern.endsWith('/') ? [] : places;
  return [...own, ...below].some((glob) => matchFiles([plain(path)], glob).length > 0);
}

/** Here a name that begins with a dot is a name like any other. */
function plain(path: string): string {
  return path.replace(/(^|\/)\./g, '$1\u2024');
}
