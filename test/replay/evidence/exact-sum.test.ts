/** Sums of doubles against whole-number arithmetic: each double is a multiple of 2^-1074. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactSum } from '../../../src/replay/evidence/exact-sum.ts';
import { runs } from '../../runs.ts';

/** Below this an ExactSum is exact; what is larger counts as infinite. */
const RANGE = 2 ** 970;
const UNIT = 2 ** -1074;

/** A finite double in multiples of 2^-1074, out of its bits (IEEE 754). */
function units(x: number): bigint {
  const bits = new BigUint64Array(new Float64Array([Math.abs(x)]).buffer)[0] ?? 0n;
  const exponent = bits >> 52n;
  const mantissa = bits & ((1n << 52n) - 1n);
  const size = exponent === 0n ? mantissa : (mantissa | (1n << 52n)) << (exponent - 1n);
  return x < 0 ? -size : size;
}

/** The double that is nearest, of two the even one. */
function nearestDouble(sum: bigint): number {
  const size = sum < 0n ? -sum : sum;
  const sign = sum < 0n ? -1 : 1;
  const surplus = BigInt(Math.max(0, size.toString(2).length - 53));
  const rest = size & ((1n << surplus) - 1n);
  const half = surplus === 0n ? 1n : 1n << (surplus - 1n);
  const kept = size >> surplus;
  const rounded = rest > half || (rest === half && kept % 2n === 1n) ? kept + 1n : kept;
  return sign * (surplus === 0n ? Number(rounded) * UNIT : Number(rounded) * 2 ** (Number(surplus) - 1074));
}

function exactly(numbers: readonly number[]): number {
  return nearestDouble(numbers.reduce((sum, x) => sum + units(x), 0n));
}

function sumOf(numbers: readonly number[]): ExactSum {
  const sum = new ExactSum();
  for (const x of numbers) sum.add(x);
  return sum;
}

/** Numbers of every size, whole ones around 2^53 where doubles begin to skip some, and pairs that cancel. */
const finite = fc.oneof(
  fc.double({ noNaN: true, min: -RANGE, max: RANGE, minExcluded: true, maxExcluded: true }),
  fc.double({ noNaN: true, min: -1, max: 1 }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.integer({ min: -4, max: 4 }).map((offset) => 2 ** 53 + 2 * offset),
  fc.constantFrom(0.1, 0.2, 0.3, 1e16, -1e16, 1, -1, 2 ** 53, -(2 ** 53), 5e-324, -5e-324, 2 ** -1022, -0),
  fc.integer({ min: -1070, max: 969 }).map((exponent) => 2 ** exponent),
);
const numbers = fc
  .array(finite, { maxLength: 40 })
  .chain((some) => fc.shuffledSubarray([...some, ...some.map((x) => -x)], { minLength: some.length }));

describe('an exact sum', () => {
  it('is the double nearest to the true sum', () => {
    fc.assert(
      fc.property(numbers, (some) => {
        expect(sumOf(some).total()).toBe(exactly(some) + 0);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('is the same however its numbers are split and in whatever order the parts come', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.array(fc.nat({ max: 4 }), { minLength: 80, maxLength: 80 }),
        fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
        (some, places, order) => {
          const merged = new ExactSum();
          for (const shard of order) merged.absorb(sumOf(some.filter((_, index) => places[index] === shard)).export());
          expect(merged.total()).toBe(exactly(some) + 0);
        },
      ),
      { numRuns: runs(500) },
    );
  });

  it.each([
    { some: Array.from({ length: 10 }, () => 0.1), total: 1 },
    { some: [1e16, 1, -1e16], total: 1 },
    { some: [2 ** 53, 1, 1], total: 2 ** 53 + 2 },
    { some: [2 ** 53, 1], total: 2 ** 53 },
    { some: [2 ** 53, 1, 2 ** -60], total: 2 ** 53 + 2 },
    { some: [1, 2 ** -53, 2 ** -1074], total: 1 + 2 ** -52 },
    { some: [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER], total: 2 ** 53 - 1 },
    { some: [0.5, -0.5], total: 0 },
    { some: [], total: 0 },
  ])('of $some is $total', ({ some, total }) => {
    expect(sumOf(some).total()).toBe(total);
    expect(sumOf(some.toReversed()).total()).toBe(total);
  });

  it.each([
    { some: [1, Number.POSITIVE_INFINITY, 0.5], total: Number.POSITIVE_INFINITY },
    { some: [Number.NEGATIVE_INFINITY, -1, 1e300], total: Number.NaN },
    { some: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY], total: Number.NaN },
    { some: [Number.NaN, 1], total: Number.NaN },
    { some: [-Number.MAX_VALUE, -Number.MAX_VALUE], total: Number.NEGATIVE_INFINITY },
    { some: [Number.MAX_VALUE, Number.MAX_VALUE], total: Number.POSITIVE_INFINITY },
  ])('of $some, infinite or too large to add up, is $total', ({ some, total }) => {
    expect(sumOf(some).total()).toBe(total);
  });

  it('does not depend on the order even where numbers on the way are larger than a double can be', () => {
    const huge = fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** 1023, -(2 ** 1023), 1e300, 1, 0.1);
    const special = fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN);
    const some = fc.array(fc.oneof({ weight: 8, arbitrary: huge }, { weight: 1, arbitrary: special }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        some.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        fc.nat({ max: 12 }),
        ([all, shuffled], cut) => {
          const merged = new ExactSum();
          // As sums are kept, in JSON, which has no infinity.
          merged.absorb(JSON.parse(JSON.stringify(sumOf(shuffled.slice(cut)).export())));
          merged.absorb(sumOf(shuffled.slice(0, cut)).export());
          expect(merged.total()).toBe(sumOf(all).total());
        },
      ),
      { numRuns: runs(500) },
    );
  });
});

it('adds a number many times as if each time alone', () => {
  const number = fc.oneof(
    fc.double(),
    fc.constantFrom(0.1, 1 / 3, 5e-324, -5e-324, 2 ** 53 - 1, 2 ** 52 + 0.5, 2 ** 960, -(2 ** 971), -0, 7),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(number, fc.integer({ min: 1, max: 300 })), { maxLength: 5 }), (pairs) => {
      const [once, many] = [new ExactSum(), new ExactSum()];
      for (const [x, times] of pairs) {
        once.addTimes(x, times);
        for (let time = 0; time < times; time += 1) many.add(x);
      }
      expect(once.total()).toBe(many.total());
    }),
  );
});
