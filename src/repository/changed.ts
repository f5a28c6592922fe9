/** Which files differ between two snapshots. Nothing that the repository configures is run for it, as diffs of git would. */
import { createHash } from 'node:crypto';
import { lstat, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from './git.ts';
import type { Objects } from './objects.ts';
import { worktreeSubmodules } from './submodule.ts';
import { MODE, type TreeEntry } from './tree.ts';
import type { Trees } from './trees.ts';

type Filter = (path: string) => boolean;

/** Larger files are data, and differ where their sizes do. */
const LARGEST = 16_000_000;

/** Between two commits. A submodule of which another commit is wanted is listed with a slash at its end. */
export async function commitChanges(trees: Trees, base: string, head: string, filter: Filter): Promise<string[]> {
  if (base === head) return [];
  const differences = await trees.differences(base, head);
  const isSubmodule = (entry: TreeEntry | undefined): boolean => entry?.mode === MODE.submodule;
  return differences
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
    .map(({ path, base, head }) => (isSubmodule(base) || isSubmodule(head) ? `${path}/` : path))
    .filter(filter);
}

/**
 * Between a commit and the working directory, submodules as between commits.
 * @param tree the commit's
 * @param present paths of the working directory that the filter lets through
 */
export async function worktreeChanges(
  git: Git,
  objects: Objects,
  tree: ReadonlyMap<string, TreeEntry>,
  root: string,
  present: readonly string[],
  filter: Filter,
): Promise<string[]> {
  const here = new Set(present);
  const gone = [...tree].filter(([path, { mode }]) => isFile(mode) && !here.has(path) && filter(path));
  const changed = [...gone.map(([path]) => path), ...(await movedSubmodules(git, root, tree)).filter(filter)];
  for (const path of present) {
    const entry = tree.get(path);
    if (!entry) changed.push(path);
    else if (!isFile(entry.mode) || (await differs(objects, entry, join(root, path)))) changed.push(path);
  }
  return changed.sort();
}

async function movedSubmodules(git: Git, root: string, tree: ReadonlyMap<string, TreeEntry>): Promise<string[]> {
  const now = await worktreeSubmodules(git, root);
  const before = [...tree].filter(([, { mode }]) => mode === MODE.submodule);
  const gone = before.filter(([path]) => !now.has(path)).map(([path]) => path);
  const moved = [...now].filter(([path, id]) => tree.get(path)?.id !== id).map(([path]) => path);
  return [...gone, ...moved].map((path) => `${path}/`);
}

function isFile(mode: string): boolean {
  return mode.startsWith('100') || mode === MODE.link;
}

/** Lines may end otherwise on disk, which changes nothing in a governed file. */
async function differs(objects: Objects, { id, mode }: TreeEntry, disk: string): Promise<boolean> {
  const stats = await lstat(disk).catch(() => undefined);
  if (stats?.isSymbolicLink()) return mode !== MODE.link || gitHash(Buffer.from(await readlink(disk)), id) !== id;
  if (!stats?.isFile()) return false;
  if (stats.size > LARGEST) return (await objects.size(id)) !== stats.size;
  const bytes = await readFile(disk).catch(() => undefined);
  if (!bytes || gitHash(bytes, id) === id) return false;
  return (
    bytes.toString('latin1').replaceAll('\r\n', '\n') !==
    (await objects.read(id)).toString('latin1').replaceAll('\r\n', '\n')
  );
}

/** The id that git gives to a file with these bytes, by the hash of another id of the repository. */
function gitHash(bytes: Buffer, id: string): string {
  return createHash(id.length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
