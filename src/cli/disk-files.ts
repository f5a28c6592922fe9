/** Files as they lie on disk below a folder, in git or not. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Files } from '../artifacts/load.ts';
import { assertReadableSize, readFailure, toContent, toText } from '../repository/text.ts';

/** Paths are relative to the folder, with `/`; one that leads out of it has no file. Throws RepositoryErrors as snapshots do. */
export function diskFiles(root: string): Files {
  return {
    async read(path) {
      const bytes = await readBelow(root, path);
      return bytes && toText(bytes, path);
    },
    async readBytes(path) {
      const bytes = await readBelow(root, path);
      return bytes && toContent(bytes, path);
    },
  };
}

async function readBelow(root: string, path: string): Promise<Buffer | undefined> {
  if (path.split('/').includes('..')) return undefined;
  const place = join(root, path);
  try {
    assertReadableSize((await stat(place)).size, path);
    return await readFile(place);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) return;
    throw readFailure(cause, path);
  }
}
