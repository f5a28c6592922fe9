/** JSON: one array of records, or one object that is the only record. */
import { BatchBuilder } from '../../batch.ts';
import type { RecordingFile } from '../../reader.ts';
import type { Format } from '../format.ts';
import { ElementCutter } from './elements.ts';
import { reader } from './reader.ts';

export const json: Format = {
  id: 'json',
  name: 'JSON',
  extensions: ['json'],
  compressed: 'outside',
  needs: { addons: false },
  options: {},
  reader,
  entry: () => 'start',
  counter,
  common: true,
  recognise: (beginning) => /^\uFEFF?\s*\[\s*\{/.test(beginning),
};

function counter(file: RecordingFile): (chunk: Buffer) => number {
  let records = 0;
  const count = (): boolean => {
    records += 1;
    return false;
  };
  const cutter = new ElementCutter(new BatchBuilder({ index: 0, of: 1 }, count), file);
  return (chunk) => {
    const before = records;
    for (const _ of cutter.push(chunk));
    return records - before;
  };
}
