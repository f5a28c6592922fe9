/** Some edits without the others: the documented cases, alone and put together. */
import { describe, expect, test } from 'vitest';
import { blend } from '../../../../src/artifacts/blend/blend.ts';
import type { Artifact, Edit } from '../../../../src/artifacts/engine.ts';
import { protobuf } from '../../../../src/artifacts/schema/protobuf/index.ts';
import { readProtobuf } from '../../../../src/artifacts/schema/protobuf/open.ts';
import { artifact } from './artifact.ts';
import { facts } from './facts.ts';

const whole = (text: string): string =>
  text.includes('package PKG') ? text : `syntax = "proto3"; package PKG; ${text}`;

function taken(base: Artifact, head: Artifact) {
  const found = blend(protobuf, base, head);
  if (!found) throw new Error('nothing to take apart');
  const { edits, merged } = found;
  const together = new Set(merged.flat());
  return {
    ...found,
    groups: [...merged, ...[...edits.keys()].filter((index) => !together.has(index)).map((index) => [index])],
  };
}

describe('each edit alone', () => {
  test.each(facts.map(([what, base, head]) => [what, whole(base), whole(head)] as const))('%s', (_, before, after) => {
    const [base, head] = [artifact(before), artifact(after)];
    const { edits, groups, apply } = taken(base, head);

    expect(apply(new Set(edits.keys())), 'all of them').toEqual(edits.length === 0 ? base : head);
    expect(apply(new Set())).toBe(base);
    for (const group of groups) {
      const mixed = apply(new Set(group));
      expect(() => readProtobuf(mixed), [...mixed.files.values()].join()).not.toThrow();
      // What is reserved comes with what is gone, and waits for what is still there.
      const told = (all: readonly (Edit | undefined)[]) =>
        all.flatMap((edit) => (edit && edit.change !== 'reserved-added' ? [edit.message] : [])).sort();
      const wanted = told(group.map((index) => edits[index]));
      expect(told(protobuf.diff(base, mixed)), [...mixed.files.values()].join()).toEqual(wanted);
    }
  });
});

const base = artifact({
  'flight.proto': `syntax = "proto3";
package acme;

import "seat.proto";

// What a flight is.
message Flight {
  int32 delay = 1; // in minutes
  string gate = 2;
  reserved 9;
  message Leg { string from = 1; }
  repeated Leg legs = 3;
  oneof fare { int32 miles = 4; double paid = 5; }
}
`,
  'seat.proto': 'syntax = "proto3";\npackage acme;\nmessage Seat {\n  string row = 1;\n}\n',
});
const head = artifact({
  'flight.proto': `syntax = "proto3";
package acme;

import "seat.proto";

message Flight {
  int64 delay = 1;
  reserved 2;
  message Leg { string from = 1; string to = 2; }
  repeated Leg legs = 3;
  oneof fare { double paid = 5; }
  oneof other { int32 miles = 4; }
  Note note = 9;
}

message Note { string text = 1; }
`,
  'seat.proto': 'syntax = "proto3";\npackage acme;\nmessage Seat {\n  string row = 1;\n  string column = 2;\n}\n',
});

test('what a change cannot do without comes along, what would contradict the rest stays out, and comments stay', () => {
  const { edits, groups, apply } = taken(base, head);
  const alone = (what: string): readonly (string | undefined)[] => {
    const group = groups.find((one) => one.some((index) => edits[index]?.message.startsWith(what)));
    const mixed = apply(new Set(group));
    expect(() => readProtobuf(mixed)).not.toThrow();
    return protobuf.diff(base, mixed).map(({ message }) => message);
  };

  expect(alone('Flight.delay')).toEqual(['Flight.delay: int32 became int64']);
  expect(alone('Flight.gate')).toEqual([
    'Flight.gate removed, its number is reserved, its name is not',
    'Flight: 2 reserved',
  ]);
  expect(alone('Flight: 2 reserved')).toEqual(['Flight: 9 no longer reserved']);
  expect(alone('Flight.note added')).toEqual(
    expect.arrayContaining(
      ['Flight.note added (acme.Note, number 9)', 'message Note added'].map((one) => one.replace('acme.', '')),
    ),
  );
  expect(alone('Flight.miles')).toEqual(expect.arrayContaining(['Flight.miles moved from oneof fare to other']));
  expect(alone('Flight.Leg.to')).toEqual(['Flight.Leg.to added (string, number 2)']);
  expect(alone('Seat.column')).toEqual(['Seat.column added (string, number 2)']);
  expect(
    [...apply(new Set([edits.findIndex(({ message }) => message.startsWith('Seat.column'))])).files.values()][0],
  ).toContain('// What a flight is.');
});

test('that an imported file is gone binds no other edits together', () => {
  const file = (text: string) => `syntax = "proto3";\npackage p;\n${text}`;
  const base = artifact({
    'a.proto': file('import "b.proto";\nmessage A {\n  int32 x = 1;\n  string y = 2;\n  B b = 3;\n}\n'),
    'b.proto': file('message B {\n  int32 z = 1;\n}\n'),
  });
  const own = artifact({ 'a.proto': file('message A {\n  uint32 x = 1;\n  bytes y = 2;\n}\n') });
  const head = { ...own, gone: ['b.proto'] };

  const { edits, merged } = taken(base, head);

  expect(edits.map(({ change }) => change)).toEqual([
    ...['imported-file-removed', 'message-removed', 'field-removed', 'type-changed', 'type-changed'],
  ]);
  expect(merged).toEqual([]);
});
