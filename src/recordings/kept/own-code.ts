/** Tells this build of Weir from any other, also where both are called the same version: what one has read is not another's. */
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from '../../once.ts';
import { version } from '../../version.ts';

/** Where this file lies as source, and in a chunk of the built program. */
const FOLDERS = { source: '../../', built: '../' } as const;

/** Once a process. Looks at names, sizes and times of Weir's own files alone. */
export const ownCode = once(async () => {
  const { url } = import.meta;
  const root = fileURLToPath(new URL(url.endsWith('.ts') ? FOLDERS.source : FOLDERS.built, url));
  const names = (await readdir(root, { recursive: true })).filter((name) => /\.[jt]s$/.test(name)).toSorted();
  const stats = await Promise.all(names.map((name) => stat(join(root, name))));
  const code = names.map((name, index) => [name, stats[index]?.size, stats[index]?.mtimeMs]);
  return createHash('sha256')
    .update(JSON.stringify([version, process.versions, code]))
    .digest('hex');
});
