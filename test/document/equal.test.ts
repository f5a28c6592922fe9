import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equal } from '../../src/document/equal.ts';

test('the order of keys is no difference, that of items is one', () => {
  expect(equal({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
  expect(equal([1, 2], [2, 1])).toBe(false);
});

test.each([
  [Number.NaN, Number.NaN, true],
  [0, -0, true],
  [1, '1', false],
  [null, undefined, false],
  [null, {}, false],
  [[], {}, false],
  [{ a: undefined }, { b: 1 }, false],
  [{ a: 1 }, { a: 1, b: 2 }, false],
])('%j and %j are equal: %s', (a, b, expected) => {
  expect(equal(a, b)).toBe(expected);
});

test('agrees with Node on any two JSON values', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      // JSON text has no -0 of its own, so neither have the values that are compared.
      const [first, second] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))];
      expect(equal(first, second)).toBe(isDeepStrictEqual(first, second));
      expect(equal(first, structuredClone(first))).toBe(true);
    }),
  );
});
