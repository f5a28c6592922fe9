/** Intervals of attributions where not every record was run in every coalition. */
import { describe, expect, it } from 'vitest';
import { attribute, type CoalitionSums, type StratumSums } from '../../src/impact/attribution.ts';
import { seededShuffle } from '../../src/impact/seeded-shuffle.ts';
import { exactDesign } from '../../src/impact/shapley-design.ts';

const design = exactDesign(2);

/** What two edits do to a record: alone, alone, together. */
type Effects = readonly [first: number, second: number, both: number];

function stratumOf(records: readonly Effects[], sampled: readonly Effects[]): StratumSums {
  const values = [0, 0, 0, 0];
  const squares = [0, 0];
  let largest = 0;
  for (const [first, second, both] of sampled) {
    [0, first, second, both].forEach((x, index) => {
      values[index] = (values[index] ?? 0) + x;
    });
    const own = [(first + both - second) / 2, (second + both - first) / 2];
    own.forEach((y, player) => {
      squares[player] = (squares[player] ?? 0) + y * y;
      largest = Math.max(largest, Math.abs(y));
    });
  }
  return { records: records.length, sampled: sampled.length, values, squares, largest };
}

function sumsOf(
  different: readonly [readonly Effects[], readonly Effects[]],
  same: readonly [readonly Effects[], readonly Effects[]],
): CoalitionSums {
  const total = different[0].reduce((sum, [, , both]) => sum + both, 0);
  return { total, strata: [stratumOf(...different), stratumOf(...same)] };
}

const repeat = (count: number, effects: Effects): Effects[] => Array.from({ length: count }, () => effects);

describe('an attribution', () => {
  it('is exact, with a point for an interval, where every record was run', () => {
    // 30 records the first moves by 2, 10 that either alone moves by 1; 60 in which 3 and −3 cancel.
    const moved = [...repeat(30, [2, 0, 2]), ...repeat(10, [1, 1, 1])];
    const still = repeat(60, [3, -3, 0]);
    const sums = sumsOf([moved, moved], [still, still]);
    const values = attribute(design, sums, { weight: 100, replayed: 100, recorded: 100 });
    // First: (30·2 + 10·½ + 60·3) / 100; second: (10·½ − 60·3) / 100.
    expect(values).toEqual([
      { value: 2.45, low: 2.45, high: 2.45 },
      { value: -1.75, low: -1.75, high: -1.75 },
    ]);
  });

  it('adds up to the total where records that differ were sampled, and leaves nothing to an edit that moves nothing', () => {
    const moved = [...repeat(70, [1, 0, 1]), ...repeat(30, [3, 0, 3])];
    const sums = sumsOf([moved, seededShuffle(moved, 4).slice(0, 20)], [[], []]);
    const [first, second] = attribute(design, sums, { weight: 100, replayed: 100, recorded: 100 }) ?? [];
    expect(first?.value).toBeCloseTo(1.6, 12);
    expect(second?.value).toBe(0);
  });

  it('is not made up where the sample shows no sign of what moves', () => {
    const moved = repeat(10, [1, 0, 1]);
    const sums = sumsOf([moved, []], [[], []]);
    expect(attribute(design, sums, { weight: 10, replayed: 10, recorded: 10 })).toBeUndefined();
  });

  /** Of a hundred samples at least 95 hold the value that all records give. */
  function coverage(moved: readonly Effects[], still: readonly Effects[], sizes: readonly [number, number]): number {
    const population = { weight: moved.length + still.length, replayed: 1, recorded: 1 };
    const exact = attribute(design, sumsOf([moved, moved], [still, still]), population) ?? [];
    let covered = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const [some, others] = [seededShuffle(moved, seed), seededShuffle(still, seed + 1000)];
      const sums = sumsOf([moved, some.slice(0, sizes[0])], [still, others.slice(0, sizes[1])]);
      const found = attribute(design, sums, population) ?? [];
      if (found.every(({ low, high }, p) => low <= (exact[p]?.value ?? 0) && (exact[p]?.value ?? 0) <= high))
        covered += 1;
    }
    return covered / 200;
  }

  it.each<[string, readonly Effects[], readonly Effects[], readonly [number, number]]>([
    [
      'effects that cancel in a tenth of what stays',
      repeat(50, [1, 0, 1]),
      [...repeat(100, [4, -4, 0]), ...repeat(900, [0, 0, 0])],
      [50, 100],
    ],
    [
      'effects that cancel in one of a hundred',
      repeat(50, [1, 0, 1]),
      [...repeat(20, [1, -1, 0]), ...repeat(1980, [0, 0, 0])],
      [50, 200],
    ],
    [
      'a sample of what differs',
      [...repeat(300, [1, 0, 1]), ...repeat(200, [0, 1, 1]), ...repeat(100, [1, 1, 1])],
      [],
      [100, 0],
    ],
  ])('holds the exact value in at least 95 % of samples: %s', (_, moved, still, sizes) => {
    expect(coverage(moved, still, sizes)).toBeGreaterThanOrEqual(0.95);
  });

  it('of a replay that stopped early holds that of the whole recording in at least 95 % of samples', () => {
    const recording = seededShuffle(
      [...repeat(600, [1, 0, 1]), ...repeat(100, [0, 1, 1]), ...repeat(19_300, [0, 0, 0])] satisfies Effects[],
      9,
    );
    let covered = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const read = seededShuffle(recording, seed).slice(0, 2000);
      const moved = read.filter(([, , both]) => both !== 0);
      const still = read.filter(([, , both]) => both === 0);
      const sums = sumsOf([moved, moved], [still, still]);
      const found = attribute(design, sums, { weight: 2000, replayed: 2000, recorded: 20_000 }) ?? [];
      const truths = [600 / 20_000, 100 / 20_000];
      if (found.every(({ low, high }, p) => low <= (truths[p] ?? 0) && (truths[p] ?? 0) <= high)) covered += 1;
    }
    expect(covered / 200).toBeGreaterThanOrEqual(0.95);
  });
});
