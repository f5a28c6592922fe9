/** Tells whether two replays have read the same recording. */
import type { RecordingFile } from './reader.ts';

/** Name and content identity of each file, in their order: equal where the files are, as far as their storage can tell. */
export function identityOf(files: readonly RecordingFile[]): string[] {
  return files.map(({ name, identity = '' }) => `${name} ${identity}`);
}
