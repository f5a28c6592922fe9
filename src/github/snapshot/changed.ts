/** Which files differ between two commits on GitHub, by their trees, which are read anyway. */
import { MODE } from '../../repository/tree.ts';
import type { TreeItem } from '../port/git.ts';
import type { GitHubSnapshot } from './snapshot.ts';

/**
 * Sorted paths of files that one of the two lacks or holds otherwise, of those that the filter lets through. A submodule is
 * listed with a slash at its end.
 */
export async function changedPaths(
  base: GitHubSnapshot,
  head: GitHubSnapshot,
  filter: (path: string) => boolean,
): Promise<string[]> {
  if (base.revision === head.revision) return [];
  const [before, after] = await Promise.all([base.tree(), head.tree()]);
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => idOf(before.get(path)) !== idOf(after.get(path)))
    .map((path) => (isSubmodule(before.get(path)) || isSubmodule(after.get(path)) ? `${path}/` : path))
    .filter(filter)
    .sort();
}

function isSubmodule(item: TreeItem | undefined): boolean {
  return item?.mode === MODE.submodule;
}

/** Undefined for a folder. A link is no file with the same bytes, and a program no file that cannot be run. */
function idOf(item: TreeItem | undefined): string | undefined {
  return item && item.mode !== MODE.directory ? `${item.mode} ${item.id}` : undefined;
}
