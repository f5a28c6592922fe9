import { expect, test } from 'vitest';
import { either, together } from '../../src/format/listed.ts';

test.each([
  [[], '', ''],
  [['a'], 'a', 'a'],
  [['a', 'b'], 'a or b', 'a and b'],
  [['a', 'b, c', 'd'], 'a, b, c or d', 'a, b, c and d'],
])('%j in a sentence', (names, alternatives, all) => {
  expect(either(names)).toBe(alternatives);
  expect(together(names)).toBe(all);
});
