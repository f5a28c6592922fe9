/** Shards of a file that can't be entered in the middle: every shard reads all of it and keeps each n-th record. */
import type { RecordingFile, Shard } from './reader.ts';

export function stripes(file: RecordingFile, count: number, hint?: string): Shard[] {
  return Array.from({ length: Math.max(1, count) }, (_, index) => ({
    file,
    start: 0,
    // Not Infinity: a shard is sent to other processes as JSON.
    end: Number.MAX_SAFE_INTEGER,
    stripe: { index, of: Math.max(1, count) },
    hint,
  }));
}
