/** Reads a plain file from a position on. The thread waits for the disk, which is faster than waiting for an event. */
import { closeSync, openSync, readSync } from 'node:fs';
import { chunkBytes, unreadable } from './bytes.ts';
import type { RecordingFile } from './reader.ts';

export interface OpenFile extends Disposable {
  /** Bytes from a position on, no more than a chunk, empty behind the end; overwritten by the next call. Throws a RecordingError. */
  readAt(position: number, most?: number): Buffer;
}

/** Who hears that the thread is held tells another process, which costs as much as some hundred records: so it is held rarely. */
const AHEAD_BYTES = 4 * chunkBytes;

/** @param waiting called before the thread is held */
export function openForRanges(file: RecordingFile, waiting?: () => void): OpenFile {
  const buffer = Buffer.allocUnsafeSlow(AHEAD_BYTES);
  const descriptor = attempt(() => openSync(file.path, 'r'));
  /** Where in the file the bytes of the buffer are from, and how many there are. */
  let start = 0;
  let length = 0;
  return {
    readAt(position, most = AHEAD_BYTES) {
      if (position < start || position >= start + length) {
        waiting?.();
        length = attempt(() => readSync(descriptor, buffer, 0, Math.min(most, AHEAD_BYTES), position));
        start = position;
      }
      const from = position - start;
      return buffer.subarray(from, Math.min(from + Math.min(most, chunkBytes), length));
    },
    [Symbol.dispose]: () => closeSync(descriptor),
  };

  function attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      throw unreadable(file, cause);
    }
  }
}
