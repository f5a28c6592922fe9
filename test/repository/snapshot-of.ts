/** A snapshot of texts in memory. */
import type { Snapshot } from '../../src/repository/snapshot.ts';

/** A file whose content is undefined is not there. */
export function snapshotOf(files: Readonly<Record<string, string | undefined>>, revision = 'head'): Snapshot {
  return {
    revision,
    name: revision,
    read: async (path) => files[path],
    readBytes: async (path) => (files[path] === undefined ? undefined : Buffer.from(files[path])),
    list: async () => Object.keys(files).filter((path) => files[path] !== undefined),
  };
}
