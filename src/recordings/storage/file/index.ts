/** Recordings anywhere on this machine, by a file: URL; on a server only below the folders that it has set aside. */

import { posix, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { decoded } from '../../../document/decoded.ts';
import { folderOf } from '../../../repository/glob.ts';
import { type FoundFiles, findAllowed } from '../allowed-folders.ts';
import { globFiles, isFile } from '../glob-files.ts';
import type { Listing, Question, Storage } from '../storage.ts';

export const file: Storage = {
  scheme: 'file',
  address: 'file:///…',
  about: 'an absolute path on the machine that replays; the App reads only below `WEIR_RECORDINGS`',
  where: 'here',
  list,
};

async function list(question: Question): Promise<Listing> {
  const { files, storage, fail } = question;
  const rest = files.slice('file://'.length);
  if (!rest.startsWith('/')) throw fail('a file: URL names no other machine', 'file:///, then an absolute path');
  // Not by URL: a glob's ? would start a query there.
  const pattern = posix.normalize(decoded(rest));
  const { matching, there } = await (storage.outside
    ? findBelow(pattern, storage.outside, question)
    : findAnywhere(pattern));
  return {
    found: matching.map((path) => ({ name: pathToFileURL(path).href, path: async () => path })),
    candidates: there.map((path) => `file://${path}`),
  };
}

async function findAnywhere(pattern: string): Promise<FoundFiles> {
  if (await isFile(pattern)) return { matching: [pattern], there: [pattern] };
  const matching = (await globFiles(pattern, '/')).map((path) => resolve('/', path));
  // Whoever names a folder means what is in it.
  const inside = matching.length === 0 ? await globFiles(posix.join(pattern, '*'), '/') : [];
  const there = inside.length > 0 ? inside : await globFiles(posix.join(folderOf(pattern), '*'), '/');
  return { matching, there: there.map((path) => resolve('/', path)) };
}

async function findBelow(pattern: string, outside: readonly string[], { files, fail }: Question): Promise<FoundFiles> {
  const folders = outside.filter((place) => posix.isAbsolute(place) || !place.includes('://'));
  const found = await findAllowed(pattern, folders);
  if (found) return found;
  if (folders.length === 0) {
    const message = 'the App reads no file:/// recordings, since WEIR_RECORDINGS is not set on its server';
    throw fail(message, 'a path in the repository');
  }
  const message = `"${files}" leads out of the folders that the App reads`;
  throw fail(message, `a file below ${folders.join(' or ')} (WEIR_RECORDINGS on the App's server)`);
}
