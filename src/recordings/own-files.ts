/** The recording's own files, where what is read was made of them: what reports and commands speak of. */
import type { RecordingFile } from './reader.ts';

export function ownFiles(files: readonly RecordingFile[]): readonly RecordingFile[] {
  return files.flatMap((file) => file.sources ?? [file]);
}
