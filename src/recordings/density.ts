/** How many records a file of text holds, told by its beginning: what a progress bar and the first sample go by. */
import { BatchBuilder } from './batch.ts';
import { countNewlines, readBytes } from './bytes.ts';
import type { RecordingFile } from './reader.ts';
import { ElementCutter } from './readers/elements.ts';

export interface Density {
  /** Bytes of a record, unpacked. */
  readonly bytes: number;
  /** How many times smaller packing makes the file. */
  readonly packing: number;
}

const BEGINNING = 1024 * 1024;

/** Of a JSON or JSON Lines file; undefined where no record ends in the first megabyte. Throws a RecordingError. */
export async function densityOf(file: RecordingFile): Promise<Density | undefined> {
  let records = 0;
  let bytes = 0;
  let packed = 0;
  const cutter = new ElementCutter(new BatchBuilder({ index: 0, of: 1 }, counted), file.name);
  const beginning = readBytes(file, (consumed) => {
    packed = consumed;
  });
  for await (const chunk of beginning) {
    bytes += chunk.length;
    if (file.format === 'jsonl') records += countNewlines(chunk, 0, chunk.length);
    else for (const _ of cutter.push(chunk));
    if (bytes >= BEGINNING) break;
  }
  return records === 0 ? undefined : { bytes: bytes / records, packing: bytes / Math.max(1, packed) };

  function counted(): boolean {
    records += 1;
    return false;
  }
}
