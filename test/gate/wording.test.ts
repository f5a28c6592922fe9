/** Numbers as people read them. */
import { expect, test } from 'vitest';
import {
  formatAmount,
  formatApart,
  formatCount,
  formatNumber,
  formatRecords,
  formatShare,
} from '../../src/gate/wording.ts';

test.each([
  [0, '0 %'],
  [0.041, '4.1 %'],
  [0.0005, '0.05 %'],
  [0.01, '1 %'],
  [0.123456, '12.3 %'],
  [-0.023, '−2.3 %'],
  [0.00000001, 'under 0.0001 %'],
  [0.00001234, '0.0012 %'],
  [1, '100 %'],
  [0.9996, '99.96 %'],
  [0.99999999, 'over 99.9999 %'],
  [25, '2,500 %'],
])('the share %d is written %s', (share, text) => {
  expect(formatShare(share)).toBe(text);
});

test.each([
  [0, '0'],
  [8200, '8,200'],
  [12.345, '12.3'],
  [1234.5, '1,235'],
  [0.01234, '0.0123'],
  [-5, '−5'],
  [250, '250'],
  [1e-9, '1.00e-9'],
])('the number %d is written %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test('counts have separators and stakes are shortened', () => {
  expect([formatCount(1234567), formatRecords(1), formatRecords(2000)]).toEqual([
    '1,234,567',
    '1 record',
    '2,000 records',
  ]);
  expect([formatAmount(1_240_000), formatAmount(30_000_000), formatAmount(4.2e9), formatAmount(950)]).toEqual([
    '1.2 M',
    '30 M',
    '4.2 B',
    '950',
  ]);
});

test('two numbers that differ are written so that they differ', () => {
  expect(formatApart(0.01, 0.010001, formatShare)).toEqual(['1 %', '1.0001 %']);
  expect(formatApart(5, 5, formatNumber)).toEqual(['5', '5']);
});
