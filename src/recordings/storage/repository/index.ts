/** Recordings in the repository: what git tracks, then what lies in the working directory. */
import { join, posix, sep } from 'node:path';
import { folderOf, matchFiles } from '../../../repository/glob.ts';
import { globFiles, isFile } from '../glob-files.ts';
import type { Listing, Lying, Question, Storage } from '../storage.ts';

export const repository: Storage = {
  scheme: '',
  address: 'traffic/…',
  about: 'a path from the root of the repository: what git tracks at base, the rest from the working directory',
  where: 'here',
  list,
};

async function list({ files, storage, fail }: Question): Promise<Listing> {
  if (posix.isAbsolute(files) || posix.normalize(files).startsWith('../')) {
    throw fail(`"${files}" leads out of the repository`, 'a path inside it, or file:///… for one outside');
  }
  const pattern = posix.normalize(files);
  const paths = await storage.tracked.list();
  const { directory } = storage;
  // A name is a name, also where it could be a pattern as well.
  if (paths.includes(pattern)) return { found: [tracked(pattern)], candidates: paths };
  if (directory !== undefined && !storage.excluded?.has(pattern) && (await isFile(join(directory, pattern)))) {
    return { found: [lying(pattern, directory)], candidates: paths };
  }
  const found = matchFiles(paths, pattern);
  if (directory === undefined) return { found: found.map(tracked), candidates: paths };
  const isTracked = new Set(found);
  const others = (await globFiles(pattern, directory))
    .map((path) => path.split(sep).join('/'))
    .filter((name) => !isTracked.has(name) && !storage.excluded?.has(name));
  return {
    found: [...found.map(tracked), ...others.map((name) => lying(name, directory))],
    candidates: [
      ...paths,
      // Whoever names a folder means what is in it.
      ...(others.length === 0 ? await globFiles(posix.join(pattern, '*'), directory) : []),
      ...(await globFiles(posix.join(folderOf(pattern), '*'), directory)),
    ],
  };

  function tracked(name: string): Lying {
    return { name, path: () => storage.tracked.localPath(name) };
  }
}

function lying(name: string, directory: string): Lying {
  return { name, path: async () => join(directory, name) };
}
