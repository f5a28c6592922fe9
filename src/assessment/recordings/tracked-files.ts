/** Which tracked files are a recording's, by the path or glob that weir.yml gives. */
import { posix } from 'node:path';
import { matchFiles } from '../../repository/glob.ts';

/** Whether a change can bring other files of it: no address, and not outside of the repository. */
export function isInRepository(files: string): boolean {
  return !files.includes('://') && !posix.isAbsolute(files) && !posix.normalize(files).startsWith('../');
}

/** A name is a name, also where it could be a pattern as well. */
export function filesOf(paths: readonly string[], files: string): readonly string[] {
  const pattern = posix.normalize(files);
  return paths.includes(pattern) ? [pattern] : matchFiles(paths, pattern);
}
