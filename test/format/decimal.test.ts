/** Held to what the platform's own formats say. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withDecimals, withSignificant } from '../../src/format/decimal.ts';

const formats = Array.from({ length: 16 }, (_, digits) => ({
  decimals: new Intl.NumberFormat('en-US', { maximumFractionDigits: digits }),
  significant: new Intl.NumberFormat('en-US', { maximumSignificantDigits: Math.max(1, digits) }),
}));

/** Numbers of every size, and those that people write, of which many are half-way between two shorter ones. */
const numbers = fc.oneof(
  fc.double({ noNaN: true }),
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  fc
    .tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 9 }))
    .map(([digits, places]) => digits / 10 ** places),
  fc.maxSafeInteger(),
  fc.constantFrom(0, -0, 0.5, -0.5, 0.05, 0.995, 9.995, 99.5, 999.5, 999_999.5, 1.005, 1e21, 5e-324, Number.MAX_VALUE),
);

/** A zero that is negative is none to us. */
const plain = (text: string): string => (text === '-0' ? '0' : text);

test('numbers read as the platform writes them, whatever is rounded away', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 15 }), (value, digits) => {
      const { decimals, significant } = formats[digits] ?? {};
      expect(withDecimals(value, digits)).toBe(plain(decimals?.format(value) ?? ''));
      expect(withSignificant(value, Math.max(1, digits))).toBe(plain(significant?.format(value) ?? ''));
    }),
    { numRuns: 2000 },
  );
});

test('what is no number of people is said as the platform says it', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    expect(withDecimals(value, 2)).toBe(formats[2]?.decimals.format(value));
});
