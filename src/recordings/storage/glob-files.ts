/** Files on local disk by a glob. */
import { glob, stat } from 'node:fs/promises';
import { join, posix, resolve } from 'node:path';

/** Files (and links to files) that match, each relative to the directory, or absolute where the pattern is. */
export async function globFiles(pattern: string, directory: string): Promise<string[]> {
  const paths: string[] = [];
  const entries = glob(pattern, {
    cwd: directory,
    withFileTypes: true,
    // Both can be huge, and neither is where recordings are kept.
    exclude: (entry) => entry.name === 'node_modules' || entry.name === '.git',
  });
  for await (const entry of entries) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    paths.push(posix.isAbsolute(pattern) ? path : path.slice(resolve(directory).length + 1));
  }
  return paths;
}

export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
