/** Where a command finds recordings: tracked files as one snapshot has them, everything else in the working directory. */
import { RepositoryError } from '../errors.ts';
import type { RecordingStorage } from '../recordings/storage/storage.ts';
import type { LocalRepository } from '../repository/local.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import { keepLinked } from './keep-linked.ts';

/** Temporary copies that have to be made live as long as `resources`. */
export function storageAt(
  repository: LocalRepository,
  snapshot: Snapshot,
  resources: AsyncDisposableStack,
  excluded?: ReadonlySet<string>,
): RecordingStorage {
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
    keep: keepLinked(process.env, resources),
  };
}
