/** Two files on disk as artifacts are read from: what they refer to is looked for beside them, and not above. */
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Files } from '../../artifacts/load.ts';
import { diskFiles } from '../disk-files.ts';

export interface Folder {
  readonly files: Files;
  /** The path of a file in it, with `/` between folders. */
  pathOf(file: string): string;
  /** How the user finds a path again: relative to the working directory where it lies below. */
  shown(path: string): string;
}

/** The working directory where all of the files lie in it, else the root of the file system. */
export function folderOf(...files: readonly string[]): Folder {
  const isHere = files.every((file) => isBelow(relative(process.cwd(), file)));
  const root = isHere ? process.cwd() : resolve(sep);
  return {
    files: diskFiles(root),
    pathOf: (file) => relative(root, resolve(file)).split(sep).join('/'),
    shown: (path) => (isHere ? path : join(root, path)),
  };
}

function isBelow(path: string): boolean {
  return path !== '' && path.split(sep)[0] !== '..' && !isAbsolute(path);
}
