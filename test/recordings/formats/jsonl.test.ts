import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../src/recordings/bytes.ts';
import { jsonl } from '../../../src/recordings/formats/jsonl/index.ts';
import { runs } from '../../runs.ts';
import { itReads } from '../contract.ts';
import { file, rawFile, readAll, readShard, values } from '../files.ts';

itReads({
  format: jsonl,
  compressions: ['none', 'gzip', 'zstd'],
  write: async (records, compression) =>
    file(records.map((record) => `${JSON.stringify(record)}\n`).join(''), 'jsonl', compression),
  malformed: {
    write: (compression) => file('{"a":1}\n{"a":2}\n{"a":"secret" 3}\n{"a":4}\n', 'jsonl', compression),
    line: 3,
  },
});

describe('lines', () => {
  it('carriage returns, blank lines, a byte order mark and a missing last newline are no records', async () => {
    const found = await readAll(jsonl.reader, file('\uFEFF{"a":1}\r\n\r\n  \t\n{"a":2}\n\n{"a":3}', 'jsonl'));
    expect(values(found)).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
    expect(found.malformed).toEqual([]);
  });

  it('a position is the byte where the line starts', async () => {
    const found = await readAll(jsonl.reader, file('{"a":"é"}\n\n{"a":2}\n', 'jsonl'));
    expect(found.records.map(({ position }) => position)).toEqual([0, 12]);
  });

  it('the line separators of Unicode stay inside their strings', async () => {
    const found = await readAll(jsonl.reader, file('{"a":"x\u2028y\u2029z\u0085"}\n{"a":1}\n', 'jsonl'));
    expect(values(found)).toEqual([{ a: 'x\u2028y\u2029z\u0085' }, { a: 1 }]);
  });

  it('a record longer than the buffer is read whole', async () => {
    const long = 'x'.repeat(3_000_000);
    const text = `{"a":1}\n{"a":"${long}"}\n{"a":"${long}é"}\n{"a":2}`;
    const found = await readAll(jsonl.reader, file(text, 'jsonl'), { shards: 4 });
    expect(values(found)).toEqual([{ a: 1 }, { a: long }, { a: `${long}é` }, { a: 2 }]);
  });

  it('a record longer than 64 MB is malformed and what follows is read', async () => {
    const long = Buffer.alloc(65 * 1024 * 1024, 'x');
    const bytes = Buffer.concat([Buffer.from('1\n"'), long, Buffer.from('"\n2\n')]);
    const found = await readAll(jsonl.reader, rawFile(bytes, 'jsonl'));
    expect(values(found)).toEqual([1, 2]);
    expect(found.malformed).toEqual([{ position: 2, line: 2, message: 'longer than 64 MB' }]);
  });

  it('bytes that are no UTF-8 make their line malformed and no other', async () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"é"}\n{"a":"'), Buffer.from([0xff]), Buffer.from('"}\n{"a":2}\n')]);
    const found = await readAll(jsonl.reader, rawFile(bytes, 'jsonl'));
    expect(values(found)).toEqual([{ a: 'é' }, { a: 2 }]);
    expect(found.malformed).toEqual([{ position: 11, line: 2, message: 'not UTF-8' }]);
  });

  it('malformed lines that are not wanted are not looked at', async () => {
    const found = await readAll(jsonl.reader, file('{"a":1}\n{"a":\n', 'jsonl'), {
      accepts: (position) => position === 0,
    });
    expect(found).toMatchObject({ records: [{ record: { a: 1 } }], malformed: [], skipped: 1 });
  });

  it('any cuts of any text give every line to exactly one shard', async () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.constant('\u2028'));
    const lines = fc.array(fc.tuple(value, fc.constantFrom('\n', '\r\n', '\n\n', ' \n')), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(lines, fc.array(fc.nat(), { maxLength: 6 }), fc.boolean(), async (rows, cuts, marked) => {
        const text = rows.map(([record, ending]) => JSON.stringify({ record }) + ending).join('');
        const recording = file((marked ? '\uFEFF' : '') + text, 'jsonl');
        const size = Buffer.byteLength(text) + (marked ? 3 : 0);
        const bounds = [0, ...cuts.map((cut) => cut % (size + 1)), size].toSorted((a, b) => a - b);
        const records: unknown[] = [];
        for (const [index, end] of bounds.slice(1).entries()) {
          const shard = { file: recording, start: bounds[index] ?? 0, end, stripe: { index: 0, of: 1 } };
          records.push(...values(await readShard(jsonl.reader, shard)));
        }
        expect(records).toEqual(rows.map(([record]) => ({ record })));
      }),
      { numRuns: runs(60) },
    );
  });
});

describe('packed files', () => {
  it('the members of a joined gzip file are read one after the other', async () => {
    const bytes = Buffer.concat([gzipSync('{"a":1}\n{"a"'), gzipSync(':2}\n')]);
    expect(values(await readAll(jsonl.reader, rawFile(bytes, 'jsonl', 'gzip')))).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it.each(['gzip', 'zstd'] as const)('%s data that is cut off is an error that says so', async (compression) => {
    const whole = file(JSON.stringify('x'.repeat(1000).split('').map(Math.random)), 'jsonl', compression);
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(whole.path);
    await expect(
      readAll(jsonl.reader, rawFile(bytes.subarray(0, bytes.length / 2), 'jsonl', compression)),
    ).rejects.toThrow(`traffic/recording.jsonl: the ${compression} data ends too early: the file is cut off`);
  });

  it.each(['gzip', 'zstd'] as const)('what is not %s at all is an error that says so', async (compression) => {
    await expect(readAll(jsonl.reader, rawFile('{"a":1}\n', 'jsonl', compression))).rejects.toThrow(
      `traffic/recording.jsonl: it is read as ${compression}, and does not begin like that`,
    );
  });

  it('records behind the end of zstd data are not lost in silence', async () => {
    const { readFileSync } = await import('node:fs');
    const packed = readFileSync(file('{"a":1}\n', 'jsonl', 'zstd').path);
    const bytes = Buffer.concat([packed, Buffer.from('{"a":2}\n')]);
    await expect(readAll(jsonl.reader, rawFile(bytes, 'jsonl', 'zstd'))).rejects.toThrow('is not zstd data');
  });

  // `zstd -t` refuses each of the cut ones.
  it.each([1, 2, 3, 4, 5, 8])('a further frame of zstd data of which %d bytes are there is cut off', async (length) => {
    const frame = zstdCompressSync('{"a":1}\n');
    for (const further of [frame, Buffer.from('502a4d1804000000aabbccdd', 'hex')]) {
      const bytes = Buffer.concat([frame, frame, further.subarray(0, length)]);
      await expect(readAll(jsonl.reader, rawFile(bytes, 'jsonl', 'zstd'))).rejects.toThrow('is cut off');
    }
  });

  it.each([0, 1])('zstd data may end in what begins a frame', async (checksum) => {
    // Blocks of any kind: compressed, of one byte, as they are; what stands last may look like a frame's first bytes.
    const ends = ['(', 'P', '_', '(\n', 'x(', `${'('.repeat(300_000)}`];
    for (const end of ends) {
      const text = `${JSON.stringify(`${crypto.randomUUID()}${end}`)}\n${end === '(' ? '{}' : ''}${' '.repeat(3)}`;
      const params = { [constants.ZSTD_c_checksumFlag]: checksum };
      const frames = [text, `${text}\n`, '   '].map((part) => zstdCompressSync(part, { params }));
      const padded = Buffer.concat([...frames, Buffer.from('5a2a4d180100000028', 'hex')]);
      const { records } = await readAll(jsonl.reader, rawFile(padded, 'jsonl', 'zstd'));
      expect(records.length).toBeGreaterThan(1);
    }
  });

  // gzip(1) calls all of them garbage but the zeros: `gzip -t` ends with 2 then.
  it.each([
    ['lines', Buffer.from('{"a":2}\n')],
    ['a member whose first byte is lost', gzipSync('{"a":2}\n').fill(0, 0, 1)],
    ['a member behind zeros', Buffer.concat([Buffer.alloc(300_000), gzipSync('{"a":2}\n')])],
  ])('%s behind a member of gzip data are not lost in silence', async (_, behind) => {
    const bytes = Buffer.concat([gzipSync('{"a":1}\n'), behind]);
    await expect(readAll(jsonl.reader, rawFile(bytes, 'jsonl', 'gzip'))).rejects.toThrow(
      /behind its first gzip data|what follows byte 28/,
    );
  });

  it('zeros behind a member of gzip data are what a tape was filled up with', async () => {
    const bytes = Buffer.concat([gzipSync('{"a":1}\n'), Buffer.alloc(300_000)]);
    expect(values(await readAll(jsonl.reader, rawFile(bytes, 'jsonl', 'gzip')))).toEqual([{ a: 1 }]);
  });
});

it('the line of a position counts newlines before it', async () => {
  const text = '{"a":1}\n\n{"a":2}\n{"a":3}';
  for (const compression of ['none', 'gzip'] as const) {
    const recording = file(text, 'jsonl', compression);
    expect(await Promise.all([0, 9, 17].map((position) => lineOf(recording, position)))).toEqual([1, 3, 4]);
  }
});

it('a directory in place of a file is an error that says so', async () => {
  const recording = { ...file('', 'jsonl'), path: '/' };
  await expect(readAll(jsonl.reader, recording)).rejects.toThrow('a directory stands in place of the file');
});

it('says so before the disk may hold it up, and at no other time', async () => {
  // 90 kB of lines a batch: several batches come from what was read at once.
  const records = Array.from({ length: 20_000 }, (_, index) => `${String(index).padStart(89, ' ')}\n`);
  const [shard] = await jsonl.reader.shards(file(records.join(''), 'jsonl'), 1);
  if (!shard) throw new Error('no shard');
  const heard: string[] = [];
  for await (const batch of jsonl.reader.read(shard, () => true, { waiting: () => heard.push('waiting') })) {
    heard.push(`${batch.records.length}`);
  }
  expect(heard[0]).toBe('waiting');
  expect(heard.filter((word) => word !== 'waiting').reduce((sum, records) => sum + Number(records), 0)).toBe(20_000);
  // 1,800,000 bytes; the last read finds the end.
  expect(heard.filter((word) => word === 'waiting').length).toBeLessThanOrEqual(9);
  expect(heard.filter((word) => word === '1024').length).toBe(19);
});

it('pieces of lines of every length come to the same records', async () => {
  const lengths = [1, 10, 65_400, 65_520, 65_536, 70_000, 3, 131_072, 300_000, 20];
  const texts = lengths.map((length, index) => String(index).repeat(length));
  const found = await readAll(jsonl.reader, file(texts.map((text) => `${JSON.stringify(text)}\n`).join(''), 'jsonl'));
  expect(values(found)).toEqual(texts);
});
