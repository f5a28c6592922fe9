/** How many records a file holds, told by its beginning: what a progress bar and the first sample go by. */
import { readBytes } from './bytes.ts';
import { formatFor } from './formats/registry.ts';
import type { RecordingFile } from './reader.ts';

export interface Density {
  /** Bytes of a record, unpacked. */
  readonly bytes: number;
  /** How many times smaller packing makes the file. */
  readonly packing: number;
}

/** Bytes, unpacked, that tell it. */
export const BEGINNING = 1024 * 1024;

/** Undefined where no record ends in the first megabyte, or the format says otherwise how many there are. Throws a RecordingError. */
export async function densityOf(file: RecordingFile): Promise<Density | undefined> {
  const count = formatFor(file.format).counter?.(file);
  if (!count) return undefined;
  let records = 0;
  let bytes = 0;
  let packed = 0;
  const beginning = readBytes(file, (consumed) => {
    packed = consumed;
  });
  for await (const chunk of beginning) {
    bytes += chunk.length;
    records += count(chunk);
    if (bytes >= BEGINNING) break;
  }
  return records === 0 ? undefined : { bytes: bytes / records, packing: bytes / Math.max(1, packed) };
}
