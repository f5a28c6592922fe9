/** The files of one commit, read from the object database. */
import type { Entries, Origin } from './entries.ts';
import { fields, type Git } from './git.ts';
import type { Objects } from './objects.ts';
import { submoduleName } from './submodule.ts';
import { listFiles, type TreeEntry, type TreeReader, toEntry } from './tree.ts';

/** Everything in a commit's tree, directories too, by path. */
export async function readTree(git: Git, commit: string): Promise<ReadonlyMap<string, TreeEntry>> {
  const output = await git.output(['ls-tree', '-r', '-t', '-z', '--full-tree', commit]);
  return new Map(
    fields(output).map((field) => {
      // `<mode> <type> <id>\t<path>`
      const tab = field.indexOf('\t');
      const [mode = '', , id = ''] = field.slice(0, tab).split(' ');
      return [field.slice(tab + 1), { mode, id }];
    }),
  );
}

export async function commitEntries(git: Git, objects: Objects, commit: string): Promise<Entries> {
  const tree = await readTree(git, commit);
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
