import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { densityOf } from '../../src/recordings/density.ts';
import { compress, file } from './files.ts';

const records = Array.from({ length: 40_000 }, (_, id) => ({
  id,
  origin: ['JFK', 'LAX', 'ATL'][id % 3],
  delay: (id * 7919) % 400,
}));
const lines = records.map((record) => `${JSON.stringify(record)}\n`).join('');
const array = JSON.stringify(records);

it.each([
  ['jsonl', lines],
  ['json', array],
] as const)('the beginning of %s tells how many records there are, packed or not', async (format, text) => {
  for (const compression of ['none', 'gzip', 'zstd'] as const) {
    const recording = file(text, format, compression);
    const density = await densityOf(recording);
    if (!density) throw new Error('no density');
    const estimate = (statSync(recording.path).size * density.packing) / density.bytes;
    expect(compress[compression](Buffer.from(text)).length).toBe(statSync(recording.path).size);
    expect(estimate / records.length).toBeGreaterThan(0.7);
    expect(estimate / records.length).toBeLessThan(1.4);
  }
});

it('a file without a whole record tells nothing', async () => {
  expect(await densityOf(file('', 'jsonl'))).toBeUndefined();
});
