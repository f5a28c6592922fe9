/** Every storage there is, one line a plug. Nothing else knows which there are. */
import { file } from './file/index.ts';
import { repository } from './repository/index.ts';
import type { Storage } from './storage.ts';

export const storages: readonly Storage[] = [repository, file];

/** Schemes that have a meaning and, for now, no storage: naming one is no mistake of spelling. */
export const announced: readonly string[] = ['s3', 'https', 'http'].filter(
  (scheme) => !storages.some((storage) => storage.scheme === scheme),
);

/** The scheme of an address, in lower case; empty for a path. */
export function schemeOf(files: string): string {
  return /^([a-z][a-z\d+.-]*):\/\//i.exec(files)?.[1]?.toLowerCase() ?? '';
}

/** Undefined where no storage has such addresses. */
export function storageFor(files: string): Storage | undefined {
  const scheme = schemeOf(files);
  return storages.find((storage) => storage.scheme === scheme);
}
