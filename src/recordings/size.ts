/** How long a recording's file is, as it lies on disk or will. */
import { stat } from 'node:fs/promises';
import { unreadable } from './bytes.ts';
import type { RecordingFile } from './reader.ts';

/** Bytes. Throws a RecordingError. */
export async function sizeOf(file: RecordingFile): Promise<number> {
  try {
    return file.size ?? (await stat(file.path)).size;
  } catch (cause) {
    throw unreadable(file, cause);
  }
}
