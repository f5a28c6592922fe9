/** Two files on disk as artifacts are read from: what they refer to is looked for beside them, and not above. */
import { readdir } from 'node:fs/promises';
import { isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import type { Files } from '../../artifacts/load.ts';
import { diskFiles } from '../disk-files.ts';

export interface Folder {
  readonly files: Files;
  /** Files that may be what a file refers to by address: those that lie in the same folder as it does. */
  list(beside?: string): Promise<readonly string[]>;
  /** The path of a file in it, with `/` between folders. */
  pathOf(file: string): string;
  /** How the user finds a path again: as it was named, else relative to the working directory. */
  shown(path: string): string;
}

/**
 * The working directory where all of the files lie in it, else the root of the file system.
 *
 * @param named files as the user names them
 */
export function folderOf(...named: readonly string[]): Folder {
  const isHere = named.every((file) => isBelow(relative(process.cwd(), resolve(file))));
  const root = isHere ? process.cwd() : resolve(sep);
  const isRelative = named.some((file) => !isAbsolute(file));
  const shownElsewhere = (file: string): string =>
    named.find((one) => resolve(one) === file) ?? (isRelative ? relative(process.cwd(), file) : file);
  return {
    files: diskFiles(root),
    list: (beside = '') => besides(root, posix.dirname(beside)),
    pathOf: (file) => relative(root, resolve(file)).split(sep).join('/'),
    shown: (path) => (isHere ? path : shownElsewhere(join(root, path))),
  };
}

async function besides(root: string, folder: string): Promise<string[]> {
  const all = await readdir(join(root, folder), { withFileTypes: true });
  return all.filter((one) => one.isFile()).map(({ name }) => posix.join(folder, name));
}

function isBelow(path: string): boolean {
  return path !== '' && path.split(sep)[0] !== '..' && !isAbsolute(path);
}
