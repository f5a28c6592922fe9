/** Every storage there is, one line a plug. Nothing else knows which there are. */
import { az } from './az/index.ts';
import { file } from './file/index.ts';
import { gs } from './gs/index.ts';
import { http } from './http/index.ts';
import { https } from './https/index.ts';
import { repository } from './repository/index.ts';
import { s3 } from './s3/index.ts';
import type { Storage } from './storage.ts';

export const storages: readonly Storage[] = [repository, file, s3, gs, az, https, http];

/** The scheme of an address, in lower case; empty for a path. */
export function schemeOf(files: string): string {
  return /^([a-z][a-z\d+.-]*):\/\//i.exec(files)?.[1]?.toLowerCase() ?? '';
}

/** Undefined where no storage has such addresses. */
export function storageFor(files: string): Storage | undefined {
  const scheme = schemeOf(files);
  return storages.find((storage) => storage.scheme === scheme);
}
