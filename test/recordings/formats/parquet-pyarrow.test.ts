/**
 * What pyarrow 25.0.1 wrote of random values is read page by page as DuckDB reads it: types, encodings, codecs and pages that
 * DuckDB does not write itself. Of many hundred files these are the smallest ones that have each of them.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RecordingFile } from '../../../src/recordings/reader.ts';
import { byDuckDB, byPage, inWords } from './by-page.ts';

const folder = join(import.meta.dirname, 'fixtures/pyarrow');

it.each(readdirSync(folder))('%s', async (name) => {
  const file: RecordingFile = { path: join(folder, name), name, index: 0, format: 'parquet', compression: 'none' };
  const { records } = await byDuckDB(file, {});
  expect(records.length).toBeGreaterThan(0);
  const ours = await byPage(file, {});
  expect(ours?.records.map(inWords)).toEqual(records.map(inWords));
  expect(ours?.upTo).toBe(records.length);
});
