/** What is no file although it has a name: opened, a pipe waits for whoever writes into it, and a device may have no end. */
import type { Stats } from 'node:fs';

/** What it is, in words; undefined for files and folders, which say so themselves when they are read. */
export function noFile(stats: Stats): string | undefined {
  if (stats.isFIFO()) return 'a named pipe';
  if (stats.isSocket()) return 'a socket';
  return stats.isCharacterDevice() || stats.isBlockDevice() ? 'a device' : undefined;
}
