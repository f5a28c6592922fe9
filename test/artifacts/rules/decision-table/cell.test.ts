import { unaryTest } from 'feelin';
import { describe, expect, it, test } from 'vitest';
import { CellError, parseCell } from '../../../../src/artifacts/rules/decision-table/cell.ts';

/** FEEL says what cells mean as far as they are FEEL: https://www.omg.org/spec/DMN/1.5, 10.3.2.7. */
describe('a cell accepts what feelin accepts', () => {
  const cells = [
    ...['-', '3', '-3.5', '"a"', '"a", "b"', '1, 2, 3', 'true', 'false', 'null'],
    ...['>= 3', '> 3', '< 3', '<= 3', '< 2, > 4', '[1..5)', '(1..5]', '[1..5]', ']1..5[', '[1..2], [4..5]'],
    ...['not(3)', 'not("a", "b")', 'not([1..5))', 'not(< 2, > 4)', '> "b"', '["a".."c"]'],
  ];
  const values = [-3.5, 0, 1, 2, 3, 3.5, 4, 5, 6, 'a', 'b', 'bb', 'c', '', true, false, null];

  test.each(cells)('%s', (cell) => {
    const { accepts, tests } = parseCell(cell);
    const types = tests.flatMap((one) => (one.kind === 'range' ? typeof (one.low ?? one.high)?.value : []));
    const differing = values.filter((value) => {
      // What has another type is neither more nor less (null, says FEEL); feelin compares it as JavaScript does.
      if (types.some((type) => type !== typeof value)) return accepts(value);
      const { value: theirs } = unaryTest(cell, { '?': value });
      return accepts(value) !== (theirs === true);
    });
    expect(differing).toEqual([]);
  });
});

it('texts need no quotes, and what is missing is null', () => {
  const { accepts } = parseCell('gold, very basic, 2026-01-01');
  expect(['gold', 'very basic', '2026-01-01', 'basic', 2026].map(accepts)).toEqual([true, true, true, false, false]);
  expect(parseCell('>= 2026-01-01').accepts('2026-03-05')).toBe(true);
  expect(parseCell('null').accepts(undefined)).toBe(true);
  expect(parseCell('not(null)').accepts(undefined)).toBe(false);
});

test.each([
  ['>', /is no test/],
  ['[1..', /is no test/],
  ['[5..1]', /nothing is in/],
  ['[1.."a"]', /from one type to another/],
  ['"a', /without its closing quote/],
  ['1,,2', /nothing between/],
  ['> true', /neither more nor less/],
  ['not(1', /is no test/],
  ['"a"b', /is no text/],
])('%s is a mistake', (cell, message) => {
  expect(() => parseCell(cell)).toThrow(CellError);
  expect(() => parseCell(cell)).toThrow(message);
});
