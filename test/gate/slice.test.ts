/** What a report shows of one segment: hand counts of small tables. */
import { describe, expect, test } from 'vitest';
import { slicedSegments, sliceOf } from '../../src/gate/slice.ts';
import type { OutputEvidence, Row, SegmentEvidence } from '../../src/impact/evidence.ts';
import { categoryEvidence, type Pair, tally } from '../impact/evidence-of.ts';

const slice = (output: OutputEvidence) => sliceOf(output, 0, false);

/** Numbers as a segment keeps them: a joint table, and no histograms. */
function numbers(pairs: readonly Pair[], extra: Partial<OutputEvidence> = {}): OutputEvidence {
  return { ...categoryEvidence(pairs), name: 'amount', kind: 'number', ...extra };
}

describe('a slice of a category', () => {
  const output = categoryEvidence([
    ['"none"', '"none"', 80],
    ['"none"', '"short"', 15],
    ['"short"', '"short"', 12],
    ['"short"', '"none"', 3],
    ['"gold"', '"gold"', 9],
    ['"tin"', '"tin"', 2],
    ['"none"', 'rejected', 1],
  ]);

  test('counts both sides, and names no value that fewer than ten records have', () => {
    expect(slice(output).distribution).toEqual({
      base: { counts: { none: 96, short: 15, other: 11 } },
      head: { counts: { none: 83, short: 27, other: 11, rejected: 1 } },
    });
  });

  test('lists no transition of fewer than ten records, and says how many it leaves out', () => {
    expect(slice(output)).toMatchObject({
      transitions: [{ base: 'none', head: 'short', records: 15, weight: 15 }],
      transitionsLeftOut: 2,
    });
  });

  test('a value that ten records have at head alone is named on both sides', () => {
    const { distribution } = slice(
      categoryEvidence([
        ['"a"', '"b"', 10],
        ['"b"', '"a"', 4],
      ]),
    );
    expect(distribution).toEqual({ base: { counts: { a: 10, b: 4 } }, head: { counts: { b: 10, a: 4 } } });
  });

  test('counts the requests that records stand for, but needs ten records to name a value', () => {
    const rows: Row[] = [
      { base: '"a"', head: '"b"', records: 10, weight: 500, value: 0 },
      { base: '"b"', head: '"c"', records: 9, weight: 900, value: 0 },
    ];
    const found = slice({ ...categoryEvidence([]), table: rows, total: tally(19, 1400), changed: tally(19, 1400) });
    expect(found.distribution).toEqual({
      base: { counts: { b: 900, a: 500 } },
      head: { counts: { other: 900, b: 500 } },
    });
    expect(found.transitions).toEqual([{ base: 'a', head: 'b', records: 10, weight: 500 }]);
  });

  test('names the twenty largest values and the ten largest transitions', () => {
    const pairs = Array.from({ length: 30 }, (_, i): Pair => [`"a${i}"`, '"b"', 100 + i]);
    const { distribution, transitions, transitionsLeftOut } = slice(categoryEvidence(pairs));
    const { other, ...named } = distribution?.base.counts ?? {};
    // `b` is the largest on either side and has no record at base, so nineteen are left: 111 to 129.
    expect(Object.values(named)).toEqual(Array.from({ length: 19 }, (_, i) => 129 - i));
    expect(other).toBe(11 * 105);
    expect(transitions?.map(({ records }) => records)).toEqual([129, 128, 127, 126, 125, 124, 123, 122, 121, 120]);
    expect(transitionsLeftOut).toBe(20);
  });

  test('joins the buckets of folded values', () => {
    const { distribution } = slice(categoryEvidence([['other:3', 'other:7', 40]], { folded: true }));
    expect(distribution).toEqual({ base: { counts: { other: 40 } }, head: { counts: { other: 40 } } });
  });
});

describe('a slice of a number', () => {
  test('has each number that ten records have, with mean and percentiles where those are all', () => {
    const pairs: Pair[] = [
      ['0', '0', 60],
      ['0', '250', 20],
      ['250', '250', 20],
    ];
    const sums = {
      records: 100,
      weight: 100,
      sum: { base: 5_000, head: 10_000, difference: 5_000, magnitude: 5_000 },
      square: {},
    };
    const { base, head } = slice(numbers(pairs, { sums })).distribution ?? {};
    expect(base?.bins).toEqual([
      { low: 0, high: 0, weight: 80 },
      { low: 250, high: 250, weight: 20 },
    ]);
    expect(head?.bins?.map(({ weight }) => weight)).toEqual([60, 40]);
    expect(base).toMatchObject({ mean: 50, p50: 0, min: 0, max: 250, usable: 100 });
    expect(head).toMatchObject({ mean: 100, p50: 0 });
  });

  test('counts rarer numbers together, and then has neither mean nor percentiles, which would tell them', () => {
    const { distribution } = slice(
      numbers([
        ['0', '0', 60],
        ['0', '987', 4],
        ['250', 'rejected', 11],
        ['611', '0', 1],
      ]),
    );
    expect(distribution).toEqual({
      base: {
        counts: { other: 1 },
        bins: [
          { low: 0, high: 0, weight: 64 },
          { low: 250, high: 250, weight: 11 },
        ],
      },
      head: {
        counts: { rejected: 11, other: 4 },
        bins: [
          { low: 0, high: 0, weight: 61 },
          { low: 250, high: 250, weight: 0 },
        ],
      },
    });
  });

  test('has no distribution where the segment holds bins, too many numbers, or rare ones only', () => {
    const many = Array.from({ length: 41 }, (_, i): Pair => [String(i), String(i), 10]);
    const rare = Array.from({ length: 30 }, (_, i): Pair => [String(i), String(i), 1]);
    for (const output of [numbers([['[10,20)', '[20,50)', 50]]), numbers(many), numbers(rare)]) {
      expect(slice(output).distribution).toBeUndefined();
    }
    expect(slice(numbers([['[10,20)', '[20,50)', 50]]))).toMatchObject({
      transitions: [{ base: '[10,20)', head: '[20,50)', records: 50 }],
    });
    expect(slice(numbers([['0', '0', 50]], { folded: true })).distribution).toBeUndefined();
  });
});

test('a slice of a text has no distribution', () => {
  const found = slice({ ...categoryEvidence([['text', 'text', 50]]), kind: 'text' });
  expect(found).toEqual({ transitions: [] });
});

test('of each pointer the first twenty segments and the twenty largest are shown', () => {
  const segment = (pointer: string, at: number): SegmentEvidence => ({
    pointer,
    value: `"${at}"`,
    total: tally(10 + at),
    outputs: [],
  });
  const all = ['/origin', '/carrier'].flatMap((pointer) => Array.from({ length: 50 }, (_, at) => segment(pointer, at)));
  const shown = slicedSegments([...all, segment('/day', 0)]);
  expect(shown.size).toBe(2 * 40 + 1);
  expect(all.filter((one) => !shown.has(one)).map(({ value }) => value)).toEqual(
    [1, 2].flatMap(() => Array.from({ length: 10 }, (_, i) => `"${20 + i}"`)),
  );
});
