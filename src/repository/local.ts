/**
 * The repository on this machine. Opened by the command line; it only reads: no checkout, no index and no object
 * of the repository changes, and nothing that the repository configures is run.
 */
import { statSync } from 'node:fs';
import { lstat, readFile, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { RepositoryError } from '../errors.ts';
import { commitChanges, worktreeChanges } from './changed.ts';
import { commitEntries } from './commit.ts';
import { type Entries, followed, mayRun, type Origin, resolveFile } from './entries.ts';
import { gitIn, line } from './git.ts';
import { openObjects } from './objects.ts';
import { commitRenames, worktreeRenames } from './renames.ts';
import {
  commitsChanging,
  committedAt,
  defaultBranch,
  findDefaultBase,
  isShallow,
  resolveCommit,
  resolveRef,
} from './revision.ts';
import type { Past, Renames, Snapshot } from './snapshot.ts';
import { assertReadableSize, readFailure, toContent, toText } from './text.ts';
import { blobFile, type TrackedFile, worktreeFile } from './tracked-file.ts';
import { openTrees } from './trees.ts';
import { worktreeEntries } from './worktree.ts';

/** The revision of a snapshot of the working directory. */
const WORKTREE = 'worktree';

/** All methods throw RepositoryErrors. A repository is closed after use, best by `await using`. */
export interface LocalRepository extends AsyncDisposable {
  /** Absolute path of the top of the working directory; undefined for a bare repository. */
  readonly root: string | undefined;
  /** @param revision a branch, a tag, a commit id, `HEAD~2`: whatever git understands as one commit */
  snapshot(revision: string): Promise<Snapshot>;
  /**
   * A branch, a tag or a commit, also a branch that only its remote has.
   * @param ref undefined for the default branch
   */
  snapshotOfRef(ref: string | undefined): Promise<Snapshot>;
  /** The working directory as the next commit could hold it: tracked files, and new ones that are not ignored. */
  worktree(): Promise<Snapshot>;
  /** The commit where head (for the working directory: HEAD) left the default branch. */
  defaultBase(head: Snapshot): Promise<Snapshot>;
  /** @param base a commit */
  renames(base: Snapshot, head: Snapshot): Promise<Renames>;
  /**
   * Paths of files that differ, of those that the filter lets through.
   * @param base a commit
   */
  changed(base: Snapshot, head: Snapshot, filter: (path: string) => boolean): Promise<readonly string[]>;
  /**
   * Commits that changed one of these files, the newest first, from a commit on; no more than so many.
   * @param base a commit
   */
  history(base: Snapshot, paths: readonly string[], most: number): Promise<Past>;
  /** When the commit was made, ISO 8601, by its committer's clock; of the working directory, that of HEAD. */
  committedAt(snapshot: Snapshot): Promise<string>;
  /** A file of any size as a local path, to be disposed of after use; undefined where the snapshot has no such file. */
  trackedFile(snapshot: Snapshot, path: string): Promise<TrackedFile | undefined>;
  /** Ends the git programs that still run. */
  close(): Promise<void>;
}

/**
 * @param directory the repository or a folder inside it
 * @throws RepositoryError where there is no repository, git is not installed or does not trust the folder's owner
 */
export async function openRepository(directory: string): Promise<LocalRepository> {
  assertDirectory(directory);
  await using opening = new AsyncDisposableStack();
  const objects = openObjects(gitIn(resolve(directory)));
  opening.defer(() => objects.close());
  // Both programs start at once, since each takes a while.
  objects.start();
  const root = await findRoot(directory);
  opening.move();
  const git = gitIn(root ?? resolve(directory));
  const trees = openTrees(objects);
  const entriesBySnapshot = new WeakMap<Snapshot, Entries>();

  async function readAll(origin: Origin, path: string): Promise<Buffer> {
    if ('id' in origin) return objects.read(origin.id, (bytes) => assertReadableSize(bytes, path));
    try {
      assertReadableSize((await lstat(origin.disk)).size, path);
      return await readFile(origin.disk);
    } catch (error) {
      throw readFailure(error, path);
    }
  }

  function toSnapshot(revision: string, name: string, entries: Entries): Snapshot {
    const snapshot: Snapshot = {
      revision,
      name,
      async read(path) {
        const origin = await resolveFile(entries, path, name);
        return origin && toText(await readAll(origin, path), path);
      },
      async readBytes(path) {
        const origin = await resolveFile(entries, path, name);
        return origin && toContent(await readAll(origin, path), path);
      },
      list: () => entries.list(),
      follow: (path) => followed(entries, path, name),
      mayRun: (path) => mayRun(entries, path, name),
    };
    entriesBySnapshot.set(snapshot, entries);
    return snapshot;
  }

  async function commitSnapshot(commit: string, name: string): Promise<Snapshot> {
    return toSnapshot(commit, name, await commitEntries(git, objects, trees, commit));
  }

  function requireRoot(): string {
    if (root !== undefined) return root;
    const message = 'a bare repository has no working directory';
    throw new RepositoryError([
      { file: directory, message, expected: 'a revision for base and for head (--base, --head)' },
    ]);
  }

  async function whereItLies(path: string): Promise<string | undefined> {
    return root === undefined ? undefined : realpath(join(root, path)).catch(() => undefined);
  }

  async function close(): Promise<void> {
    await objects.close();
  }

  return {
    root,
    async snapshot(revision) {
      return commitSnapshot(await resolveCommit(git, objects, revision), revision);
    },
    async snapshotOfRef(ref) {
      const name = ref ?? (await defaultBranch(git));
      return commitSnapshot(await resolveRef(git, objects, name), name);
    },
    async worktree() {
      return toSnapshot(WORKTREE, WORKTREE, await worktreeEntries(git, objects, requireRoot()));
    },
    async defaultBase(head) {
      const commit = head.revision === WORKTREE ? await resolveCommit(git, objects, 'HEAD') : head.revision;
      const base = await findDefaultBase(git, commit);
      return commitSnapshot(base.commit, base.name);
    },
    async renames(base, head) {
      if (base.revision === WORKTREE)
        throw new RepositoryError([{ message: 'base has to be a commit', found: WORKTREE }]);
      if (head.revision !== WORKTREE) return commitRenames(git, base.revision, head.revision);
      return worktreeRenames(git, objects, trees, base.revision, requireRoot(), await head.list());
    },
    async changed(base, head, filter) {
      if (head.revision !== WORKTREE) return commitChanges(trees, base.revision, head.revision, filter);
      const [tree, present] = [await trees.all(base.revision), (await head.list()).filter(filter)];
      return worktreeChanges(git, objects, tree, requireRoot(), present, filter);
    },
    async history({ revision }, paths, most) {
      const commits = await commitsChanging(git, revision, paths, most);
      const snapshots = commits.map(async (commit) => ({
        ...(await commitSnapshot(commit, commit)),
        committed: await committedAt(git, objects, commit),
      }));
      return { snapshots: await Promise.all(snapshots), isCut: await isShallow(git) };
    },
    async committedAt({ revision }) {
      const commit = revision === WORKTREE ? await resolveCommit(git, objects, 'HEAD') : revision;
      return committedAt(git, objects, commit);
    },
    async trackedFile(snapshot, path) {
      const entries = entriesBySnapshot.get(snapshot);
      if (!entries) throw new Error('the snapshot is of another repository');
      const origin = await resolveFile(entries, path, snapshot.name);
      if (!origin) return undefined;
      if ('disk' in origin) return worktreeFile(git, origin.disk, path);
      return blobFile(git, objects, origin.id, { path, disk: await whereItLies(path) });
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function assertDirectory(directory: string): void {
  const stats = statSync(directory, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return;
  const found = stats ? 'a file' : 'nothing';
  throw new RepositoryError([{ file: directory, message: 'not a directory', found, expected: 'a git repository' }]);
}

/** Throws where the directory is in no repository. Undefined in bare ones. */
async function findRoot(directory: string): Promise<string | undefined> {
  const git = gitIn(resolve(directory));
  const top = await git.run(['rev-parse', '--show-toplevel']);
  if (top.status === 0) return line(top.stdout);
  // Bare repositories have no top, and neither has the folder .git itself.
  const { status, stderr } = await git.run(['rev-parse', '--git-dir']);
  if (status !== 0) throw notOpened(directory, stderr);
  return undefined;
}

function notOpened(directory: string, complaint: string): RepositoryError {
  const distrusted = /(?:dubious ownership in repository at|unsafe repository \()\s*'(.+?)'/.exec(complaint)?.[1];
  if (distrusted !== undefined) {
    const expected = `your trust, which this declares: git config --global --add safe.directory '${distrusted}'`;
    return new RepositoryError([
      { file: directory, message: 'git does not read a repository that another user owns', expected },
    ]);
  }
  if (/not a git repository/i.test(complaint)) {
    return new RepositoryError([
      { file: directory, message: 'no git repository here or in a folder above', expected: 'a git repository' },
    ]);
  }
  return new RepositoryError([{ file: directory, message: 'git cannot open the repository', found: complaint }]);
}
