/** Which files differ between two commits on GitHub, by their trees, which are read anyway. */
import { MODE } from '../../repository/tree.ts';
import type { TreeItem } from '../port/git.ts';
import type { GitHubSnapshot } from './snapshot.ts';

/** Sorted paths of files that one of the two lacks or holds otherwise, of those that the filter lets through. */
export async function changedPaths(
  base: GitHubSnapshot,
  head: GitHubSnapshot,
  filter: (path: string) => boolean,
): Promise<string[]> {
  if (base.revision === head.revision) return [];
  const [before, after] = await Promise.all([base.tree(), head.tree()]);
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => idOf(before.get(path)) !== idOf(after.get(path)) && filter(path))
    .sort();
}

/** Undefined for what is no file. */
function idOf(item: TreeItem | undefined): string | undefined {
  return item && item.mode !== MODE.directory && item.mode !== MODE.submodule ? item.id : undefined;
}
