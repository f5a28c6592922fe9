/** The seeded order of records. */
import { describe, expect, it } from 'vitest';
import { EVERYTHING, firstOf, windowFilter } from '../../src/replay/order.ts';

/** Byte offsets as they stand in a file of records of some 300 bytes. */
const positions = Array.from({ length: 100_000 }, (_, index) => index * 301);

function sample(seed: number, from: number, to: number, file = 0): number[] {
  return positions.filter(windowFilter({ seed, from, to }, file));
}

describe('the windows of a seed', () => {
  it.each([
    { seed: 0, a: 0.1, b: 0.4 },
    { seed: 7, a: 1 / 3, b: 2 / 3 },
    { seed: 2 ** 32 - 1, a: 1e-6, b: 0.999999 },
    { seed: -5, a: 0.5, b: 0.5 },
  ])('share out every record once: seed $seed cut at $a and $b', ({ seed, a, b }) => {
    const rounds = [sample(seed, 0, a), sample(seed, a, b), sample(seed, b, 1)];
    expect(rounds.flat().toSorted((x, y) => x - y)).toEqual(positions);
  });

  it('hold about as many records as they are wide', () => {
    // Four standard deviations of a binomial count of 100,000 with p = 0.2 are 506.
    expect(Math.abs(sample(1, 0, 0.2).length - 20_000)).toBeLessThan(506);
    expect(Math.abs(sample(1, 0.7, 0.9).length - 20_000)).toBeLessThan(506);
  });

  it('grow without losing anyone: a wider window holds the narrower one', () => {
    const wide = new Set(sample(3, 0, 0.3));
    expect(sample(3, 0, 0.1).every((position) => wide.has(position))).toBe(true);
  });
});

describe('the rank of a record', () => {
  it.each([
    { seed: 1, file: 0 },
    { seed: 2, file: 0 },
    { seed: 1, file: 5 },
  ])('is uniform: seed $seed, file $file', ({ seed, file }) => {
    const cells = 100;
    const expected = positions.length / cells;
    let chiSquare = 0;
    for (let cell = 0; cell < cells; cell += 1) {
      chiSquare += (sample(seed, cell / cells, (cell + 1) / cells, file).length - expected) ** 2 / expected;
    }
    // χ² with 99 degrees of freedom: 0.05 % lie below 58.0 and 0.05 % above 150.0.
    expect(chiSquare).toBeGreaterThan(58);
    expect(chiSquare).toBeLessThan(150);
  });

  it('does not go with the place in the file: each tenth of the file gives a tenth of the sample', () => {
    const tenths = new Array<number>(10).fill(0);
    const chosen = sample(11, 0, 0.2);
    for (const position of chosen) tenths[Math.floor((position / (100_000 * 301)) * 10)]! += 1;
    const expected = chosen.length / 10;
    const chiSquare = tenths.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // χ² with 9 degrees of freedom: 0.1 % lie above 27.9.
    expect(chiSquare).toBeLessThan(27.9);
  });

  it('depends on the seed and on the file', () => {
    const chosen = new Set(sample(1, 0, 0.1));
    for (const other of [sample(2, 0, 0.1), sample(1, 0, 0.1, 1)]) {
      const common = other.filter((position) => chosen.has(position)).length;
      // Independent samples of a tenth have a hundredth in common: 1,000, with a standard deviation below 32.
      expect(Math.abs(common - 1000)).toBeLessThan(128);
    }
  });

  it('is the same whoever asks, in whatever order, which is what makes it independent of the sharding', () => {
    const chosen = sample(9, 0.2, 0.5);
    const want = windowFilter({ seed: 9, from: 0.2, to: 0.5 }, 0);
    expect(positions.toReversed().filter(want).toReversed()).toEqual(chosen);
  });

  it('tells positions apart beyond 4 GB', () => {
    const far = positions.map((position) => position + 2 ** 32);
    const near = sample(1, 0, 0.1);
    const chosen = far.filter(windowFilter({ seed: 1, from: 0, to: 0.1 }, 0)).map((position) => position - 2 ** 32);
    expect(Math.abs(chosen.length - 10_000)).toBeLessThan(380);
    expect(chosen).not.toEqual(near);
  });
});

describe('the whole recording', () => {
  it('is wanted by the window from 0 to 1', () => {
    expect(positions.every(windowFilter(EVERYTHING, 3))).toBe(true);
  });

  it('can be cut off after so many wanted records', () => {
    expect(positions.filter(firstOf((position) => position % 2 === 0, 3))).toEqual([0, 602, 1204]);
  });
});
