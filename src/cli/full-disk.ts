/** A disk without room, which is nobody's fault but can be mended by whoever runs the command. */
import { tmpdir } from 'node:os';
import { UsageError } from '../errors.ts';
import { cacheFolder } from './keep-linked.ts';

export function fullDisk(cause: unknown): UsageError {
  const expected = `more room in ${cacheFolder(process.env)} (WEIR_CACHE names another) and in ${tmpdir()} (TMPDIR)`;
  return new UsageError([{ message: 'there is no room left on a disk that is written to', expected }], { cause });
}
