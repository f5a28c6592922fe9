/**
 * Finds recordings on a server, which reads only what its operator has set aside, whatever a repository's weir.yml asks
 * for. It lists those folders and never follows the pattern itself, so that no `..`, however it is written, leads out.
 */
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { folderOf, matchFiles } from '../../repository/glob.ts';

export interface FoundFiles {
  readonly matching: readonly string[];
  /** All files where the pattern looks for some. */
  readonly there: readonly string[];
}

/**
 * Absolute paths of the files that match; undefined where the pattern, or a link that it finds, leads out of the folders.
 * What stands outside is not looked at, so that the answer does not tell whether something does.
 * @param pattern a glob from the top of the file system
 */
export async function findAllowed(pattern: string, folders: readonly string[]): Promise<FoundFiles | undefined> {
  const allowed = folders.map((folder) => resolve(folder));
  const real = (await Promise.all(allowed.map(realpathIfAny))).filter((folder) => folder !== undefined);
  const folder = folderOf(pattern);
  if (!liesIn(folder, [...allowed, ...real])) return undefined;
  const rest = pattern.slice(folder.length).replace(/^\//, '');
  const isDeep = rest.includes('/') || rest.includes('**');
  // A link may lead out of the folders, and is then not listed either.
  const realFolder = await realpathIfAny(folder);
  if (realFolder === undefined) return { matching: [], there: [] };
  if (!liesIn(realFolder, real)) return undefined;
  const there = await listFiles(folder, isDeep);
  const matching: string[] = [];
  // A name is a name, also where it could be a pattern as well.
  for (const path of there.includes(pattern) ? [pattern] : matchFiles(there, pattern)) {
    const realPath = await realpathIfAny(path);
    if (realPath !== undefined && !liesIn(realPath, real)) return undefined;
    if (realPath !== undefined && (await stat(realPath)).isFile()) matching.push(path);
  }
  return { matching, there };
}

function liesIn(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep));
}

/**
 * Files and links. Not by readdir's own recursion, which follows links to folders, also in a circle. What can't be listed
 * holds nothing.
 */
async function listFiles(folder: string, isDeep: boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return isDeep ? listFiles(path, isDeep) : [];
  });
  return (await Promise.all(files)).flat();
}

/** Undefined for what is not there, or is no path at all. */
function realpathIfAny(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}
