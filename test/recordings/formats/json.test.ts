import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchBuilder } from '../../../src/recordings/batch.ts';
import { ElementCutter } from '../../../src/recordings/formats/json/elements.ts';
import { json } from '../../../src/recordings/formats/json/index.ts';
import { itReads } from '../contract.ts';
import { file, readAll, values } from '../files.ts';

itReads({
  format: json,
  compressions: ['none', 'gzip', 'zstd'],
  write: async (records, compression) => file(JSON.stringify(records, null, 1), 'json', compression),
  malformed: {
    write: (compression) => file('[{"a":1},\n{"a":2},\n{"a":\n"secret" 3},\n{"a":4}]', 'json', compression),
    line: 4,
  },
});

describe('values of a JSON file', () => {
  it('one object is one record', async () => {
    const found = await readAll(json.reader, file(' {"a": [1, {"b": "}"}]}\n', 'json'), { shards: 2 });
    expect(found.records).toEqual([{ position: 1, record: { a: [1, { b: '}' }] } }]);
  });

  it('records may be of any type, and a position is the byte where one starts', async () => {
    const found = await readAll(json.reader, file('[1, "é]\\"," ,null,\n[true], {}]', 'json'));
    expect(found.records).toEqual([
      { position: 1, record: 1 },
      { position: 4, record: 'é]",' },
      { position: 14, record: null },
      { position: 20, record: [true] },
      { position: 28, record: {} },
    ]);
  });

  it('a comma too many is a malformed record', async () => {
    const found = await readAll(json.reader, file('[1,,2,\n]', 'json'));
    expect(values(found)).toEqual([1, 2]);
    expect(found.malformed).toEqual([
      { position: 3, line: 1, message: 'no record between two commas' },
      { position: 7, line: 2, message: 'no record between two commas' },
    ]);
  });

  it.each([
    ['[{"a":1},\n{"a":2}', 'traffic/recording.json:2: the array never ends: the file is cut off'],
    ['{"a":\n[1', 'traffic/recording.json:2: the object never ends: the file is cut off'],
    ['{"a":1}\n{"a":2}\n', 'traffic/recording.json:2: something follows the end of the JSON value'],
    ['[1]]', 'something follows the end of the JSON value'],
    ['42', 'traffic/recording.json:1: no JSON array of records'],
    ['', 'traffic/recording.json:1: no JSON array of records; found an empty file'],
  ])('%j is an error', async (text, message) => {
    await expect(readAll(json.reader, file(text, 'json'))).rejects.toThrow(message);
  });

  it('any text cut into any chunks gives the elements that JSON.parse finds', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.nat(4), fc.integer({ min: 1, max: 9 }), (records, indent, step) => {
        const bytes = Buffer.from(JSON.stringify(records, null, indent));
        // JSON.parse rounds integers that a double does not hold.
        fc.pre(!/\d{16}/.test(bytes.toString()));
        const batch = new BatchBuilder({ index: 0, of: 1 }, () => true);
        const cutter = new ElementCutter(batch, { name: 'x.json' });
        for (let at = 0; at < bytes.length; at += step) for (const _ of cutter.push(bytes.subarray(at, at + step)));
        cutter.finish();
        expect(batch.take().records).toEqual(JSON.parse(bytes.toString()));
      }),
    );
  });
});
