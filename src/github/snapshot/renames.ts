/** Which files moved between two commits on GitHub: those with equal contents by the two trees, edited ones by GitHub's comparison. */
import { posix } from 'node:path';
import type { Renames } from '../../repository/snapshot.ts';
import { MODE } from '../../repository/tree.ts';
import type { Comparison, TreeItem } from '../port/git.ts';
import type { Repository } from '../port/repository.ts';
import { orNotFound } from './not-found.ts';
import type { GitHubSnapshot } from './snapshot.ts';
import type { TreeItems } from './tree.ts';

/** @param base an ancestor of head, or else edited moves since their merge base are found */
export async function renames(repository: Repository, base: GitHubSnapshot, head: GitHubSnapshot): Promise<Renames> {
  if (base.revision === head.revision) return new Map();
  const [before, after] = await Promise.all([base.tree(), head.tree()]);
  const gone = onlyIn(before, after);
  const added = onlyIn(after, before);
  if (gone.size === 0 || added.size === 0) return new Map();
  const found = movedUnchanged(gone, added);
  const taken = new Set(found.values());
  for (const [from, to] of await movedEdited(repository, base.revision, head.revision)) {
    // GitHub pairs equal contents up in its own way; what is paired already stays.
    const isFree = gone.has(from) && !found.has(from) && added.has(to) && !taken.has(to);
    if (isFree) found.set(from, to);
  }
  return found;
}

/** Files and links that the other tree has no file or link for, sorted by code unit. */
function onlyIn(tree: TreeItems, other: TreeItems): TreeItems {
  const alone = [...tree].filter(([path, item]) => isFile(item) && !isFile(other.get(path)));
  return new Map(alone.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isFile(item: TreeItem | undefined): boolean {
  return item !== undefined && item.mode !== MODE.directory && item.mode !== MODE.submodule;
}

/** As git pairs them: the same file name first, then in order. */
function movedUnchanged(gone: TreeItems, added: TreeItems): Map<string, string> {
  const arrivals = Map.groupBy(added.keys(), (path) => contentOf(added.get(path)));
  const departures = Map.groupBy(gone.keys(), (path) => contentOf(gone.get(path)));
  const found = new Map<string, string>();
  for (const [content, sources] of departures) {
    const free = new Set(arrivals.get(content));
    const sameName = (from: string): string | undefined =>
      free.values().find((to) => posix.basename(to) === posix.basename(from));
    for (const pick of [sameName, () => free.values().next().value]) {
      for (const from of sources) {
        const to = found.has(from) ? undefined : pick(from);
        if (to === undefined) continue;
        found.set(from, to);
        free.delete(to);
      }
    }
  }
  return found;
}

/** A link is no file with the same bytes. */
function contentOf(item: TreeItem | undefined): string {
  return `${item?.mode === MODE.link ? 'link' : 'file'} ${item?.id}`;
}

/**
 * GitHub compares at most 300 files, all of them on the first page, and says of no file beyond them that it moved. A
 * governed file that was moved and edited among so many others is then reported as removed, which is an edit that no
 * limit lets pass: what is not known to have moved never counts as unchanged.
 */
async function movedEdited(repository: Repository, base: string, head: string): Promise<Comparison['moved']> {
  const request = repository.git.compare(base, head);
  return (await orNotFound(request, `the commit ${base} or ${head}`, repository)).moved;
}
