import { expect, test } from 'vitest';
import { directionsOf } from '../../../../src/artifacts/directions.ts';
import type { Artifact } from '../../../../src/artifacts/engine.ts';
import { loadArtifact } from '../../../../src/artifacts/load.ts';
import { protobuf } from '../../../../src/artifacts/schema/protobuf/index.ts';
import { ArtifactError } from '../../../../src/errors.ts';
import { artifact, check, diff, replay } from './artifact.ts';

const base = `syntax = "proto3";
package acme;

enum Tier {
  NONE = 0;
  SHORT = 1;
}

message Flight {
  int32 delay = 1;
  string gate = 2;
  Tier tier = 3;
  int64 far = 4;
}

message Seat {}
`;

test('edits stand on the lines of head: of what is there, of what held it, of what stood before it', () => {
  const head = `syntax = "proto3";
package acme;

enum Tier {
  NONE = 0;
}

message Flight {
  // In minutes.
  int32 delay_minutes = 1;
  Tier tier =
    3;
  int32 far = 4;
}
`;

  expect(diff(base, head).map(({ change, lines, compatibility }) => [change, lines, compatibility])).toEqual([
    ['value-removed', [4, 4], 'breaking'],
    ['field-removed', [8, 8], 'breaking'],
    ['message-removed', [8, 8], 'risky'],
    ['field-renamed', [10, 10], 'breaking'],
    ['type-changed', [13, 13], 'breaking'],
  ]);
});

test('what is breaking depends on who reads', () => {
  const renamed = base.replace('int32 delay', 'int32 late');
  const widened = base.replace('int32 delay', 'int64 delay');
  const gone = base.replace('message Seat {}\n', '');
  const said = (head: string) =>
    ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE'].map((compare) => diff(base, head, { compare })[0]?.compatibility);

  expect(said(renamed)).toEqual(['breaking', 'breaking', 'breaking', 'risky']);
  expect(said(widened)).toEqual(['breaking', 'breaking', 'breaking', 'risky']);
  expect(said(gone)).toEqual(['breaking', 'breaking', 'risky', 'risky']);
  expect(diff(base, renamed)).toEqual(diff(base, renamed, { compare: 'WIRE_JSON' }));
});

test('both directions are told', () => {
  const required = 'syntax = "proto2"; message M { optional int32 a = 1; required int32 b = 2; }';
  const optional = 'syntax = "proto2"; message M { optional int32 a = 1; }';
  const wider = base.replace('int64 far = 4;', 'int64 far = 4; string to = 5;');

  expect(directionsOf(diff(optional, required))).toMatchObject({ backward: 'incompatible', forward: 'compatible' });
  expect(directionsOf(diff(required, optional))).toMatchObject({ backward: 'compatible', forward: 'incompatible' });
  expect(directionsOf(diff(base, wider))).toMatchObject({ full: 'compatible' });
});

test('a package that is another is one edit, and its messages are compared by their names within it', async () => {
  const head = base.replace('package acme;', 'package acme.v2;').replace('int32 delay', 'uint32 delay');

  expect(diff(base, head).map(({ change }) => change)).toEqual(['package-changed', 'type-changed']);
  expect(await replay(base, head, [{ delay: -1 }, { delay: 1 }], { message: 'acme.Flight' })).toEqual([
    'rejected: /delay must be a uint32',
    { delay: 1 },
  ]);
});

test('a change of the syntax is told with what it does to fields and enums', () => {
  const before = 'syntax = "proto2"; enum E { A = 0; } message M { optional int32 a = 1; optional string b = 2; }';
  const after = 'syntax = "proto3"; enum E { A = 0; } message M { int32 a = 1; optional string b = 2; }';

  expect(
    diff(before, after)
      .map(({ change }) => change)
      .sort(),
  ).toEqual([
    'cardinality-changed',
    'enum-opened',
    // Texts have to be UTF-8 now, in Java as everywhere.
    'field-option-changed',
    'field-option-changed',
    'syntax-changed',
  ]);
});

/** As a repository with these files has it. */
function load(files: Readonly<Record<string, string>>, path: string): Promise<Artifact | undefined> {
  const read = async (file: string) => files[file];
  const readBytes = async (file: string) => (files[file] === undefined ? undefined : Buffer.from(files[file]));
  return loadArtifact({ read, readBytes }, path, protobuf, async () => Object.keys(files));
}

test('imports are found from the folder that they are relative to, also by the end of a path elsewhere', async () => {
  const files = {
    'api/proto/acme/booking/v1/booking.proto':
      'syntax = "proto3"; package acme.booking.v1; import "acme/money/v1/money.proto"; import public "lib/unit.proto"; message Booking { acme.money.v1.Money fare = 1; lib.Unit unit = 2; }',
    'api/proto/acme/money/v1/money.proto':
      'syntax = "proto3"; package acme.money.v1; import "google/protobuf/timestamp.proto"; message Money { int64 cents = 1; google.protobuf.Timestamp at = 2; }',
    'third_party/lib/unit.proto': 'syntax = "proto3"; package lib; enum Unit { NONE = 0; KM = 1; }',
    'third_party/other/unit.proto': 'no Protobuf at all',
  };
  const [path = ''] = Object.keys(files);
  const loaded = await load(files, path);
  const stage = await protobuf.compile(loaded as Artifact);

  expect([...(loaded?.files.keys() ?? [])]).toEqual(Object.keys(files).slice(0, 3));
  expect(await stage.run([{ fare: { cents: '5', at: '2026-01-31T12:00:00Z' }, unit: 'KM' }])).toMatchObject([
    { outcome: 'ok' },
  ]);
});

test('an edit in an imported file is an edit there', () => {
  const own = 'syntax = "proto3"; import "money.proto"; message Booking { Money fare = 1; }';
  const money = (type: string) => `syntax = "proto3";\nmessage Money { ${type} cents = 1; }`;
  const [before, after] = ['int64', 'string'].map((type) =>
    artifact({ 'a/booking.proto': own, 'a/money.proto': money(type) }),
  );

  expect(protobuf.diff(before as Artifact, after as Artifact)).toEqual([
    expect.objectContaining({ artifact: 'a/money.proto', change: 'type-changed', lines: [2, 2] }),
  ]);
});

test('a message that is delimited now is told apart', () => {
  const before = 'edition = "2023"; message M { M m = 1; }';
  const after = 'edition = "2023"; message M { M m = 1 [features.message_encoding = DELIMITED]; }';

  expect(diff(before, after).map(({ message }) => message)).toEqual(['M.m: M became group M']);
});

test('an import that leads nowhere is an error where a type is missing, and else a note', async () => {
  const unused = artifact(
    'syntax = "proto3";\nimport "validate.proto";\nmessage M { string a = 1 [(rules).min = 3]; }',
  );
  const used = artifact('syntax = "proto3";\nimport "money.proto";\nmessage M { Money a = 1; }');

  expect(protobuf.warnings?.(unused)).toEqual([
    expect.objectContaining({
      line: 2,
      message: expect.stringContaining('imports validate.proto, which the repository does not have'),
    }),
  ]);
  await expect(protobuf.compile(unused)).resolves.toBeDefined();
  await expect(protobuf.compile(used)).rejects.toThrow(
    'booking.proto:2:1: imports money.proto, which the repository does not have\nbooking.proto:3:13: unknown type Money',
  );
});

test('imports that lead in a circle are an error, and at base a note', async () => {
  const circle = artifact({
    'a.proto': 'syntax = "proto3"; import "b.proto"; message A { B b = 1; }',
    'b.proto': 'syntax = "proto3";\nimport "a.proto"; message B { A a = 1; }',
  });

  await expect(protobuf.compile(circle, { inForce: true })).resolves.toBeDefined();
  await expect(protobuf.compile(circle)).rejects.toThrow('b.proto:2:1: imports lead in a circle, back to a.proto');
  expect(protobuf.warnings?.(circle, true)).toHaveLength(1);
});

const mistakes: readonly (readonly [what: string, text: string, said: string])[] = [
  ['JSON', '{"type": "object"}', '1:1: no valid Protobuf; found {'],
  ['a text', 'hello world', '1:1: no valid Protobuf; found hello'],
  ['half a message', 'syntax = "proto3";\nmessage M {', '2:1: the file ends in the middle of a declaration'],
  ['a comment without end', 'syntax = "proto3";\n/* message M {}', 'a comment that does not end'],
  [
    'a number twice',
    'syntax = "proto3"; message M { int32 a = 1;\n int32 b = 1; }',
    '2:2: number 1 stands twice in M, first at line 1',
  ],
  ['a name twice', 'syntax = "proto3"; message M {}\nmessage M {}', '2:1: M is declared twice, first at line 1'],
  [
    'a number that is reserved',
    'syntax = "proto3"; message M { reserved 1;\n int32 a = 1; }',
    '2:2: number 1 is reserved in M',
  ],
  [
    'a number out of range',
    'syntax = "proto3"; message M {\n int32 a = 19500; }',
    '2:2: no number that a field may have; found 19500',
  ],
  [
    'an unknown type',
    'syntax = "proto3"; message Money {} message M {\n Mony a = 1; }',
    '2:2: unknown type Mony; did you mean Money?',
  ],
  [
    'an enum that does not begin with zero',
    'syntax = "proto3"; message M {} enum E {\n A = 1; }',
    '2:2: the first value of an open enum must be zero',
  ],
  [
    'two fields that JSON calls the same',
    'syntax = "proto3"; message M { int32 a_b = 1;\n int32 aB = 2; }',
    '2:2: JSON calls a_b and aB both aB',
  ],
  ['an unknown syntax', 'syntax = "proto4";\nmessage M {}', '1:1: a syntax or edition that is not known; found proto4'],
  [
    'required in proto3',
    'syntax = "proto3"; message M {\n required int32 a = 1; }',
    '2:2: no valid Protobuf; found required',
  ],
  [
    'messages nested too deeply',
    `syntax = "proto3"; ${'message M { '.repeat(10_000)}${'}'.repeat(10_000)}`,
    'nested too deeply; expected at most 32 levels',
  ],
];

test.each(mistakes)('%s is an error at its place', async (_, text, said) => {
  const error: unknown = await protobuf.compile(artifact(text)).catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(ArtifactError);
  expect((error as ArtifactError).message).toContain(said);
});

test('which message the documents are is told by the file where it can be, else by the step', async () => {
  const two = 'syntax = "proto3"; package acme; message Flight { int32 delay = 1; } message Seat {}';
  const outer = 'syntax = "proto3"; message Flight { Seat seat = 1; } message Seat { Seat next = 1; }';

  expect(await check(outer, [{ seat: { next: {} } }])).toEqual([{ seat: { next: {} } }]);
  expect(await check(two, [{ delay: 3 }], { message: 'acme.Flight' })).toEqual([{ delay: 3 }]);
  expect(protobuf.choices?.(artifact(two))).toEqual([{ message: 'acme.Flight' }, { message: 'acme.Seat' }]);
  expect(protobuf.choices?.(artifact(outer))).toEqual([]);
  await expect(check(two, [])).rejects.toThrow('expected message: one of acme.Flight, acme.Seat');
  await expect(check(two, [], { message: 'acme.Fligth' })).rejects.toThrow('did you mean acme.Flight?');
});

test('another number of a field is told with its other type, which nothing else tells', () => {
  const before = 'syntax = "proto3";\nmessage A { double far = 3; int32 near = 4; }\n';
  const after = 'syntax = "proto3";\nmessage A { float far = 8; int32 near = 9; }\n';
  expect(diff(before, after).map(({ message }) => message)).toEqual(
    expect.arrayContaining(['A.far: number 3 became 8, and its type double became float', 'A.near: number 4 became 9']),
  );
});
