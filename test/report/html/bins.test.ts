import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areFewValues, redraw } from '../../../src/report/html/charts/bins.ts';

const point = (value: number, weight: number) => ({ low: value, high: value, weight });

test('single numbers fall into bins of a round width', () => {
  const drawn = redraw([point(0, 1), point(10, 2), point(39, 1)], [point(0, 4)]);
  expect(drawn?.bins[0]).toEqual({ low: 0, high: 1, base: 0.25, head: 1 });
  expect(drawn?.bins[10]).toEqual({ low: 10, high: 11, base: 0.5, head: 0 });
  expect(drawn?.bins.at(-1)).toEqual({ low: 39, high: 40, base: 0.25, head: 0 });
});

test('a bin that is wider than those drawn gives each its portion', () => {
  const drawn = redraw(
    [
      { low: 0, high: 20, weight: 1 },
      { low: 20, high: 40, weight: 3 },
    ],
    [],
  );
  expect(drawn?.bins).toHaveLength(40);
  expect(drawn?.bins[0]?.base).toBeCloseTo(0.25 / 20);
  expect(drawn?.bins[39]?.base).toBeCloseTo(0.75 / 20);
});

test('a rare outlier lies outside the picture and is accounted for', () => {
  const core = Array.from({ length: 10 }, (_, value) => point(value, 100));
  const drawn = redraw([...core, point(1_000_000, 1)], core);
  expect(drawn?.bins.at(-1)?.high).toBeLessThan(20);
  expect(drawn?.above.base).toBeCloseTo(1 / 1001);
  expect(drawn?.above.head).toBe(0);
});

test('nothing is drawn where there is no traffic', () => {
  expect(redraw([], [point(1, 0)])).toBeUndefined();
});

test('a few single numbers are told from a range', () => {
  expect(areFewValues([point(0, 1), point(250, 1)])).toBe(true);
  expect(areFewValues([{ low: 0, high: 1, weight: 1 }])).toBe(false);
  expect(areFewValues(Array.from({ length: 11 }, (_, value) => point(value, 1)))).toBe(false);
});

test('each side sums to one, inside and outside the picture, whatever the numbers', () => {
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.integer({ min: 0, max: 100 }),
  );
  const bins = fc.array(fc.tuple(value, fc.integer({ min: 1, max: 1000 })), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(bins, (pairs) => {
      const base = pairs.map(([at, weight]) => point(at, weight));
      const drawn = redraw(base, base);
      if (!drawn) return;
      const inside = drawn.bins.reduce((sum, bin) => sum + bin.base, 0);
      expect(inside + drawn.below.base + drawn.above.base).toBeCloseTo(1);
      expect(drawn.bins.length).toBeLessThanOrEqual(42);
    }),
  );
});
