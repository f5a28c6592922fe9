/** Two files on disk as artifacts are read from: what they refer to is looked for beside them, and not above. */
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Files } from '../../artifacts/load.ts';
import { assertReadableSize, readFailure, toContent, toText } from '../../repository/text.ts';

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
  const bytes = (path: string) => read(join(root, path), path);
  return {
    files: {
      readBytes: async (path) => {
        const raw = await bytes(path);
        return raw && toContent(raw, path);
      },
      read: async (path) => {
        const raw = await bytes(path);
        return raw && toText(raw, path);
      },
    },
    pathOf: (file) => relative(root, resolve(file)).split(sep).join('/'),
    shown: (path) => (isHere ? path : join(root, path)),
  };
}

function isBelow(path: string): boolean {
  return path !== '' && path.split(sep)[0] !== '..' && !isAbsolute(path);
}

/** Undefined where there is no such file, or where the path leads out. Throws RepositoryError. */
async function read(disk: string, path: string): Promise<Buffer | undefined> {
  if (path.split('/').includes('..')) return undefined;
  try {
    const bytes = await readFile(disk);
    assertReadableSize(bytes.length, path);
    return bytes;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) return;
    throw readFailure(cause, path);
  }
}
