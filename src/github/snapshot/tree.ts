/**
 * The tree of a commit by GitHub's Git data API: in one request where GitHub gives it whole, else folder by folder, of
 * which only those on the way are asked for.
 */
import { RepositoryError } from '../../errors.ts';
import { MODE } from '../../repository/tree.ts';
import type { Listing, TreeItem } from '../port/git.ts';
import { fullName, type Repository } from '../port/repository.ts';
import { orNotFound } from './not-found.ts';

export type TreeItems = ReadonlyMap<string, TreeItem>;

export interface Tree {
  /** Undefined where nothing stands, or what stands is not in folders of this repository alone. */
  at(path: string): Promise<TreeItem | undefined>;
  /** Everything, folders too, by path. */
  all(): Promise<TreeItems>;
}

/** Throws a RepositoryError where GitHub has no such commit. */
export async function openTree(repository: Repository, commit: string): Promise<Tree> {
  // A commit's id stands for its tree.
  const { items, truncated } = await list(repository, commit, 'deep');
  if (truncated) return walk(repository, commit);
  return { at: async (path) => items.get(path), all: async () => items };
}

/** @param root id of the tree or its commit */
function walk(repository: Repository, root: string): Tree {
  const folders = new Map<string, Promise<TreeItems>>();
  let everything: Promise<TreeItems> | undefined;

  /** @param path of the folder, for messages: `a/b/`, and nothing for the top one */
  function folder(id: string, path: string): Promise<TreeItems> {
    const known = folders.get(id);
    if (known) return known;
    const items = listFolder(repository, id, path);
    folders.set(id, items);
    items.catch(() => folders.delete(id));
    return items;
  }

  async function collect(id: string, prefix: string): Promise<[string, TreeItem][]> {
    const parts = [...(await folder(id, prefix))].map(async ([name, item]): Promise<[string, TreeItem][]> => {
      const path = `${prefix}${name}`;
      const below = item.mode === MODE.directory ? await collectBelow(item.id, `${path}/`) : [];
      return [[path, item], ...below];
    });
    return (await Promise.all(parts)).flat();
  }

  async function collectBelow(id: string, prefix: string): Promise<[string, TreeItem][]> {
    const { items, truncated } = await list(repository, id, 'deep');
    return truncated ? collect(id, prefix) : [...items].map(([path, item]) => [`${prefix}${path}`, item]);
  }

  return {
    async at(path) {
      const names = path.split('/');
      const last = names.pop() ?? '';
      let id = root;
      let prefix = '';
      for (const name of names) {
        const item = (await folder(id, prefix)).get(name);
        if (item?.mode !== MODE.directory) return undefined;
        id = item.id;
        prefix += `${name}/`;
      }
      return (await folder(id, prefix)).get(last);
    },
    all() {
      everything ??= collect(root, '').then((items) => new Map(items));
      return everything;
    },
  };
}

async function listFolder(repository: Repository, id: string, path: string): Promise<TreeItems> {
  const { items, truncated } = await list(repository, id, 'flat');
  if (!truncated) return items;
  // A list with holes would call files removed that are there.
  const folder = path === '' ? 'the top folder' : `the folder ${path}`;
  const message = `GitHub's API does not list ${folder} of ${fullName(repository)} whole`;
  const expected = 'at most 100,000 entries in a folder; move some of them into folders of their own';
  throw new RepositoryError([{ message, found: `more, in the tree ${id}`, expected }]);
}

function list(repository: Repository, id: string, depth: 'deep' | 'flat'): Promise<Listing> {
  return orNotFound(repository.git.tree(id, depth), `the commit or tree ${id}`, repository);
}
