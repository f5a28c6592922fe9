/** Messages as JSON and as binary, beside another library that has its descriptors from the real compiler. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { check, replay } from './artifact.ts';
import { type Codec, codecFor } from './bufbuild.ts';

const schema = `syntax = "proto3";
package acme;
import "google/protobuf/any.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/field_mask.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";
enum Tier { NONE = 0; SHORT = 1; LONG = 5; }
message Part {
  string name = 1;
  Part inner = 2;
  optional int32 count = 3;
}
message All {
  int32 i32 = 1; uint32 u32 = 2; sint32 s32 = 3; fixed32 f32 = 4; sfixed32 sf32 = 5;
  int64 i64 = 6; uint64 u64 = 7; sint64 s64 = 8; fixed64 f64 = 9; sfixed64 sf64 = 10;
  bool is_late = 11; float small = 12; double large = 13; string text = 14; bytes raw = 15;
  Tier tier = 16; Part part = 17; repeated int32 numbers = 18; repeated Part parts = 19;
  map<string, int32> by_name = 20; map<int32, Part> by_number = 21; map<bool, string> by_flag = 22;
  oneof fare { double paid = 23; int32 miles = 24; }
  google.protobuf.Timestamp at = 25; google.protobuf.Duration took = 26; google.protobuf.Struct more = 27;
  google.protobuf.Value any_value = 28; google.protobuf.ListValue list = 29; google.protobuf.Int64Value wrapped = 30;
  google.protobuf.FieldMask mask = 31; repeated Tier tiers = 32; google.protobuf.StringValue note = 33;
  string odd_name = 34 [json_name = "@odd"];
}`;
const options = { message: 'acme.All' };

let codec: Codec;
beforeAll(() => {
  codec = codecFor(schema, 'acme.All');
});

const anything = fc.oneof(
  fc.constantFrom(
    ...[0, -1, 1, 1.5, 2 ** 31, -(2 ** 31), 2 ** 32, 2 ** 53, 1e300, -1e300, 1e40, 3.5e38],
    ...[
      '0',
      '-1',
      '1',
      '1.5',
      '2147483648',
      '18446744073709551615',
      '-9223372036854775808',
      '9223372036854775808',
      '7',
      '',
    ],
    ...[
      'NaN',
      'Infinity',
      '-Infinity',

      'SHORT',
      'LONG',
      'MIDDLE',
      'aGVsbG8=',
      'aGVsbG8',
      '-_8',
      'a',
      'é',
    ],
    ...['2026-01-31T12:00:00Z', '2026-01-31', '1.5s', '-3s', '3', 'a.b,cD', 'a_b', 'true'],
    ...[true, false, null, [], {}, [1], [null], ['SHORT'], { a: 1 }, { name: 'x' }, { inner: { inner: { count: 3 } } }],
    ...[
      { true: 'x' },
      { yes: 'x' },
      { 1: { name: 'y' } },
      { x: null },
      [{}],
      [{ name: 1 }],
      { name: null },
      { a: 'b' },
    ],
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const names = [
  ...[
    'i32',
    'u32',
    's32',
    'f32',
    'sf32',
    'i64',
    'u64',
    's64',
    'f64',
    'sf64',
    'isLate',
    'is_late',
    'small',
    'large',
    'text',
  ],
  ...[
    'raw',
    'tier',
    'part',
    'numbers',
    'parts',
    'byName',
    'by_name',
    'byNumber',
    'byFlag',
    'paid',
    'miles',
    'at',
    'took',
  ],
  ...['more', 'anyValue', 'list', 'wrapped', 'mask', 'tiers', 'note', '@odd', 'odd_name', 'oddName', 'none'],
];

describe('JSON', () => {
  test('is taken where the other library takes it, and refused where it does not', async () => {
    const documents = fc.sample(
      fc.uniqueArray(fc.tuple(fc.constantFrom(...names), anything), { maxLength: 2, selector: ([name]) => name }),
      { numRuns: 20_000, seed: 7 },
    );
    const objects = documents.map((members) => Object.fromEntries(members));
    const outcomes = await check(schema, objects, options);
    const differing = objects.filter(
      (document, index) => codec.accepts(document) !== (typeof outcomes[index] !== 'string'),
    );

    expect(differing).toEqual([]);
  });
});

test('numbers and times as the conformance tests of Protobuf have them, where the other library is laxer', async () => {
  const taken = [{ i32: '1e3' }, { i64: '1e3' }, { i32: 1e5 }, { large: '1.5e2' }, { i32: 3.0 }];
  const refused = [
    { i32: ' 1' },
    { i32: '1 ' },
    { u32: '0x1' },
    { large: '0x1' },
    { i64: '' },
    { at: '2026-02-31T12:00:00Z' },
  ];
  const outcomes = await check(schema, [...taken, ...refused], options);

  expect(outcomes.map((outcome) => typeof outcome !== 'string')).toEqual([
    ...taken.map(() => true),
    ...refused.map(() => false),
  ]);
});

/** What each field takes, so that whole messages can be made. */
const whole = fc.record(
  {
    i32: fc.integer(),
    u32: fc.nat(),
    s32: fc.integer(),
    f32: fc.nat(),
    sf32: fc.integer(),
    i64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
    u64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
    s64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
    isLate: fc.boolean(),
    small: fc.constantFrom(0.5, -2, 'NaN', 'Infinity'),
    // JSON has no other zero.
    large: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
    text: fc.string({ unit: 'grapheme' }),
    raw: fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64')),
    tier: fc.constantFrom('NONE', 'SHORT', 'LONG', 3),
    part: fc.record({ name: fc.string(), inner: fc.record({ count: fc.integer() }) }, { requiredKeys: [] }),
    numbers: fc.array(fc.integer()),
    parts: fc.array(fc.record({ name: fc.string() }, { requiredKeys: [] })),
    byName: fc.dictionary(fc.string(), fc.integer()),
    byNumber: fc.dictionary(fc.nat().map(String), fc.constant({ name: 'x' })),
    byFlag: fc.dictionary(fc.constantFrom('true', 'false'), fc.string()),
    miles: fc.integer(),
    at: fc.constantFrom('2026-01-31T12:00:00Z', '1969-07-20T20:17:40.500Z'),
    took: fc.constantFrom('1.500s', '-3s', '0s'),
    more: fc.constantFrom({ a: 1, b: [null, 'x'] }, {}),
    anyValue: fc.constantFrom(null, 1, 'x', [1], { a: null }),
    wrapped: fc.constantFrom('5', '-7'),
    mask: fc.constant('a.b,cD'),
    tiers: fc.array(fc.constantFrom('NONE', 'LONG')),
    note: fc.string(),
    '@odd': fc.string(),
  },
  { requiredKeys: [] },
);

const payloads = (): Uint8Array[] => fc.sample(whole, { numRuns: 1000, seed: 7 }).map((json) => codec.encode(json));
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

describe('binary', () => {
  test('is the JSON that the other library makes of it', async () => {
    const all = payloads();
    const outcomes = await check(schema, all.map(base64), options);

    expect(outcomes).toEqual(all.map((payload) => codec.decode(payload)));
  });

  test('cut short at any byte is refused, or is a message to the other library, too', async () => {
    const [longest = new Uint8Array()] = payloads().sort((a, b) => b.length - a.length);
    const cuts = Array.from({ length: Math.min(longest.length, 2000) }, (_, length) => longest.subarray(0, length));
    const outcomes = await check(schema, cuts.map(base64), options);

    expect(outcomes.filter((outcome) => typeof outcome === 'string').length).toBeGreaterThan(100);
    for (const [index, outcome] of outcomes.entries()) {
      if (typeof outcome === 'string') expect(() => codec.decode(cuts[index] ?? new Uint8Array())).toThrow();
      else expect(outcome).toEqual(codec.decode(cuts[index] ?? new Uint8Array()));
    }
  });

  test('any bytes whatever leave the records beside them as they are', async () => {
    const noise = fc.sample(fc.uint8Array({ maxLength: 60 }), { numRuns: 3000, seed: 7 }).map(base64);
    const good = base64(codec.encode({ i32: 3, text: 'x' }));
    const outcomes = await check(
      schema,
      noise.flatMap((bytes) => [bytes, good]),
      options,
    );

    expect(outcomes).toHaveLength(2 * noise.length);
    for (let at = 1; at < outcomes.length; at += 2) expect(outcomes[at]).toEqual({ i32: 3, text: 'x' });
  });
});

const before = `syntax = "proto3"; package acme;
enum Tier { NONE = 0; SHORT = 1; LONG = 2; }
message Seat { string row = 1; int32 price = 2; }
message Flight { int32 delay = 1; string gate = 2; Tier tier = 3; Seat seat = 4; repeated Seat seats = 5; int64 far = 6; }`;
const after = `syntax = "proto3"; package acme;
enum Tier { NONE = 0; BRIEF = 1; }
message Seat { string seat_row = 1; }
message Flight { int32 delay_minutes = 1; Tier tier = 3; Seat seat = 4; repeated Seat seats = 5; int32 far = 6; string currency = 7; }`;
const flight = { message: 'acme.Flight' };

describe('at head', () => {
  test('what is renamed is followed by its number, and what is gone is dropped, also within messages and lists', async () => {
    const recorded = {
      ...{ delay: 5, gate: 'B1', tier: 'SHORT', seat: { row: 'a', price: 3 } },
      ...{ seats: [{ row: 'b' }, { price: 1 }], far: '7' },
    };
    const sent = { delayMinutes: 5, tier: 'BRIEF', seat: { seatRow: 'a' }, seats: [{ seatRow: 'b' }, {}], far: '7' };
    const binary = codecFor(before, 'acme.Flight').encode(recorded);

    expect(await replay(before, after, [recorded], flight)).toEqual([sent]);
    expect(await replay(before, after, [base64(binary)], flight)).toEqual([{ ...sent, far: 7 }]);
    // The record itself stays as it was.
    expect(recorded.seat).toEqual({ row: 'a', price: 3 });
  });

  test('what head does not know is refused, without a value in the reason', async () => {
    const encode = (json: unknown) => base64(codecFor(before, 'acme.Flight').encode(json));
    const outcomes = await replay(
      before,
      after,
      [{ tier: 'LONG' }, encode({ tier: 'LONG' }), { far: '5000000000' }, { speed: 3 }, { delay: 'late' }],
      flight,
    );

    expect(outcomes).toEqual([
      'rejected: /tier must be a value of acme.Tier',
      // An open enum takes any number.
      { tier: 2 },
      'rejected: /far must be an int32',
      'rejected: the message holds a field that acme.Flight does not have',
      'rejected: /delayMinutes must be an int32',
    ]);
  });

  test('so are unknown fields within a well-known type, and one that is out of range', async () => {
    const timed =
      'syntax = "proto3"; import "google/protobuf/timestamp.proto"; message M { google.protobuf.Timestamp at = 1; }';
    const texts = [
      [0x0a, 2, 0x08, 60],
      [0x0a, 2, 0x18, 1],
      [0x0a, 10, 0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
    ].map((bytes) => base64(Uint8Array.from(bytes)));

    expect(await check(timed, texts)).toEqual([
      { at: '1970-01-01T00:01:00Z' },
      'rejected: /at holds field number 3, which google.protobuf.Timestamp does not have',
      'rejected: /at is no valid google.protobuf.Timestamp',
    ]);
  });

  test('fields of another wire type are refused', async () => {
    const head = before.replace('int32 delay = 1', 'string delay = 1').replace('int32 price = 2', 'fixed32 price = 2');
    const encode = (json: unknown) => base64(codecFor(before, 'acme.Flight').encode(json));

    expect(
      await replay(
        before,
        head,
        [encode({ delay: 5 }), encode({ seats: [{ price: 2 }] }), encode({ gate: 'x' })],
        flight,
      ),
    ).toEqual([
      'rejected: /delay is written with wire type 0, which no string has',
      'rejected: /seats/*/price is written with wire type 0, which no fixed32 has',
      { gate: 'x' },
    ]);
  });

  test('fields that neither side has are refused, unless the step lets them by', async () => {
    const wider = before.replace('int64 far = 6;', 'int64 far = 6; int32 extra = 9;');
    const payload = base64(codecFor(wider, 'acme.Flight').encode({ delay: 5, extra: 3 }));

    expect(await check(before, [payload, { delay: 5, extra: 3 }], flight)).toEqual([
      'rejected: the message holds field number 9, which acme.Flight does not have',
      'rejected: the message holds a field that acme.Flight does not have',
    ]);
    expect(await check(before, [payload, { delay: 5, extra: 3 }], { ...flight, unknown: 'ignore' })).toEqual([
      { delay: 5 },
      { delay: 5, extra: 3 },
    ]);
  });

  test('a field that is required now, and that no recording can have, makes the record unreplayable', async () => {
    const base = 'syntax = "proto2"; message M { optional int32 a = 1; optional int32 c = 3; }';
    const head = 'syntax = "proto2"; message M { optional int32 a = 1; required int32 b = 2; }';
    const promoted = 'syntax = "proto2"; message M { optional int32 a = 1; required int32 c = 3; }';

    expect(await replay(base, head, [{ a: 1 }, base64(codecFor(base, 'M').encode({ a: 1 }))])).toEqual([
      'unreplayable: head requires /b; the recording has no such field',
      'unreplayable: head requires /b; the recording has no such field',
    ]);
    expect(await replay(base, promoted, [{ a: 1 }, { c: 2 }, base64(codecFor(base, 'M').encode({ a: 1 }))])).toEqual([
      'rejected: /c is required',
      { c: 2 },
      'rejected: /c is required',
    ]);
  });

  test('the message stands where the step says, and the rest of the document stays', async () => {
    const at = { ...flight, payload: '/event/body' };
    const body = base64(codecFor(before, 'acme.Flight').encode({ delay: 5 }));
    const documents = [
      { id: 1, event: { body } },
      { id: 2, event: { body: { delay: 6 } } },
      { id: 3 },
      { event: { body: 7 } },
    ];

    expect(await replay(before, after, documents, at)).toEqual([
      { id: 1, event: { body: { delayMinutes: 5 } } },
      { id: 2, event: { body: { delayMinutes: 6 } } },
      'unreplayable: the recording has no message at /event/body',
      'rejected: /event/body must be a message acme.Flight',
    ]);
  });

  test('messages nested a hundred deep are read, ten thousand deep refused', async () => {
    const part = 'syntax = "proto3"; message Part { Part inner = 2; int32 count = 3; }';
    const nest = (levels: number): unknown => {
      let deep: unknown = { count: 1 };
      for (let level = 0; level < levels; level++) deep = { inner: deep };
      return deep;
    };
    const bytes = (levels: number): string => {
      let deep = Buffer.from([0x18, 1]);
      for (let level = 0; level < levels; level++)
        deep = Buffer.concat([Buffer.from([0x12, ...varint(deep.length)]), deep]);
      return deep.toString('base64');
    };
    const tooDeep = 'nests more than 100 messages in each other';
    const [asJson, asBinary, ...rest] = await check(part, [nest(90), bytes(90), nest(10_000), bytes(10_000)]);

    expect(asJson).toEqual(nest(90));
    expect(asBinary).toEqual(nest(90));
    expect(rest[0]).toMatch(new RegExp(`^rejected: (/inner)+ ${tooDeep}$`));
    expect(rest[1]).toBe(`rejected: the message ${tooDeep}`);
  });
});

const framed = `syntax = "proto3"; package acme;
message Other { string name = 1; }
message Flight { message Leg { int32 far = 1; } int32 delay = 1; }`;

test('what Confluent’s serializers and gRPC write before a message is taken off, and what is another message refused', async () => {
  const body = [...codecFor(framed, 'acme.Flight').encode({ delay: 5 })];
  const text = (...bytes: number[]): string => base64(Uint8Array.from(bytes));
  // The schema's id is 7; two indexes in a list of one: 1 is the second message, as zigzag 2.
  const confluent = [
    text(0, 0, 0, 0, 7, 2, 2, ...body),
    text(0, 0, 0, 0, 7, 0, ...body),
    text(0, 0, 0, 0, 7, 4, 2, 0, ...body),
    text(0, 0, 0, 0, 7, 2, 8, ...body),
    text(...body),
    text(0, 0, 0, 0, 7, 4, 2),
  ];
  const grpc = [text(0, 0, 0, 0, 2, ...body), text(1, 0, 0, 0, 2, ...body), text(0, 0, 0, 0, 9, ...body), text(0)];

  expect(await check(framed, confluent, { ...flight, framing: 'confluent' })).toEqual([
    { delay: 5 },
    'rejected: the message is of message acme.Other, not acme.Flight',
    'rejected: the message is of message acme.Flight.Leg, not acme.Flight',
    'rejected: the message is of a message that the schema’s file does not have',
    'rejected: the message has no header of Confluent’s serializers',
    'rejected: the message is cut short',
  ]);
  expect(await check(framed, grpc, { ...flight, framing: 'grpc' })).toEqual([
    { delay: 5 },
    'unreplayable: the message is compressed',
    'rejected: the message is cut short, or holds several messages',
    'rejected: the message is cut short',
  ]);
  // Head has the messages in another order; the header is of base.
  const head = framed.replace('message Other { string name = 1; }\n', '');
  expect(await replay(framed, head, confluent.slice(0, 2), { ...flight, framing: 'confluent' })).toEqual([
    { delay: 5 },
    'rejected: the message is of message acme.Other, not acme.Flight',
  ]);
});

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}
