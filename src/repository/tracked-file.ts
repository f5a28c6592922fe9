/**
 * A local path for a tracked file of any size, as recordings have it: the file in the working directory where that
 * holds the very same bytes, else a temporary copy, written as it streams out of git.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { RepositoryError } from '../errors.ts';
import { exitStatus, type Git, line } from './git.ts';
import type { Objects } from './objects.ts';
import { LFS_POINTER_BYTES, type LfsPointer, lfsPointer, readFailure } from './text.ts';

export interface TrackedFile extends AsyncDisposable {
  /** Absolute; to be read only, and only until `dispose`. */
  readonly path: string;
  /** Removes the copy, if there is one. May be called twice. */
  dispose(): Promise<void>;
}

/** Where a file stands, in the repository and, if there is one, in the working directory. */
interface Standing {
  /** Path in the repository, for messages and for the name of the copy. */
  readonly path: string;
  /** Absolute path in the working directory, links followed; undefined where nothing lies there. */
  readonly disk: string | undefined;
}

/**
 * The bytes of a blob as a local file. What Git LFS keeps is taken from where Git LFS has put it.
 * @throws RepositoryError for an LFS pointer whose content is not here, and where the copy can't be written
 */
export async function blobFile(git: Git, objects: Objects, id: string, standing: Standing): Promise<TrackedFile> {
  const size = await objects.size(id);
  const pointer = size < LFS_POINTER_BYTES ? lfsPointer(await objects.read(id)) : undefined;
  if (pointer) return inPlace(await lfsContent(git, pointer, standing));
  const { path, disk } = standing;
  if (disk && (await holds(disk, size, id, `blob ${size}\0`))) return inPlace(disk);
  return copyBlob(git, id, path);
}

/**
 * A file of the working directory as it lies there; its content, where it is an LFS pointer.
 * @throws RepositoryError for an LFS pointer whose content is not here, and where the file can't be read
 */
export async function worktreeFile(git: Git, disk: string, path: string): Promise<TrackedFile> {
  try {
    const { size } = await stat(disk);
    const pointer = size < LFS_POINTER_BYTES ? lfsPointer(await readFile(disk)) : undefined;
    return inPlace(pointer ? await lfsContent(git, pointer, { path, disk }) : disk);
  } catch (error) {
    throw readFailure(error, path);
  }
}

function inPlace(path: string): TrackedFile {
  return { path, dispose: async () => {}, [Symbol.asyncDispose]: async () => {} };
}

async function lfsContent(git: Git, { oid, size }: LfsPointer, { path, disk }: Standing): Promise<string> {
  if (disk && (await holds(disk, size, oid))) return disk;
  const common = line(await git.output(['rev-parse', '--path-format=absolute', '--git-common-dir']));
  const stored = join(common, 'lfs', 'objects', oid.slice(0, 2), oid.slice(2, 4), oid);
  if (await holds(stored, size, oid)) return stored;
  throw new RepositoryError([
    {
      file: path,
      message: 'a Git LFS pointer, and its content has not been fetched',
      expected: `the content, which this fetches: git lfs pull --include="${path}"`,
    },
  ]);
}

/** Whether the file has this size and, after the header, this hash; SHA-1 or SHA-256 by the hash's length. */
async function holds(file: string, size: number, hash: string, header = ''): Promise<boolean> {
  const stats = await stat(file).catch(() => undefined);
  if (!stats?.isFile() || stats.size !== size) return false;
  const sum = createHash(hash.length === 40 ? 'sha1' : 'sha256').update(header);
  try {
    await pipeline(createReadStream(file), sum);
  } catch {
    // What can't be read is copied out of git instead.
    return false;
  }
  return sum.digest('hex') === hash;
}

async function copyBlob(git: Git, id: string, path: string): Promise<TrackedFile> {
  let directory: string | undefined;
  const dispose = async (): Promise<void> => {
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
  };
  try {
    directory = await mkdtemp(join(tmpdir(), 'weir-recording-'));
    // The name stays: formats are told by their extension.
    const copy = join(directory, basename(path));
    await streamBlob(git, id, copy);
    return { path: copy, dispose, [Symbol.asyncDispose]: dispose };
  } catch (cause) {
    await dispose();
    const found = cause instanceof Error ? cause.message : String(cause);
    const message = 'cannot be copied out of git into a temporary folder';
    throw new RepositoryError([{ file: path, message, found, expected: `enough room in ${tmpdir()}` }], { cause });
  }
}

/** Writes the blob to a new file. Throws an Error with what git or the file system complained about. */
async function streamBlob(git: Git, id: string, file: string): Promise<void> {
  const child = git.start(['cat-file', 'blob', id]);
  const ended = exitStatus(child);
  const complaint = text(child.stderr);
  child.stdin.end();
  // On a full disk the pipeline closes the pipe, and that ends git.
  const [written, status] = await Promise.allSettled([
    pipeline(child.stdout, createWriteStream(file, { flags: 'wx' })),
    ended,
  ]);
  if (written.status === 'rejected') throw written.reason;
  if (status.status === 'rejected') throw status.reason;
  if (status.value !== 0) throw new Error((await complaint).trim());
}
