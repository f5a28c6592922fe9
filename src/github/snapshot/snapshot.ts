/** A repository on GitHub at one commit, read by the API: no clone, no git program. The App's door to governed files. */
import { followed, mayRun, resolveFile } from '../../repository/entries.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import { assertReadableSize, toContent, toText } from '../../repository/text.ts';
import { listFiles, type TreeReader, toEntry } from '../../repository/tree.ts';
import type { TreeItem } from '../port/git.ts';
import type { Repository } from '../port/repository.ts';
import { type BlobRef, type Blobs, openBlobs } from './blobs.ts';
import { submoduleNames } from './gitmodules.ts';
import { openTree, type TreeItems } from './tree.ts';

export interface GitHubSnapshot extends Snapshot {
  /** Everything in the commit's tree, folders too, by path. */
  tree(): Promise<TreeItems>;
  /** The blob that a path leads to, links followed; undefined where no file stands. Throws as `read` does. */
  blob(path: string): Promise<BlobRef | undefined>;
  /** Reads blobs of the repository, whatever the commit. */
  readonly blobs: Blobs;
}

/**
 * @param sha full id of a commit; one of a fork too, since pull requests make it an object of the base repository
 * @param name what the user calls it, for messages
 * @param blobs of this repository, where another snapshot of it has read some already
 * @throws RepositoryError where GitHub has no such commit
 */
export async function openSnapshot(
  repository: Repository,
  sha: string,
  name: string,
  blobs: Blobs = openBlobs(repository),
): Promise<GitHubSnapshot> {
  const tree = await openTree(repository, sha);
  const reader: TreeReader<TreeItem, BlobRef> = {
    place: ({ id, size }) => ({ id, size }),
    linkTarget: async (link) => (await blobs.read(link)).toString('utf8'),
    async submoduleName(path) {
      const file = await tree.at('.gitmodules');
      return file && submoduleNames((await blobs.read(file)).toString('utf8')).get(path);
    },
  };
  const entries = {
    async entryAt(path: string) {
      const item = await tree.at(path);
      return item && toEntry(path, item, reader);
    },
  };
  const blob = (path: string): Promise<BlobRef | undefined> => resolveFile(entries, path, name);
  async function readAll(path: string): Promise<Buffer | undefined> {
    const found = await blob(path);
    if (!found) return undefined;
    assertReadableSize(found.size, path);
    return blobs.read(found);
  }
  return {
    revision: sha,
    name,
    async read(path) {
      const bytes = await readAll(path);
      return bytes && toText(bytes, path);
    },
    async readBytes(path) {
      const bytes = await readAll(path);
      return bytes && toContent(bytes, path);
    },
    list: async () => listFiles(await tree.all()),
    follow: (path) => followed(entries, path, name),
    mayRun: (path) => mayRun(entries, path, name),
    tree: () => tree.all(),
    blob,
    blobs,
  };
}
