/** The files of one commit, read from the object database. */
import type { Entries, Entry } from './entries.ts';
import { fields, type Git } from './git.ts';
import type { Objects } from './objects.ts';
import { submoduleName } from './submodule.ts';

/** Modes as git writes them into trees. */
export const MODE = { directory: '040000', link: '120000', submodule: '160000' } as const;

interface TreeEntry {
  readonly mode: string;
  /** Object id. */
  readonly id: string;
}

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

  function toEntry(path: string, { mode, id }: TreeEntry): Entry {
    switch (mode) {
      case MODE.directory:
        return { kind: 'directory' };
      case MODE.submodule:
        return { kind: 'submodule', name: () => submoduleName(git, ['--blob', `${commit}:.gitmodules`], path) };
      case MODE.link:
        return { kind: 'link', target: async () => (await objects.read(id)).toString('utf8') };
      default:
        return { kind: 'file', origin: { id } };
    }
  }

  return {
    async entryAt(path) {
      const entry = tree.get(path);
      return entry && toEntry(path, entry);
    },
    async list() {
      const files = [...tree].filter(([, { mode }]) => mode !== MODE.directory && mode !== MODE.submodule);
      return files.map(([path]) => path).sort();
    },
  };
}
