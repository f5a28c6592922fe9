/** Numbers of params and rules that a double cannot hold, against BigInt of what the file says. */
import { expect, test } from 'vitest';
import { params } from '../../src/artifacts/model/params/index.ts';
import { jsonLogicEngine } from '../../src/artifacts/rules/json-logic-engine/index.ts';
import { jsonLogicJs } from '../../src/artifacts/rules/json-logic-js/index.ts';
import { warningsOf } from '../../src/artifacts/warnings.ts';
import { artifactOf } from './artifact.ts';

const as = (digits: string, double: string) =>
  `${digits} is calculated with as ${double}, as JavaScript does; production in another language may keep every digit`;

test.each([
  // The doubles from 2^53 to 2^54 are the even numbers; halfway between two of them the one whose mantissa is even is nearest.
  ['p.yaml', 'a: 1\nids:\n  - 9007199254740993\n', `p.yaml:3:5: ${as('9007199254740993', '9007199254740992')}`],
  ['p.json', '{"max": -9007199254740995}', `p.json:1:9: ${as('-9007199254740995', '-9007199254740996')}`],
  ['p.yaml', 'a: &a 9007199254740993\nb: 1\n', `p.yaml:1:7: ${as('9007199254740993', '9007199254740992')}`],
])('%s: %j', (path, text, message) => {
  expect(warningsOf(artifactOf(params, text, path), params)).toEqual([message]);
});

test.each(['a: 9007199254740992', 'a: 9007199254740991', 'a: 1e21', 'a: 0.1', 'a: "9007199254740993"', 'a: .inf'])(
  '%s is what it says',
  (text) => {
    expect(warningsOf(artifactOf(params, text, 'p.yaml'), params)).toEqual([]);
  },
);

test.each([jsonLogicJs, jsonLogicEngine])('constants of rules for $id are looked at, too', (engine) => {
  const rule = '{"==": [{"var": "id"},\n9007199254740993]}';
  expect(warningsOf(artifactOf(engine, rule, 'r.json'), engine)).toEqual([
    `r.json:2:1: ${as('9007199254740993', '9007199254740992')}`,
  ]);
});

test('of a part of a file only the numbers of that part are told', () => {
  const text = '{"a": {"==": [{"var": "id"}, 9007199254740993]}, "b": {"==": [{"var": "id"}, 5]}}';
  const part = (pointer: string) => ({
    ...artifactOf(jsonLogicJs, text, 'r.json'),
    path: `r.json#${pointer}`,
    pointer,
  });
  expect(warningsOf(part('/a'), jsonLogicJs)).toHaveLength(1);
  expect(warningsOf(part('/b'), jsonLogicJs)).toEqual([]);
});
