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

describe('two shares beside each other', () => {
  // By hand: the columns are subtracted as they are printed.
  test.each([
    [0.99522, 0.98549, '99.52 %', '98.55 %', '−0.97'],
    [0.0031, 0.003, '0.31 %', '0.3 %', '−0.01'],
    [0.507, 0.5395, '50.7 %', '53.95 %', '+3.25'],
    [526 / 2400, 409 / 2400, '21.92 %', '17.04 %', '−4.88'],
    [658 / 2400, 697 / 2400, '27.42 %', '29.04 %', '+1.63'],
    [0.122, 0.6, '12.2 %', '60 %', '+47.8'],
    [0.5, 0.5, '50 %', '50 %', '0'],
    [0, 0.00001, '0 %', '< 0.01 %', '0'],
    [1, 0.99999, '100 %', '> 99.99 %', '0'],
  ])('%d and %d', (base, head, before, after, moved) => {
    expect(format.sharePair(base, head)).toEqual({ base: before, head: after, moved });
  });

  test('what is half-way is not rounded by the noise of a multiplication', () => {
    // 0.5075 × 100 is 50.749999999999996.
    expect([format.percent(0.5075), format.percent(-0.5075), format.points(0.04875)]).toEqual([
      '50.8 %',
      '−50.8 %',
      '4.88 points',
    ]);
  });
});
