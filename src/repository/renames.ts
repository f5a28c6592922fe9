/**
 * Which files moved between two snapshots, as git's own rename detection sees it. For the working directory, which
 * git compares only after running filters and only with what the index knows, a throwaway index and object
 * directory hold the new files: the repository's own are not touched.
 */
import { access, constants, lstat, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fields, type Git, line } from './git.ts';
import type { Objects } from './objects.ts';
import type { Renames } from './snapshot.ts';
import { MAX_BYTES } from './text.ts';
import type { Trees } from './trees.ts';

/** Pairs of deleted and new files that git compares by content at most; beyond it only equal contents count as moved. */
const RENAME_LIMIT = '-l5000';
const DETECT = ['-M', RENAME_LIMIT, '--diff-filter=R', '--name-status', '-z', '--no-ext-diff', '--no-textconv'];

/** Between two commits. */
export async function commitRenames(git: Git, base: string, head: string): Promise<Renames> {
  if (base === head) return new Map();
  return parseRenames(await git.output(['diff-tree', '-r', ...DETECT, base, head]));
}

/**
 * Between a commit and the working directory.
 * @param root absolute path of the top of the working directory
 * @param paths files of the working directory
 */
export async function worktreeRenames(
  git: Git,
  objects: Objects,
  trees: Trees,
  base: string,
  root: string,
  paths: readonly string[],
): Promise<Renames> {
  const tree = await trees.all(base);
  const present = new Set(paths);
  const gone = [...tree].filter(([path, { mode }]) => mode.startsWith('100') && !present.has(path));
  if (gone.length === 0) return new Map();
  const sizes = await Promise.all(gone.map(([, { id }]) => objects.size(id)));
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0);
  const fresh = paths.filter((path) => !tree.has(path));
  const added = await candidates(root, fresh, Math.min(2 * largest, MAX_BYTES));
  if (added.length === 0) return new Map();

  const directory = await mkdtemp(join(tmpdir(), 'weir-renames-'));
  try {
    const env = await throwawayStore(git, directory);
    const ids = await storeFiles(git, root, added, env);
    await git.output(['read-tree', base], { env });
    const changes = [
      ...gone.map(([path, { id }]) => `0 ${'0'.repeat(id.length)}\t${path}\0`),
      ...added.map((path, index) => `100644 ${ids[index]}\t${path}\0`),
    ];
    await git.output(['update-index', '-z', '--index-info'], { env, input: changes.join('') });
    return parseRenames(await git.output(['diff-index', '--cached', ...DETECT, base], { env }));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * Regular files of at most so many bytes. Git never takes two files for one where the larger is more than twice the
 * size of the smaller, so that new recordings, which may be huge, need not be read.
 */
async function candidates(root: string, paths: readonly string[], maxBytes: number): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const disk = join(root, path);
    const stats = await lstat(disk).catch(() => undefined);
    if (!stats?.isFile() || stats.size > maxBytes) continue;
    const readable = await access(disk, constants.R_OK).then(
      () => true,
      () => false,
    );
    if (readable) found.push(path);
  }
  return found;
}

async function throwawayStore(git: Git, directory: string): Promise<Record<string, string>> {
  const objects = line(await git.output(['rev-parse', '--path-format=absolute', '--git-path', 'objects']));
  const own = join(directory, 'objects');
  await mkdir(own);
  return {
    GIT_INDEX_FILE: join(directory, 'index'),
    GIT_OBJECT_DIRECTORY: own,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: quote(objects),
  };
}

/** Object ids of the files, in order; as they lie, without filters. */
async function storeFiles(
  git: Git,
  root: string,
  paths: readonly string[],
  env: Record<string, string>,
): Promise<string[]> {
  const input = paths.map((path) => `${quote(join(root, path))}\n`).join('');
  const output = await git.output(['hash-object', '-w', '--no-filters', '--stdin-paths'], { env, input });
  return output.toString('utf8').trim().split('\n');
}

/** Git's C-style quotes, in which a path may hold any character. */
function quote(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

/** `R<similarity>\0<old>\0<new>\0`, again and again. */
function parseRenames(output: Buffer): Renames {
  const renames = new Map<string, string>();
  const parts = fields(output);
  for (let index = 0; index + 2 < parts.length; index += 3) {
    const [from, to] = [parts[index + 1], parts[index + 2]];
    if (from !== undefined && to !== undefined) renames.set(from, to);
  }
  return renames;
}
