/** Real files, written by avsc. */
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { zstdCompressSync } from 'node:zlib';
import avsc from 'avsc';
import { describe, expect, it } from 'vitest';
import { avro } from '../../../src/recordings/formats/avro/index.ts';
import type { RecordingFile } from '../../../src/recordings/reader.ts';
import { itReads } from '../contract.ts';
import { rawFile, readAll, temporaryFolder, values } from '../files.ts';

const schema = {
  type: 'record',
  name: 'Flight',
  fields: [
    { name: 'id', type: 'int' },
    { name: 'origin', type: ['null', 'string'] },
    { name: 'delay', type: 'double' },
  ],
};

/** As it takes and writes those that a double does not hold. */
const long = avsc.types.LongType.__with({
  toBuffer: (value: bigint) => Buffer.from(new BigInt64Array([value]).buffer),
  fromBuffer: (bytes: Buffer) => bytes.readBigInt64LE(),
  fromJSON: BigInt,
  toJSON: String,
  isValid: (value: unknown) => typeof value === 'bigint',
  compare: (one: bigint, other: bigint) => Number(one - other),
});

/** @param options of avsc: `codec`, and `blockSize` in bytes */
async function write(type: unknown, records: readonly unknown[], options: object = {}): Promise<RecordingFile> {
  const path = join(temporaryFolder(), 'recording.avro');
  const encoder = new avsc.streams.BlockEncoder(
    avsc.Type.forSchema(
      type as avsc.Schema,
      {
        registry: { long },
        typeHook: (part: unknown) => (JSON.stringify(part).startsWith('{"type":"long"') ? long : undefined),
      } as never,
    ),
    {
      blockSize: 1024,
      writeHeader: 'always',
      codecs: {
        zstandard: (bytes: Buffer, done: (error: null, packed: Buffer) => void) => done(null, zstdCompressSync(bytes)),
        ...avsc.streams.BlockEncoder.defaultCodecs(),
      },
      ...options,
    } as never,
  );
  const out = encoder.pipe(createWriteStream(path));
  for (const record of records) encoder.write(record);
  encoder.end();
  await finished(out);
  return { path, name: 'traffic/recording.avro', index: 0, format: 'avro', compression: 'none' };
}

const flights = Array.from({ length: 300 }, (_, id) => ({ id, origin: ['JFK', null][id % 2], delay: id / 4 }));

itReads({
  format: avro,
  compressions: ['none'],
  write: (records) => write(schema, records),
  malformed: { write: () => rawFile(damaged(), 'avro'), line: 0 },
});

/** Four blocks of a record each, of which the third has the index of a branch that its union lacks. */
function damaged(): Buffer {
  const type = avsc.Type.forSchema(schema as avsc.Schema);
  const records = [1, 2, 3, 4].map((id) => type.toBuffer({ id, origin: 'secret', delay: 0 }));
  records[2]?.fill(20, 1, 2);
  return container(schema, records);
}

/** Put together by hand: a schema as it is written, and a block for each record. */
function container(type: unknown, records: readonly Buffer[]): Buffer {
  const sync = Buffer.alloc(16, 7);
  const text = avsc.Type.forSchema('string');
  const header = [
    Buffer.from('Obj\u0001\u0002', 'latin1'),
    text.toBuffer('avro.schema'),
    text.toBuffer(JSON.stringify(type)),
  ];
  const size = avsc.Type.forSchema('long');
  const blocks = records.flatMap((bytes) => [size.toBuffer(1), size.toBuffer(bytes.length), bytes, sync]);
  return Buffer.concat([...header, Buffer.from([0]), sync, ...blocks]);
}

describe('an object container file', () => {
  it.each(['null', 'deflate', 'zstandard'])('packed with %s is read', async (codec) => {
    expect(values(await readAll(avro.reader, await write(schema, flights, { codec }), { shards: 3 }))).toEqual(flights);
  });

  it('packed otherwise is an error with the name of the codec', async () => {
    const codecs = { snappy: (bytes: Buffer, done: (error: null, packed: Buffer) => void) => done(null, bytes) };
    const file = await write(schema, flights, { codec: 'snappy', codecs });
    await expect(readAll(avro.reader, file)).rejects.toThrow(
      'traffic/recording.avro: an Avro file packed in a way that is not read; found avro.codec snappy, expected one of null, deflate, zstandard',
    );
  });

  it.each(['{"id": 1}\n', '', 'Obj\u0001\u0002'])('that is none is an error: %j', async (text) => {
    await expect(readAll(avro.reader, rawFile(text, 'avro'))).rejects.toThrow(/no Avro file|whose header is cut short/);
  });

  it.each(['null', 'deflate'])(
    'that is cut short, packed with %s, gives what is whole and counts the rest',
    async (codec) => {
      const whole = await write(schema, flights, { codec });
      const bytes = readFileSync(whole.path);
      const found = await readAll(avro.reader, rawFile(bytes.subarray(0, bytes.length - 40), 'avro'));
      expect(values(found)).toEqual(flights.slice(0, found.records.length));
      expect(found.records.length + found.malformed.length).toBe(flights.length);
      expect(found.malformed[0]).toEqual({
        position: found.records.length,
        message: expect.stringMatching(/^a block that is cut short \(at byte \d+\)$/),
      });
    },
  );

  it('with damaged bytes gives the other blocks and counts what the damaged one held', async () => {
    const whole = await write(schema, flights, { codec: 'deflate' });
    const bytes = readFileSync(whole.path);
    bytes.fill(0xff, 300, 320);
    const found = await readAll(avro.reader, rawFile(bytes, 'avro'));
    expect(found.records.length + found.malformed.length).toBe(flights.length);
    expect(found.malformed[0]?.message).toMatch(/^(a block|no record)/);
  });
});

it('values become JSON: exact integers, unions without names, decimals as numbers, bytes as in Avro’s JSON', async () => {
  const type = {
    type: 'record',
    name: 'R',
    fields: [
      { name: 'big', type: 'long' },
      {
        name: 'any',
        type: ['null', 'int', 'string', { type: 'record', name: 'Inner', fields: [{ name: 'x', type: 'int' }] }],
      },
      { name: 'fare', type: { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 } },
      { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
      { name: 'raw', type: { type: 'fixed', name: 'F', size: 2 } },
      { name: 'kind', type: { type: 'enum', name: 'E', symbols: ['A', 'B'] } },
      { name: 'tags', type: { type: 'map', values: { type: 'array', items: 'boolean' } } },
    ],
  };
  const common = { at: 1_700_000_000_000n, raw: Buffer.from([0, 0xe9]), kind: 'B', tags: { a: [true] } };
  const written = avsc.Type.forSchema(
    type as avsc.Schema,
    {
      registry: { long },
      typeHook: (part: unknown) => (JSON.stringify(part).startsWith('{"type":"long"') ? long : undefined),
    } as never,
  );
  const records = [
    { ...common, big: -9007199254740993n, any: null, fare: Buffer.from([0x04, 0xe2]) },
    { ...common, big: -7n, any: { x: 1 }, fare: Buffer.from([0xff]) },
  ].map((record) => written.toBuffer(record));
  const found = await readAll(avro.reader, rawFile(container(type, records), 'avro'));
  const json = { at: 1_700_000_000_000, raw: '\u0000é', kind: 'B', tags: { a: [true] } };
  expect(values(found)).toEqual([
    { ...json, big: -9007199254740993n, any: null, fare: 12.5 },
    { ...json, big: -7, any: { x: 1 }, fare: -0.01 },
  ]);
});
