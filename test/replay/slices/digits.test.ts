/** Bins of two significant digits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsBin } from '../../../src/replay/slices/digits.ts';

describe('the bin of a number', () => {
  it.each([
    [0, 0],
    [7, 7],
    [10, 10],
    [99, 99],
    [99.99, 99],
    [100, 100],
    [899.99, 890],
    [900, 900],
    [1234, 1200],
    [0.29, 0.29],
    [0.0456, 0.045],
    [1e-7, 1e-7],
    [123456789, 120000000],
    [-7, -7],
    [-1234, -1300],
    [-0.0456, -0.046],
    [-1000, -1000],
    [-999.5, -1000],
    [1e300, 1e300],
  ])('%d is %d', (x, bin) => {
    expect(digitsBin(x)).toBe(bin);
  });

  it('is not above it, has two digits, and is its own bin', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }), (x) => {
        fc.pre(x === 0 || Math.abs(x) > 1e-15);
        const bin = digitsBin(x);
        expect(bin).toBeLessThanOrEqual(x + Math.abs(x) * 1e-10);
        expect(Number(bin.toPrecision(2))).toBe(bin);
        expect(digitsBin(bin)).toBe(bin);
      }),
    );
  });

  it('never falls where numbers grow', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(digitsBin(Math.min(a, b))).toBeLessThanOrEqual(digitsBin(Math.max(a, b)));
      }),
    );
  });
});
