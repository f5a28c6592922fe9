/** Bins that every shard agrees on without being told. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coarseBin, fineBin, fineBinEnds } from '../../../src/replay/evidence/bins.ts';
import { runs } from '../../runs.ts';

/** Numbers of all sizes, and those on which bins begin and end. */
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ noNaN: true, min: -1000, max: 1000 }),
  fc
    .tuple(fc.constantFrom(1, 2, 5, -1, -2, -5), fc.integer({ min: -323, max: 307 }))
    .map(([lead, exponent]) => Number(`${lead}e${exponent}`)),
  fc.integer({ min: -1022, max: 1023 }).map((exponent) => 2 ** exponent),
  fc.integer({ min: -100, max: 100 }),
);

/** Where the steps of an ordinary double begin: below, all doubles are equally far apart. */
const SMALLEST_NORMAL = 2 ** -1022;

describe('fine bins', () => {
  it('hold their numbers: from the lower end up to below the upper one, mirrored for negative numbers', () => {
    fc.assert(
      fc.property(number, (x) => {
        const { low, high } = fineBinEnds(fineBin(x));
        if (x === 0) expect([low, high]).toEqual([0, 0]);
        else if (x > 0) expect(low <= x && x < high).toBe(true);
        else expect(low < x && x <= high).toBe(true);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('are at most 1/512 of their nearer end wide', () => {
    fc.assert(
      fc.property(number, (x) => {
        const { low, high } = fineBinEnds(fineBin(x));
        const [near, far] = [Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))];
        fc.pre(near >= SMALLEST_NORMAL && Number.isFinite(far));
        expect((far - near) / near).toBeLessThanOrEqual(1 / 512);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('follow each other without a gap, in the order of their numbers', () => {
    for (const bin of [1, 2, 512, 523_776, 1_000_000]) {
      expect(fineBinEnds(bin).high).toBe(fineBinEnds(bin + 1).low);
      expect(fineBinEnds(-bin).low).toBe(fineBinEnds(-bin - 1).high);
    }
    fc.assert(fc.property(number, number, (a, b) => fineBin(a) === fineBin(b) || a < b === fineBin(a) < fineBin(b)));
  });

  it.each([
    { x: 1, low: 1, high: 1 + 1 / 512 },
    { x: 1.001, low: 1, high: 1 + 1 / 512 },
    { x: 250, low: 250, high: 250.25 },
    { x: -250, low: -250.25, high: -250 },
  ])('$x lies in the bin from $low to $high', ({ x, low, high }) => {
    expect(fineBinEnds(fineBin(x))).toEqual({ low, high });
  });
});

describe('coarse bins', () => {
  it.each([
    { x: 0, bin: '0' },
    { x: 1, bin: '[1,2)' },
    { x: 1.999, bin: '[1,2)' },
    { x: 2, bin: '[2,5)' },
    { x: 5, bin: '[5,10)' },
    { x: 180, bin: '[100,200)' },
    { x: 0.03, bin: '[0.02,0.05)' },
    { x: -3, bin: '[-5,-2)' },
    { x: -2, bin: '[-2,-1)' },
    { x: -1, bin: '[-1,-0.5)' },
    { x: -10, bin: '[-10,-5)' },
  ])('the number $x lies in $bin', ({ x, bin }) => {
    expect(coarseBin(x, 'number')).toBe(bin);
  });

  it.each([
    { x: 0, bin: '0' },
    { x: 0.3, bin: '[0.3,0.4)' },
    { x: 0.7, bin: '[0.7,0.8)' },
    { x: 0.05, bin: '[0,0.1)' },
    { x: 0.999, bin: '[0.9,1)' },
    { x: 1, bin: '1' },
    { x: 1.5, bin: '[1,2)' },
    { x: -0.25, bin: '[-0.5,-0.2)' },
  ])('the probability $x lies in $bin', ({ x, bin }) => {
    expect(coarseBin(x, 'probability')).toBe(bin);
  });

  it.each(['number', 'probability'] as const)('hold their numbers, of the kind %s', (kind) => {
    const tenth = fc.nat({ max: 10 }).map((count) => count / 10);
    fc.assert(
      fc.property(fc.oneof(number, fc.double({ noNaN: true, min: 0, max: 1 }), tenth), (x) => {
        const bin = coarseBin(x, kind);
        const [, low, high] = /^\[(.+),(.+)\)$/.exec(bin) ?? [];
        if (low === undefined) expect(Number(bin)).toBe(x + 0);
        else expect(Number(low) <= x && x < Number(high), `${x} in ${bin}`).toBe(true);
      }),
      { numRuns: runs(3000) },
    );
  });
});
