/** The files of one commit, read from the object database; and what stands in the commit itself. */
import type { Entries, Origin } from './entries.ts';
import type { Git } from './git.ts';
import type { Objects } from './objects.ts';
import { submoduleName } from './submodule.ts';
import { listFiles, type TreeEntry, type TreeReader, toEntry } from './tree.ts';
import type { Trees } from './trees.ts';

export async function commitEntries(git: Git, objects: Objects, trees: Trees, commit: string): Promise<Entries> {
  const tree = await trees.all(commit);
  const reader: TreeReader<TreeEntry, Origin> = {
    place: ({ id }) => ({ id }),
    linkTarget: async ({ id }) => (await objects.read(id)).toString('utf8'),
    submoduleName: (path) => submoduleName(git, ['--blob', `${commit}:.gitmodules`], path),
  };
  return {
    async entryAt(path) {
      const entry = tree.get(path);
      return entry && toEntry(path, entry, reader);
    },
    list: async () => listFiles(tree),
  };
}
