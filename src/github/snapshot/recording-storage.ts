/** Where the App finds recordings: tracked files as one snapshot has them, and what the server's own folders hold. */
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { RepositoryError } from '../../errors.ts';
import { once } from '../../once.ts';
import type { Arrival } from '../../recordings/storage/arrival.ts';
import { linkOrCopy, openArrivals } from '../../recordings/storage/arrivals.ts';
import { keepingIn, type RecordingCache } from '../../recordings/storage/cache.ts';
import type { RecordingStorage, Sized } from '../../recordings/storage/storage.ts';
import { LFS_POINTER_BYTES, lfsPointer, MAX_BYTES } from '../../repository/text.ts';
import type { Turns } from '../../turns.ts';
import type { BlobRef } from './blobs.ts';
import type { GitHubSnapshot } from './snapshot.ts';

export interface StorageOptions {
  readonly cache: RecordingCache;
  /** Absolute paths of the folders that `file:///` recordings may lie in. */
  readonly outside: readonly string[];
  /** Files stay in the cache until these are disposed of. */
  readonly resources: AsyncDisposableStack;
  /** For who can go by its `arrivalOf`: files may then be on their way. */
  readonly arriving?: Arriving;
}

/** What is on its way to the cache, as one check sees it. */
export interface Arriving {
  arrive(content: Sized): Promise<string>;
  arrivalOf(path: string): Arrival | undefined;
}

/** Where checks may read what is still on its way. */
export interface ArrivingPlace {
  /** In it lie links that show it; on the cache's own disk. */
  readonly folder: string;
  /** Of checks that do: each has processes while it waits for more. Who finds no turn free downloads first. */
  readonly turns: Turns;
}

/** Downloads end with `signal` or `resources`, whichever is first, and what has come of them is where the next one goes on. */
export function arrivingIn(
  { folder, turns }: ArrivingPlace,
  { cache, resources }: Pick<StorageOptions, 'cache' | 'resources'>,
  signal: AbortSignal,
): Arriving {
  const keep = keepingIn(cache, resources);
  const arrivals = openArrivals(async (content, path, isThere) => {
    const kept = await keep(content);
    if (!resources.disposed && !isThere()) await linkOrCopy(kept, path);
  }, signal);
  const own = once(async () => {
    const turn = turns.takeNow();
    if (!turn) return undefined;
    resources.use(turn);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const made = await mkdtemp(join(folder, 'check-'));
    resources.defer(() => rm(made, { recursive: true, force: true }));
    // Not waited for: it may be another check's download that one waits for.
    resources.defer(() => void arrivals.stop());
    return made;
  });
  return {
    async arrive(content) {
      const made = (await cache.holds(content)) ? undefined : await own();
      if (made === undefined) return keep(content);
      await mkdir(join(made, content.id), { recursive: true });
      const path = join(made, content.id, content.name);
      arrivals.begin(content, path);
      return path;
    },
    arrivalOf: (path) => arrivals.arrivalOf(path),
  };
}

/** @param snapshot one that is trusted: a change must not bring the traffic that it is judged by */
export function recordingStorage(
  snapshot: GitHubSnapshot,
  { cache, outside, resources, arriving }: StorageOptions,
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
    ...(arriving && { arrive: arriving.arrive }),
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
export async function sizeAndTime(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return `${size} bytes of ${new Date(mtimeMs).toISOString()}`;
}
