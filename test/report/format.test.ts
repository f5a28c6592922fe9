import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as format from '../../src/report/format.ts';
import { distance, share } from './fixtures.ts';

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
    [format.signedPercent(0.041), '+4.1 %'],
    [format.signedPercent(-0.041), '−4.1 %'],
    [format.signedPercent(1e-9), '< +0.01 %'],
    [format.signedPoints(0.01), '+1 point'],
    [format.signedPoints(-0.031), '−3.1 points'],
    [format.signedNumber(12), '+12'],
    [format.signedNumber(0), '0'],
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

  test('a value beside its limit never reads like the limit unless it is the limit', () => {
    expect(format.measure(share(0.01004, { limit: 0.01 }))).toBe('1.004 %');
    expect(format.measure(share(0.01, { limit: 0.01 }))).toBe('1 %');
  });

  test('a measure reads in its unit, with a sign where it compares head with base', () => {
    expect(format.measure(share(0.041), 'changed')).toBe('4.1 %');
    expect(format.measure(share(-0.031), 'share.none')).toBe('−3.1 points');
    expect(format.measure(distance(0.00934), 'psi')).toBe('0.00934');
    expect(format.measure({ ...share(0.0455), unit: 'ratio' }, 'mean_ratio')).toBe('+4.55 %');
    expect(format.measure({ ...share(0), value: null })).toBe('–');
  });

  test('a limit in records reads as it was written', () => {
    expect(format.limit(share(0, { limit: 0.001, limitText: '200 records' }))).toBe('200 records');
    expect(format.limit(share(0, { limit: 0.001, limitText: '0.1%' }))).toBe('0.1 %');
  });

  test('an interval is told only where the value is an estimate', () => {
    expect(format.interval(share(0.04, { low: 0.036, high: 0.046, interval: 'anytime' }))).toBe('3.6 % to 4.6 %');
    expect(format.interval(share(0.04))).toBe('');
  });

  test.each([
    ['"short"', 'short'],
    ['rejected', 'rejected'],
    ['"rejected"', '"rejected"'],
    ['"250"', '"250"'],
    ['250', '250'],
    ['""', '""'],
    ['[10,20)', '10 to 20'],
    ['[-Infinity,0)', 'below 0'],
    ['"\\u001b[2J"', '\\u001b[2J'],
  ])('the cell %s reads as %s', (text, shown) => {
    expect(format.cell(text)).toBe(shown);
  });
});
