/**
 * A local path for a tracked file of any size, as recordings have it: the file in the working directory where that
 * holds the very same bytes, else a temporary copy, written as it streams out of git.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { RepositoryError } from '../errors.ts';
import { type Git, line } from './git.ts';
import type { Objects } from './objects.ts';
import { LFS_POINTER_BYTES, type LfsPointer, lfsPointer } from './text.ts';

export interface TrackedFile extends AsyncDisposable {
  /** Absolute; to be read only, and only until `dispose`. */
  readonly path: string;
  /** Removes the copy, if there is one. May be called twice. */
  dispose(): Promise<void>;
}

/** A file that needs no copy. */
export function fileInPlace(path: string): TrackedFile {
  return { path, dispose: async () => {}, [Symbol.asyncDispose]: async () => {} };
}

/**
 * The bytes of a blob as a local file. What Git LFS keeps is taken from where Git LFS has put it.
 * @param path where the blob stands in the repository
 * @param lying the path's absolute place in the working directory, if there is one
 * @throws RepositoryError for an LFS pointer whose content is not here, and where the copy can't be written
 */
export async function blobFile(
  git: Git,
  objects: Objects,
  id: string,
  path: string,
  lying: string | undefined,
): Promise<TrackedFile> {
  const size = await objects.size(id);
  const pointer = size < LFS_POINTER_BYTES ? lfsPointer(await objects.read(id)) : undefined;
  if (pointer) return fileInPlace(await lfsContent(git, pointer, path, lying));
  if (lying && (await holds(lying, size, id, `blob ${size}\0`))) return fileInPlace(lying);
  return copyBlob(git, id, path);
}

async function lfsContent(git: Git, pointer: LfsPointer, path: string, lying: string | undefined): Promise<string> {
  if (lying && (await holds(lying, pointer.size, pointer.oid))) return lying;
  const { oid, size } = pointer;
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
  const directory = await mkdtemp(join(tmpdir(), 'weir-recording-'));
  const dispose = (): Promise<void> => rm(directory, { recursive: true, force: true });
  // The name stays: formats are told by their extension.
  const copy = join(directory, basename(path));
  const child = git.start(['cat-file', 'blob', id]);
  child.stdin.end();
  const status = new Promise<number | null>((resolve) => child.once('close', resolve));
  const complaint = text(child.stderr);
  try {
    await pipeline(child.stdout as Readable, createWriteStream(copy, { flags: 'wx' }));
    if ((await status) !== 0) throw new Error((await complaint).trim());
  } catch (cause) {
    child.kill();
    await status;
    await dispose();
    const found = cause instanceof Error ? cause.message : String(cause);
    const message = 'cannot be copied out of git into a temporary folder';
    throw new RepositoryError([{ file: path, message, found, expected: `enough room in ${tmpdir()}` }], { cause });
  }
  return { path: copy, dispose, [Symbol.asyncDispose]: dispose };
}
