/** Files as they lie on disk, in git or not, seen from the folder that governs them. */
import { access, readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Files } from '../../artifacts/load.ts';
import { configPath } from '../../config/load.ts';
import { splitPart } from '../../document/part.ts';
import { diskFiles } from '../disk-files.ts';

export interface Folder extends Files {
  /** The artifact from this folder, as a weir.yml there names it, with `#` and the pointer to a part. */
  readonly path: string;
  readonly file: string;
  readonly pointer?: string;
  /** Paths of all files in it, but those of git and of packages. */
  list(): Promise<readonly string[]>;
}

/**
 * The nearest folder around the artifact that has a weir.yml or is a repository; else the working directory, where it holds
 * the artifact; else the artifact's own.
 *
 * @param named from the working directory, with a slash at the end for a folder, with `#` and a pointer for a part of a file
 */
export async function folderOf(named: string): Promise<Folder> {
  const { file, pointer } = splitPart(named);
  const absolute = resolve(file);
  const root =
    (await governing(dirname(absolute))) ?? (isWithin(absolute, process.cwd()) ? process.cwd() : dirname(absolute));
  const place = relative(root, absolute).split(sep).join('/');
  const own = /[\\/]$/.test(file) ? `${place}/` : place;
  return {
    path: pointer === undefined ? own : `${own}#${pointer}`,
    file: own,
    ...(pointer !== undefined && { pointer }),
    list: () => filesIn(root),
    ...diskFiles(root),
  };
}

async function governing(from: string): Promise<string | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    for (const mark of [configPath, '.git']) if (await isThere(join(folder, mark))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function filesIn(root: string): Promise<string[]> {
  const all = await readdir(root, { recursive: true, withFileTypes: true });
  return all
    .filter((one) => one.isFile())
    .map((one) => relative(root, join(one.parentPath, one.name)).split(sep).join('/'))
    .filter((path) => !/(?:^|\/)(?:\.git|node_modules)\//.test(path));
}

function isWithin(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
