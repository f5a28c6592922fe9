import { describe, expect, test } from 'vitest';
import * as format from '../../src/format/measures.ts';
import { distance, share } from '../report/fixtures.ts';

describe('how measures read', () => {
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

  test('a difference of shares and its limit are in points, and told apart like any other', () => {
    const red = share(-0.01004, { limit: 0.01, limitText: '1%' });
    expect([format.measure(red, 'share.red'), format.limit(red, 'share.red')]).toEqual(['−1.004 points', '1 point']);
  });

  test('a limit has all of its digits', () => {
    expect(format.limit(share(0, { limit: 0.00001, limitText: '0.001%' }))).toBe('0.001 %');
    expect(format.limit(share(0, { limit: 0.2, limitText: '2000 records' }))).toBe('2,000 records');
  });

  test('a score reads in per cent where its owners limit it so', () => {
    const rbo = { ...distance(0.052), limit: 0.05, limitText: '5%' };
    expect([format.measure(rbo, 'rbo'), format.limit(rbo, 'rbo')]).toEqual(['5.2 %', '5 %']);
  });

  test('the ends of a narrow interval have the digits that tell them apart', () => {
    const estimated = share(0.01, { low: 0.010001, high: 0.010021, interval: 'anytime' });
    expect(format.ends(estimated, 'changed')).toEqual(['1 %', '1.002 %']);
  });
});
