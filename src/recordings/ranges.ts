/** Reads a plain file from a position on. The thread waits for the disk, which is faster than waiting for an event. */
import { closeSync, openSync, readSync } from 'node:fs';
import { chunkBytes, unreadable } from './bytes.ts';
import type { RecordingFile } from './reader.ts';

export interface OpenFile extends Disposable {
  /** The bytes at a position, empty behind the end; overwritten by the next call. Throws a RecordingError. */
  readAt(position: number, most?: number): Buffer;
}

/** @param waiting called before the thread is held */
export function openForRanges(file: RecordingFile, waiting?: () => void): OpenFile {
  const buffer = Buffer.allocUnsafeSlow(chunkBytes);
  const descriptor = attempt(() => openSync(file.path, 'r'));
  return {
    readAt(position, most = buffer.length) {
      waiting?.();
      return attempt(() =>
        buffer.subarray(0, readSync(descriptor, buffer, 0, Math.min(most, buffer.length), position)),
      );
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
