/** A folder with files in it, and a context that keeps content in another one. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RecordingStorage } from '../../../src/recordings/storage/storage.ts';
import { keeping, temporaryFolder } from '../files.ts';

export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Git tracks nothing, or these paths in this folder. */
export function context(tracked: readonly string[] = [], folder = ''): RecordingStorage {
  return {
    tracked: { list: async () => tracked, localPath: async (path) => join(folder, path) },
    keep: keeping(),
  };
}
