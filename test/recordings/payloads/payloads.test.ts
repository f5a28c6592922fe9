/** Avro messages in recordings: which schema wrote them, and what they hold. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import avsc from 'avsc';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { RecordingConfig } from '../../../src/config/config.ts';
import { fingerprintOf } from '../../../src/recordings/payloads/fingerprint.ts';
import { CutShort, walkOf } from '../../../src/recordings/payloads/walk.ts';
import { readerOf } from '../../../src/recordings/read.ts';
import { resolveFiles } from '../../../src/recordings/resolve.ts';
import { keeping, readAll, temporaryFolder, values } from '../files.ts';

/** Of apache/avro, share/test/data/schema-tests.txt: canonical forms with their fingerprints, signed. */
test.each([
  ['"null"', 7195948357588979594n],
  ['"int"', 8247732601305521295n],
  ['"string"', -8142146995180207161n],
  ['["int","boolean"]', 5392556393470105090n],
  ['{"name":"a.b.foo","type":"record","fields":[]}', -4616218487480524110n],
  ['{"name":"x.y.z.foo","type":"enum","symbols":["A1","A2"]}', -4448647247586288245n],
  ['{"type":"map","values":"string"}', -8732877298790414990n],
])('the fingerprint of %s', (canonical, fingerprint) => {
  expect(BigInt.asIntN(64, fingerprintOf(canonical))).toBe(fingerprint);
  const type = avsc.Type.forSchema(JSON.parse(canonical), { wrapUnions: true });
  expect(JSON.stringify(type.schema())).toBe(canonical);
});

const everything: avsc.Schema = {
  type: 'record',
  name: 'Everything',
  fields: [
    { name: 'flag', type: 'boolean' },
    { name: 'whole', type: 'long' },
    { name: 'ratio', type: ['null', 'double', 'float'] },
    { name: 'note', type: { type: 'map', values: { type: 'array', items: ['string', 'bytes', 'int'] } } },
    { name: 'kind', type: { type: 'enum', name: 'Kind', symbols: ['A', 'B'] } },
    { name: 'hash', type: { type: 'fixed', name: 'Hash', size: 3 } },
    { name: 'next', type: ['null', 'Everything'] },
  ],
};

describe('a message is gone through before it is decoded', () => {
  const type = avsc.Type.forSchema(everything, { wrapUnions: true });
  const walk = walkOf(avsc, type);

  it('ends where the library ends, and nowhere once it is cut', () => {
    for (let round = 0; round < 200; round += 1) {
      const bytes = type.toBuffer(type.random());
      expect(walk(bytes, 0)).toBe(bytes.length);
      const cut = bytes.subarray(0, Math.floor(bytes.length * ((round % 10) / 10)));
      expect(() => walk(cut, 0)).toThrow(CutShort);
    }
  });

  it('whatever bytes come, it ends in good time: within them or in an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          expect(walk(Buffer.from(bytes), 0)).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(CutShort);
        }
      }),
    );
  });

  it('an array of nothing that claims to be endless is cut short', () => {
    const nothing = avsc.Type.forSchema({ type: 'array', items: 'null' }, { wrapUnions: true });
    expect(() => walkOf(avsc, nothing)(Buffer.from([0xfe, 0xff, 0xff, 0xff, 0xff, 0x1f, 0]), 0)).toThrow(CutShort);
  });
});

const v1: avsc.Schema = { type: 'record', name: 'Booking', fields: [{ name: 'fare', type: 'double' }] };
const v2: avsc.Schema = {
  type: 'record',
  name: 'Booking',
  fields: [
    { name: 'fare', type: 'double' },
    { name: 'at', type: ['null', { type: 'long', logicalType: 'timestamp-millis' }] },
  ],
};
const [first, second] = [avsc.Type.forSchema(v1), avsc.Type.forSchema(v2)];

function wire(id: number, type: avsc.Type, value: unknown): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(id, 1);
  return Buffer.concat([head, type.toBuffer(value)]);
}

function single(type: avsc.Type, value: unknown): Buffer {
  const head = Buffer.from([0xc3, 0x01, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeBigUInt64LE(fingerprintOf(JSON.stringify(type.schema())), 2);
  return Buffer.concat([head, type.toBuffer(value)]);
}

async function read(
  messages: readonly (Buffer | string | null | undefined)[],
  avro: RecordingConfig['avro'],
  files: Readonly<Record<string, unknown>> = {},
  more: Partial<RecordingConfig> = {},
) {
  const directory = temporaryFolder();
  const lines = messages.map((value, offset) =>
    JSON.stringify({ offset, value: Buffer.isBuffer(value) ? value.toString('base64') : value }),
  );
  const all = { 'traffic.jsonl': lines.join('\n'), 'v1.avsc': v1, 'v2.avsc': v2, ...files };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  const config: RecordingConfig = {
    ...{ name: 'bookings', files: 'traffic.jsonl', input: '/value', avro, ...more },
    range: { line: 4, column: 5, endLine: 4, endColumn: 9 },
  };
  const storage = {
    tracked: { list: async () => [], localPath: async (path: string) => path },
    directory,
    keep: keeping(),
  };
  const [file] = await resolveFiles(config, storage);
  if (!file) throw new Error('no file');
  const found = await readAll(readerOf(file), file, { shards: 2 });
  return { records: values(found), malformed: found.malformed };
}

describe('messages in the wire format of a schema registry', () => {
  const ids = { 7: 'v1.avsc', 8: 'v2.avsc' };

  it('are read with the schema of their id; a null stays one', async () => {
    const messages = [wire(7, first, { fare: 9.5 }), wire(8, second, { fare: 3, at: 1772352900000 }), null];
    expect(await read(messages, { ids })).toEqual({
      records: [
        { offset: 0, value: { fare: 9.5 } },
        { offset: 1, value: { fare: 3, at: 1772352900000 } },
        { offset: 2, value: null },
      ],
      malformed: [],
    });
  });

  it.each([
    ['an id that nobody knows', wire(9, first, { fare: 1 }), 'written with schema 9, which is not among'],
    ['a message that was cut', wire(7, first, { fare: 1 }).subarray(0, 9), 'cut short, or no message of schema 7'],
    ['one with something behind it', Buffer.concat([wire(7, first, { fare: 1 }), Buffer.from([0])]), 'longer than'],
    ['less than an id', Buffer.from([0, 0]), 'cut short'],
    ['another kind of message', Buffer.from('{"fare":1}'), 'neither in the wire format'],
    ['what is no Base64', 'fare = 1', 'no Base64'],
    ['a record without it', undefined, 'not there'],
  ])('%s is counted with its line, and the others are read', async (_, message, why) => {
    const { records, malformed } = await read([wire(7, first, { fare: 1 }), message, wire(7, first, { fare: 2 })], {
      ids,
    });
    expect(records).toEqual([
      { offset: 0, value: { fare: 1 } },
      { offset: 2, value: { fare: 2 } },
    ]);
    expect(malformed).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(`the message at /value is ${why}`),
        origin: { source: 0, position: expect.any(Number) },
      }),
    ]);
  });

  it('an export of the registry names the schemas, with those that they refer to', async () => {
    const carrier = { type: 'enum', name: 'Carrier', namespace: 'acme', symbols: ['AA', 'BA'] };
    const flight = { type: 'record', name: 'Flight', fields: [{ name: 'by', type: 'acme.Carrier' }] };
    const references = [{ name: 'acme.Carrier', subject: 'carrier', version: 1 }];
    const entries = [
      { subject: 'carrier', version: 1, id: 1, schema: JSON.stringify(carrier) },
      { subject: 'flight-value', version: 3, id: 2, schema: JSON.stringify(flight), references },
      { subject: 'note', version: 1, id: 3, schema: '"string"' },
      { subject: 'proto', version: 1, id: 4, schemaType: 'PROTOBUF', schema: 'message A {}' },
    ];
    const type = avsc.Type.forSchema({ ...flight, fields: [{ name: 'by', type: carrier }] } as avsc.Schema);
    const messages = [wire(2, type, { by: 'BA' }), wire(3, avsc.Type.forSchema('string'), 'late')];
    const records = [
      { offset: 0, value: { by: 'BA' } },
      { offset: 1, value: 'late' },
    ];
    const registry = 'registry.json';
    expect((await read(messages, { registry }, { [registry]: entries })).records).toEqual(records);
    const lines = entries.map((entry) => JSON.stringify(entry)).join('\n');
    expect((await read(messages, { registry }, { [registry]: lines })).records).toEqual(records);
  });

  it.each([
    ['an export that is none', { registry: 'r.json' }, { 'r.json': '{"a":1}' }, 'no export of a schema registry'],
    ['a schema that is none', { ids: { 7: 'x.avsc' } }, { 'x.avsc': '{"type":"recrd"}' }, 'schema 7 is no Avro schema'],
    ['a schema that is not there', { ids: { 7: 'none.avsc' } }, {}, 'recording "bookings.avro" matches no file'],
  ])('%s is an error that says so', async (_, avro, files, said) => {
    await expect(read([wire(7, first, { fare: 1 })], avro, files)).rejects.toThrow(said);
  });
});

it('single objects are read with the schema of their fingerprint', async () => {
  const found = await read([single(second, { fare: 1, at: null }), single(first, { fare: 2 })], { schemas: 'v2.avsc' });
  expect(found.records).toEqual([{ offset: 0, value: { fare: 1, at: null } }]);
  expect(found.malformed).toMatchObject([
    { message: expect.stringMatching(/the schema with the fingerprint [0-9a-f]{16}, /) },
  ]);
});

it('what is redacted may stand in a message', async () => {
  const { records } = await read(
    [wire(7, first, { fare: 1 })],
    { ids: { 7: 'v1.avsc' } },
    {},
    { redact: ['/value/fare'] },
  );
  expect(records).toEqual([{ offset: 0, value: {} }]);
});
