/** Recordings that come while a test looks on. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { Arriving } from '../../src/recordings/storage/arrival.ts';
import { temporaryFolder } from '../recordings/files.ts';

/** A file of which nothing is there yet, and its bytes one after the other. */
export function growing(text: string, name = 'recording.jsonl') {
  const bytes = Buffer.from(text);
  const path = join(temporaryFolder(), name);
  writeFileSync(path, '');
  const file: RecordingFile = {
    ...{ path, name: `s3://acme-traffic/${name}`, index: 0, format: 'jsonl', compression: 'none' },
    size: bytes.length,
  };
  const arrival = new Arriving(bytes.length);
  let there = 0;
  const grow = (to: number): void => {
    appendFileSync(path, bytes.subarray(there, to));
    there = Math.max(there, to);
    arrival.written(there);
  };
  return { file, arrival, grow };
}
