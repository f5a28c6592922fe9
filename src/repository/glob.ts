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
