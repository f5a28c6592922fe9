/** Tells this build of Weir from any other, also where both are called the same version: what one has read is not another's. */
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from '../../once.ts';
import { version } from '../../version.ts';

/** Once a process. Looks at names, sizes and times alone. */
export const ownCode = once(async () => {
  const own = fileURLToPath(import.meta.url);
  const paths = own.endsWith('.ts') ? await sources() : [own, dirname(own), dirname(dirname(own))];
  const stats = await Promise.all(paths.map((path) => stat(path)));
  const code = paths.map((path, index) => [path, stats[index]?.size, stats[index]?.mtimeMs]);
  return createHash('sha256')
    .update(JSON.stringify([version, process.versions, code]))
    .digest('hex');
});

/** Folders of the built program are made anew with it; of sources, any may have been edited. */
async function sources(): Promise<string[]> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const names = await readdir(root, { recursive: true });
  return names
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
    .map((name) => join(root, name));
}
