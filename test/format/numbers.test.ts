import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as format from '../../src/format/numbers.ts';

describe('how numbers read', () => {
  test.each([
    [0, '0 %'],
    [0.041, '4.1 %'],
    [0.12345, '12.3 %'],
    [1, '100 %'],
    [2.5, '250 %'],
    [0.0001, '0.01 %'],
    [0.00001, '< 0.01 %'],
    [0.9999, '99.99 %'],
    [0.99995, '> 99.99 %'],
    [-0.05, '−5 %'],
    [-1e-9, '> −0.01 %'],
  ])('the share %d is %s', (value, text) => {
    expect(format.percent(value)).toBe(text);
  });

  test('only nothing reads as 0 % and only the whole as 100 %', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (value) => {
        expect(format.percent(value) === '0 %').toBe(value === 0);
        expect(format.percent(value) === '100 %').toBe(value === 1);
      }),
    );
  });

  test.each([
    [format.signed(0.041, format.percent(0.041)), '+4.1 %'],
    [format.signed(-0.041, format.percent(-0.041)), '−4.1 %'],
    [format.signed(1e-9, format.percent(1e-9)), '< +0.01 %'],
    [format.points(0.01), '1 point'],
    [format.points(-0.031), '−3.1 points'],
    [format.signed(12, format.number(12)), '+12'],
    [format.signed(0, format.number(0)), '0'],
    [format.count(1200000), '1,200,000'],
    [format.plural(1, 'record'), '1 record'],
    [format.plural(0, 'entry', 'entries'), '0 entries'],
    [format.compact(1.2e6), '1.2 M'],
    [format.compact(950), '950'],
    [format.compact(999_950), '1 M'],
    [format.compact(-2.5e9), '−2.5 B'],
    [format.number(0.1 + 0.2), '0.3'],
    [format.number(1234567.8), '1,234,568'],
    [format.number(1e-7), '1e−7'],
    [format.number(Number.NEGATIVE_INFINITY), '−∞'],
    [format.duration(0.2), '< 1 s'],
    [format.duration(42), '42 s'],
    [format.duration(65), '1 min 5 s'],
    [format.duration(7260), '2 h 1 min'],
    [format.duration(273_600), '3 d 4 h'],
  ])('%s is %s', (actual, expected) => {
    expect(actual).toBe(expected);
  });
});
