/** Texts as files below one folder. `open.ts` opens it. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkedName } from './names.ts';
import type { TextStore } from './text-store.ts';

/** @param folder is made where it is missing; only `kinds`, the first parts of names, are ever looked at in it */
export function folderStore(folder: string, kinds: readonly string[]): TextStore {
  const place = (name: string): string => join(folder, checkedName(name, kinds));
  return {
    async read(name) {
      return unlessMissing(readFile(place(name), 'utf8'));
    },
    async write(name, text) {
      const path = place(name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const fresh = `${path}.${randomUUID()}`;
      await writeFile(fresh, text, { mode: 0o600 });
      await rename(fresh, path);
    },
    async list(name) {
      return (await unlessMissing(readdir(place(name)))) ?? [];
    },
    async removeBefore(time) {
      const removed = await Promise.all(kinds.map((kind) => removeFiles(join(folder, kind), time.getTime())));
      return removed.reduce((sum, count) => sum + count, 0);
    },
  };
}

/** Files alone; a link is not followed. Another process may remove the same. */
async function removeFiles(folder: string, before: number): Promise<number> {
  const entries = (await unlessMissing(readdir(folder, { recursive: true, withFileTypes: true }))) ?? [];
  let removed = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const written = (await unlessMissing(stat(path)))?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (written >= before) continue;
    await unlessMissing(unlink(path));
    removed += 1;
  }
  return removed;
}

async function unlessMissing<T>(wanted: Promise<T>): Promise<T | undefined> {
  try {
    return await wanted;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
