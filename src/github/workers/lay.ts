/** Lays files of recordings down where a worker runs: the content that the App has found, or none. */
import { basename } from 'node:path';
import { RecordingError } from '../../errors.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { layAgain } from '../../recordings/resolve.ts';
import { keepingIn, type RecordingCache } from '../../recordings/storage/cache.ts';
import { schemeOf } from '../../recordings/storage/registry.ts';
import type { TrackedFiles } from '../../recordings/storage/storage.ts';
import type { Lay } from '../../replay/spread/hand.ts';
import type { Repository } from '../port/repository.ts';
import { openBlobs } from '../snapshot/blobs.ts';
import { sizeAndTime } from '../snapshot/recording-storage.ts';

export interface LayOptions {
  readonly cache: RecordingCache;
  /** Folders and addresses that this worker may read: WEIR_RECORDINGS. */
  readonly outside: readonly string[];
  /** In which tracked files lie. */
  readonly open: () => Promise<Repository>;
  /** Files stay until these are disposed of. */
  readonly resources: AsyncDisposableStack;
}

export function layIn({ cache, outside, open, resources }: LayOptions): Lay {
  const keep = keepingIn(cache, resources);
  return async (file) => {
    if (schemeOf(file.name) === '') return layTracked(file);
    return layAgain(file, { tracked: NOTHING_TRACKED, outside, keep, identity: sizeAndTime });
  };

  /** By the id of its blob. */
  async function layTracked({ name, version: id, size }: RecordingFile): Promise<string> {
    if (id === undefined || size === undefined) {
      throw new RecordingError([{ file: name, message: 'nothing tells which version of it is meant' }]);
    }
    const blobs = openBlobs(await open());
    return keep({ id, size, name: basename(name), write: (path) => blobs.download({ id, size }, path) });
  }
}

const NOTHING_TRACKED: TrackedFiles = {
  list: async () => [],
  localPath: async (path) => {
    throw new RecordingError([{ file: path, message: 'tracked files are known by their blobs here' }]);
  },
};
