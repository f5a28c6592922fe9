import { deserialize, serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { canonicalJson, cellKey, cellText, keyOfCell } from '../../../src/replay/evidence/cell.ts';
import { Column } from '../../../src/replay/slices/column.ts';
import { FieldSurvey } from '../../../src/replay/slices/fields.ts';

const long = 9007199254740993n;

test('an integer that a double does not hold stands in tables digit by digit, and comes back from there', () => {
  expect(cellText(cellKey(long))).toBe('9007199254740993');
  expect(cellText(cellKey(9007199254740992))).toBe('9007199254740992');
  expect(keyOfCell('9007199254740993')).toBe(long);
  expect(keyOfCell('-9007199254740993')).toBe(-long);
  expect(keyOfCell('9007199254740992')).toBe(9007199254740992);
  expect(cellText(cellKey({ b: [long], a: 1 }))).toBe('{"a":1,"b":[9007199254740993]}');
  expect(canonicalJson([long])).not.toBe(canonicalJson([9007199254740992]));
});

// Python: 2**60 == 1152921504606846976, and int(float(1152921504606847000)) is the same.
test('whole numbers that JavaScript writes with other digits are told from those that have these digits', () => {
  const rounded = 1152921504606847000n;
  expect(cellText(cellKey(2 ** 60))).toBe('1152921504606846976');
  expect(cellText(cellKey(rounded))).toBe('1152921504606847000');
  expect(keyOfCell('1152921504606846976')).toBe(2 ** 60);
  expect(keyOfCell('1152921504606847000')).toBe(rounded);
  expect(canonicalJson([2 ** 60])).toBe('[1152921504606846976]');
  for (const key of [-(2 ** 60), 1e20, 1e21, 1e300, 2 ** 53, 0.5, -0]) expect(keyOfCell(cellText(key))).toBe(key + 0);
});

test('it goes from one process to another, and through what looks for whom a change moves something', () => {
  const survey = new FieldSurvey();
  survey.add({ account: long, plan: 'a' });
  expect(survey.export().map(({ pointer, numbers }) => [pointer, numbers])).toEqual([
    ['/account', 1],
    ['/plan', 0],
  ]);
  const column = new Column();
  column.add(long);
  expect(column.export().keys).toEqual([9007199254740992]);
  expect(deserialize(serialize(survey.export()))).toEqual(survey.export());
});
