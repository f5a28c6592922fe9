import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEpochFormatter } from '../../src/recordings/epoch-time.ts';

test.each([
  [981_115_560, '2001-02-02T12:06:00.000Z'],
  [981_115_560_123, '2001-02-02T12:06:00.123Z'],
  [981_115_560_123_456, '2001-02-02T12:06:00.123Z'],
  [1_767_225_600_000_000_000, '2026-01-01T00:00:00.000Z'],
  [981_115_560.5, '2001-02-02T12:06:00.500Z'],
  [-1, '1969-12-31T23:59:59.000Z'],
  [0, '1970-01-01T00:00:00.000Z'],
])('%s is %s', (number, expected) => {
  expect(createEpochFormatter()(number)).toBe(expected);
});

test('what no date reaches is no time', () => {
  expect(createEpochFormatter()(Number.NaN)).toBeUndefined();
  expect(createEpochFormatter()(1e40)).toBeUndefined();
});

test('any milliseconds are written as a Date writes them, whatever came before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 }), { minLength: 1 }),
      (numbers) => {
        const format = createEpochFormatter();
        const milliseconds = numbers.filter((number) => Math.abs(number) >= 1e11);
        expect(milliseconds.map(format)).toEqual(milliseconds.map((number) => new Date(number).toISOString()));
      },
    ),
  );
});
