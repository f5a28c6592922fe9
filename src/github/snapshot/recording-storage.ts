/** Where the App finds recordings: tracked files as one snapshot has them, and what the server's own folders hold. */
import { stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { RepositoryError } from '../../errors.ts';
import { keepingIn, type RecordingCache } from '../../recordings/storage/cache.ts';
import type { RecordingStorage } from '../../recordings/storage/storage.ts';
import { LFS_POINTER_BYTES, lfsPointer, MAX_BYTES } from '../../repository/text.ts';
import type { BlobRef } from './blobs.ts';
import type { GitHubSnapshot } from './snapshot.ts';

export interface StorageOptions {
  readonly cache: RecordingCache;
  /** Absolute paths of the folders that `file:///` recordings may lie in. */
  readonly outside: readonly string[];
  /** Files stay in the cache until these are disposed of. */
  readonly resources: AsyncDisposableStack;
}

/** @param snapshot one that is trusted: a change must not bring the traffic that it is judged by */
export function recordingStorage(
  snapshot: GitHubSnapshot,
  { cache, outside, resources }: StorageOptions,
): RecordingStorage {
  const blobIds = new Map<string, string>();
  const keep = keepingIn(cache, resources);
  return {
    tracked: {
      list: () => snapshot.list(),
      async localPath(path) {
        const blob = await findRecording(snapshot, path);
        const write = (file: string) => snapshot.blobs.download(blob, file);
        const local = await keep({ ...blob, name: posix.basename(path), write });
        blobIds.set(local, blob.id);
        return local;
      },
    },
    outside,
    keep,
    version: (path) => blobIds.get(path),
    identity: async (path) => blobIds.get(path) ?? sizeAndTime(path),
  };
}

/** Throws a RepositoryError for what GitHub's API does not give. */
async function findRecording(snapshot: GitHubSnapshot, path: string): Promise<BlobRef> {
  const blob = await snapshot.blob(path);
  if (!blob) throw new RepositoryError([{ file: path, message: `does not exist at ${snapshot.name}` }]);
  if (blob.size > MAX_BYTES) {
    const found = `${Math.ceil(blob.size / 1_000_000)} MB`;
    throw unreadable(path, "too large for GitHub's API, which gives files of at most 100 MB", found);
  }
  if (blob.size < LFS_POINTER_BYTES && lfsPointer(await snapshot.blobs.read(blob))) {
    throw unreadable(path, 'a Git LFS pointer, and the App does not fetch what Git LFS keeps');
  }
  return blob;
}

function unreadable(path: string, message: string, found?: string): RepositoryError {
  const expected = "smaller files, or a file:///… recording on the App's server";
  return new RepositoryError([{ file: path, message, found, expected }]);
}

/** Changes where somebody writes to the file, without reading gigabytes. */
async function sizeAndTime(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return `${size} bytes of ${new Date(mtimeMs).toISOString()}`;
}
