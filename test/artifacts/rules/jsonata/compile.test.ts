import { expect, it, onTestFinished, test, vi } from 'vitest';
import { jsonata } from '../../../../src/artifacts/rules/jsonata/index.ts';
import { valuesOf } from '../../artifact.ts';

/** As https://docs.jsonata.org shows them; the document is that of its pages on simple queries and on sorting and grouping. */
const document = {
  FirstName: 'Fred',
  Address: { Street: 'Hursley Park', City: 'Winchester' },
  Phone: [
    { type: 'home', number: '0203 544 1234' },
    { type: 'office', number: '01962 001234' },
    { type: 'office', number: '01962 001235' },
    { type: 'mobile', number: '077 7700 1234' },
  ],
  Other: { 'Over 18 ?': true, Misc: null },
};

test.each([
  ['Address.City', 'Winchester'],
  ['Other.Misc', null],
  ['Other.Nothing', null],
  ['Other.`Over 18 ?`', true],
  ['Phone[-1].type', 'mobile'],
  ['Phone[type="office"].number', ['01962 001234', '01962 001235']],
  ['Phone[type="mobile"].number', '077 7700 1234'],
  ['$count(Phone)', 4],
  ['{"offices": Phone[type="office"].number}', { offices: ['01962 001234', '01962 001235'] }],
  ["FirstName & ' ' & $uppercase(Address.City)", 'Fred WINCHESTER'],
  ['$map([1..5], function($v) { $v * $v })', [1, 4, 9, 16, 25]],
  ['( $factorial := function($x){ $x <= 1 ? 1 : $x * $factorial($x-1) }; $factorial(4) )', 24],
  ['$params.limit + 1', 6],
])('%s', async (expression, expected) => {
  expect(await valuesOf(jsonata, expression, [document], { params: { limit: 5 } })).toEqual([expected]);
});

test.each([
  ['( $f := function($x){ $f($x+1) }; $f(1) )', 'failed: the expression took more than 1,000,000 steps'],
  ['[1..100000000]', 'failed: the expression makes a sequence that is too long at line 1'],
  ['$now()', 'unreplayable: `$now()` gives something else at each call'],
  ['$random() > 2', 'unreplayable: `$random()` gives something else at each call'],
  ['FirstName * 2', 'failed: the expression computed with something that is no number at line 1'],
  ['\n$error(FirstName)', 'failed: the expression threw an error of its own at line 2'],
])('%s ends within its limits, and no reason quotes a record', async (expression, reason) => {
  expect(await valuesOf(jsonata, expression, [document])).toEqual([reason]);
});

it('says where an expression does not parse', async () => {
  await expect(valuesOf(jsonata, 'a +\n  (b', [])).rejects.toThrow(/artifact\.json:2:\d+: Expected "\)"/);
});

test('while a machine computes for others, hours may pass', async () => {
  let hours = 0;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => ++hours * 3_600_000);
  onTestFinished(() => clock.mockRestore());
  expect(await valuesOf(jsonata, '$sum([1..5000].($ * 2))', [document])).toEqual([25_005_000]);
});
