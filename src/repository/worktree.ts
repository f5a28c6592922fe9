/**
 * The files of the working directory as the next commit could hold them: tracked, or new and not ignored. Files that
 * a sparse checkout leaves out are read from the index, as git itself does.
 */
import type { Stats } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entries, Entry } from './entries.ts';
import { fields, type Git, line } from './git.ts';
import type { Objects } from './objects.ts';
import { submoduleName } from './submodule.ts';
import { MODE } from './tree.ts';

/** What git knows of a path: nothing but that it is new, or what the index holds. */
interface Known {
  readonly mode?: string;
  readonly id?: string;
  /** Left out by a sparse checkout. */
  readonly skipped: boolean;
}

/** @param root absolute path of the top of the working directory */
export async function worktreeEntries(git: Git, objects: Objects, root: string): Promise<Entries> {
  const known = await readKnown(git);
  const isTold = await toldByDisk(git);
  const skippedFolders = foldersOf([...known].filter(([, { skipped }]) => skipped).map(([path]) => path));

  async function entryAt(path: string): Promise<Entry | undefined> {
    const disk = join(root, path);
    const entry = known.get(path);
    if (entry?.mode === MODE.submodule) {
      return { kind: 'submodule', name: () => submoduleName(git, ['--file', join(root, '.gitmodules')], path) };
    }
    const stats = await lstatIfAny(disk);
    if (!stats) {
      if (entry?.skipped) return indexEntry(entry);
      return skippedFolders.has(path) ? { kind: 'directory' } : undefined;
    }
    if (stats.isDirectory()) return { kind: 'directory' };
    if (!entry) return (await isIgnored(path)) ? { kind: 'ignored' } : undefined;
    if (stats.isSymbolicLink()) return { kind: 'link', target: () => readlink(disk) };
    if (!stats.isFile()) return { kind: 'special' };
    const mayRun = async (): Promise<boolean> =>
      isTold ? (stats.mode & OWNER_MAY_RUN) !== 0 : entry.mode === MODE.executable;
    return { kind: 'file', origin: { disk }, mayRun };
  }

  function indexEntry({ mode, id = '' }: Known): Entry {
    if (mode === MODE.link) return { kind: 'link', target: async () => (await objects.read(id)).toString('utf8') };
    return { kind: 'file', origin: { id }, mayRun: async () => mode === MODE.executable };
  }

  // Not `git check-ignore`: that takes no literal path.
  async function isIgnored(path: string): Promise<boolean> {
    const output = await git.output(['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--', path]);
    return fields(output).includes(path);
  }

  return {
    entryAt,
    async list() {
      const files = [...known].filter(([, { mode }]) => mode !== MODE.submodule);
      return files.map(([path]) => path).sort();
    },
  };
}

const OWNER_MAY_RUN = 0o100;

/** Where the disk does not tell which files are programs, git goes by its index. */
async function toldByDisk(git: Git): Promise<boolean> {
  const { stdout } = await git.run(['config', '--type=bool', '--get', 'core.fileMode']);
  return line(stdout) !== 'false';
}

async function readKnown(git: Git): Promise<Map<string, Known>> {
  const output = await git.output([
    ...['ls-files', '-z', '-t', '--stage'],
    ...['--cached', '--deleted', '--others', '--exclude-standard'],
  ]);
  const known = new Map<string, Known>();
  const deleted = new Set<string>();
  for (const field of fields(output)) {
    const tag = field[0];
    const rest = field.slice(2);
    if (tag === '?') {
      // A trailing slash marks another repository inside this one.
      if (!rest.endsWith('/')) known.set(rest, { skipped: false });
      continue;
    }
    // `<mode> <id> <stage>\t<path>`
    const tab = rest.indexOf('\t');
    const [mode, id] = rest.slice(0, tab).split(' ');
    const path = rest.slice(tab + 1);
    if (tag === 'R') deleted.add(path);
    else known.set(path, { mode, id, skipped: tag === 'S' });
  }
  for (const path of deleted) known.delete(path);
  return known;
}

function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
      folders.add(path.slice(0, end));
  }
  return folders;
}

async function lstatIfAny(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined;
    throw error;
  }
}
