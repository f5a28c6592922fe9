/** Which files a program is: those of its folder, and what its step says that it uses. */
import type { Options } from '../artifact.ts';

export function gather(path: string, options: Options | undefined, paths: readonly string[]): readonly string[] {
  const own = paths.filter((file) => isIn(file, path));
  if (own.length === 0) return [];
  const uses = Array.isArray(options?.uses) ? options.uses.map(String) : [];
  const used = paths.filter((file) => uses.some((one) => isIn(file, one)));
  return [...new Set([...own, ...used])];
}

function isIn(file: string, path: string): boolean {
  return file === path || file.startsWith(path.endsWith('/') ? path : `${path}/`);
}
