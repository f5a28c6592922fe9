import { deserialize, serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { canonicalJson, cellKey, cellText, keyOfCell } from '../../../src/replay/evidence/cell.ts';
import { Column } from '../../../src/replay/look/column.ts';
import { FieldSurvey } from '../../../src/replay/look/fields.ts';

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
