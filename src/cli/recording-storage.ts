/** Where a command finds recordings: tracked files as one snapshot has them, everything else in the working directory. */
import { RepositoryError } from '../errors.ts';
import type { RecordingStorage } from '../recordings/storage/storage.ts';
import type { LocalRepository } from '../repository/local.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import { type LinkedCache, linkedCache } from './keep-linked.ts';

export interface StorageOptions {
  /** As `RecordingStorage` has them. */
  readonly excluded?: ReadonlySet<string>;
  /** Given by who can go by its `arrivalOf`: files may then be on their way. */
  readonly cache?: LinkedCache;
}

/** Temporary copies that have to be made live as long as `resources`. */
export function storageAt(
  repository: LocalRepository,
  snapshot: Snapshot,
  resources: AsyncDisposableStack,
  { excluded, cache: given }: StorageOptions = {},
): RecordingStorage {
  const cache = given ?? linkedCache(process.env, resources);
  return {
    tracked: {
      list: () => snapshot.list(),
      async localPath(path) {
        const file = await repository.trackedFile(snapshot, path);
        if (!file) throw new RepositoryError([{ file: path, message: `does not exist at ${snapshot.name}` }]);
        return resources.use(file).path;
      },
    },
    directory: repository.root,
    excluded,
    keep: cache.keep,
    ...(given && { arrive: given.arrive }),
  };
}
