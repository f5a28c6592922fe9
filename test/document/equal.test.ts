import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equal, identical } from '../../src/document/equal.ts';

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

test.each([
  ['two days', new Date(0), new Date(1), false],
  ['a day and its copy', new Date(0), new Date(0), true],
  ['a date and an empty object', new Date(0), {}, false],
  ['two sets', new Set([1]), new Set([2]), false],
  ['sets of the same', new Set([1, 2]), new Set([2, 1]), true],
  ['two maps', new Map([['a', 1]]), new Map([['a', 2]]), false],
  ['bytes', new Uint8Array([1]), new Uint8Array([2]), false],
  ['bytes and their list', new Uint8Array([1]), [1], false],
  ['boxed numbers', [Object(1)], [Object(2)], false],
  ['neighbours beyond 2^53', 9007199254740993n, 9007199254740992n, false],
  ['neighbours of which one is a number', 9007199254740993n, 9007199254740992, false],
  ['an integer and the same as a number', 9007199254740992n, 9007199254740992, true],
  ['an integer and its text', 1n, '1', false],
  ['an integer and true', 1n, true, false],
])('what is no JSON value: %s', (_, a, b, expected) => {
  expect(equal(a, b)).toBe(expected);
  expect(equal({ deep: [b] }, { deep: [a] })).toBe(expected);
});

test('a step that comes after can tell 0 from -0, by dividing', () => {
  expect(identical({ a: [0] }, { a: [-0] })).toBe(false);
  expect(identical({ a: [0, 1, Number.NaN] }, { a: [0, 1, Number.NaN] })).toBe(true);
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
