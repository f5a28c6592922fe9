/** What is counted for one output, against sums done by hand. */
import { describe, expect, it } from 'vitest';
import type { OutputEvidence, OutputKind } from '../../../src/impact/evidence.ts';
import type { Sampling } from '../../../src/impact/sampling.ts';
import { measureOutput } from '../../../src/measures/measure-output.ts';
import { FAILED, REJECTED, Word } from '../../../src/replay/evidence/cell.ts';
import type { OutputSpec } from '../../../src/replay/evidence/detail.ts';
import { OutputSum } from '../../../src/replay/evidence/output.ts';
import { outputSpec } from './records.ts';

/** `[base, head, label, weight, value]` of each record. */
type Added = readonly [base: unknown, head: unknown, label?: unknown, weight?: number, value?: number];

function evidenceOf(kind: OutputKind, records: readonly Added[], more: Partial<OutputSpec> = {}): OutputEvidence {
  const sum = new OutputSum(outputSpec(kind, more), { weighted: true, valued: true });
  for (const [base, head, label, weight = 1, value = 0] of records) sum.add(base, head, label, weight, value);
  return sum.finish();
}

const otherwise = { alpha: 0.01, share: 0.01 };
const full: Sampling = { full: true, weighted: true, aims: new Map(), otherwise };

/** Rows as `base → head: records`. */
function rows({ table }: OutputEvidence): string[] {
  return table.map(({ base, head, records }) => `${base} → ${head}: ${records}`);
}

describe('every output', () => {
  it('adds up records, the requests they stand for, and what is at stake in them', () => {
    const { total, changed, table } = evidenceOf('category', [
      ['none', 'none', undefined, 2, 100],
      ['none', 'short', undefined, 0.5, 300],
      ['none', 'short', undefined, 3, -10],
    ]);
    expect(total).toEqual({ records: 3, weight: 5.5, value: 320 });
    expect(changed).toEqual({ records: 2, weight: 3.5, value: 120 });
    expect(table).toEqual([
      { base: '"none"', head: '"none"', records: 1, weight: 2, value: 200 },
      { base: '"none"', head: '"short"', records: 2, weight: 3.5, value: 120 },
    ]);
  });

  it('has outcomes and missing values in its table like any other value', () => {
    const found = evidenceOf('category', [
      ['none', REJECTED],
      ['rejected', REJECTED],
      [FAILED, FAILED],
      [undefined, null],
      [undefined, undefined],
    ]);
    expect(rows(found)).toEqual([
      '"none" → rejected: 1',
      '"rejected" → rejected: 1',
      'failed → failed: 1',
      'missing → missing: 1',
      'missing → null: 1',
    ]);
    expect(found.changed.records).toBe(3);
  });

  it('takes a number and the text of it for different values', () => {
    for (const kind of ['category', 'number', 'text'] as const) {
      expect(evidenceOf(kind, [[1, '1']]).changed.records).toBe(1);
    }
  });

  it('takes objects with their keys in another order for the same value', () => {
    const found = evidenceOf('category', [
      [
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ],
    ]);
    expect([found.changed.records, ...rows(found)]).toEqual([0, '{"a":1,"b":[2]} → {"a":1,"b":[2]}: 1']);
  });
});

describe('a category', () => {
  /** `v0` … `v1199`; at base, each of the first 1,000 twice and the others once. */
  const records = Array.from({ length: 1200 }, (_, index): Added[] => {
    const one = `v${index}`;
    return index < 1000
      ? [
          [one, one],
          [one, `v${(index + 1) % 1200}`],
        ]
      : [[one, one]];
  }).flat();

  it('shows the 1,000 values that are most frequent at base and counts the others as "other"', () => {
    const found = evidenceOf('category', records);
    expect(found.folded).toBe(true);
    expect(new Set(found.table.flatMap(({ base, head }) => [base, head])).size).toBe(1001);
    expect(found.table.find(({ base, head }) => base === 'other' && head === 'other')?.records).toBe(200);
    expect(found.table.find(({ base, head }) => base === '"v999"' && head === 'other')?.records).toBe(1);
    expect(found.table.reduce((sum, row) => sum + row.records, 0)).toBe(2200);
    expect(found.changed.records).toBe(1000);
  });

  it('counts a change among values that are not shown', () => {
    const found = evidenceOf('category', [...records, ['v1100', 'v1101']]);
    expect(found.changed.records).toBe(1001);
    expect(found.table.find(({ base, head }) => base === 'other' && head === 'other')?.records).toBe(201);
  });

  it('shows what was rejected at head alone, however many values are more frequent', () => {
    const found = evidenceOf('category', [...records, ['v0', Word.of('rejected')]]);
    expect(found.table.find(({ head }) => head === 'rejected')).toMatchObject({ base: '"v0"', records: 1 });
  });

  it('shows 1,000 values as they are', () => {
    const found = evidenceOf('category', records.slice(0, 1998));
    expect([found.folded, new Set(found.table.map(({ base }) => base)).size]).toEqual([false, 999]);
  });

  it('has a table for each label, of the records that carry one', () => {
    const found = evidenceOf('category', [
      ['yes', 'yes', 'yes', 2],
      ['yes', 'no', 'yes'],
      ['no', 'no', undefined],
      ['no', REJECTED, 'no'],
    ]);
    expect(found.labels?.total).toEqual({ records: 3, weight: 4, value: 0, squares: 6 });
    expect(found.labels?.table?.map(({ base, head, label, weight }) => [base, head, label, weight])).toEqual([
      ['"no"', 'rejected', '"no"', 1],
      ['"yes"', '"no"', '"yes"', 1],
      ['"yes"', '"yes"', '"yes"', 2],
    ]);
  });
});

describe('a number', () => {
  it('has sums of both sides and of the difference, over records where both sides are numbers', () => {
    const found = evidenceOf('number', [
      [10, 13, undefined, 2],
      [10, 8],
      [4, 4],
      [7, undefined],
      ['7', 7],
      [Number.NaN, 7],
    ]);
    expect(found.sums).toEqual({
      records: 3,
      weight: 4,
      squares: 6,
      sum: { base: 34, head: 38, difference: 4, magnitude: 8, digits: 0 },
      square: { base: 316, head: 418, difference: 22, magnitude: 22, digits: 0 },
    });
    expect(found.changed.records).toBe(5);
    expect(found.histograms?.base.bins.map(({ low, high, records, weight }) => [low, high, records, weight])).toEqual([
      [4, 4, 1, 1],
      [7, 7, 1, 1],
      [10, 10, 2, 3],
    ]);
  });

  it.each([
    { tolerance: 0.01, base: 1, head: 1.01, changed: 0 },
    { tolerance: 0.01, base: 2, head: 2.01, changed: 0 },
    { tolerance: 0.01, base: 1, head: 1.02, changed: 1 },
    { tolerance: 0, base: 0.3, head: 0.1 + 0.2, changed: 0 },
    { tolerance: 0, base: 1e12, head: 1e12 + 1, changed: 1 },
    { tolerance: 1, base: 1e12, head: 1e12 + 1, changed: 0 },
    { tolerance: 0, base: 1e12 + 0.1, head: 1e12 + 0.2, changed: 0 },
    { tolerance: 0, base: 12_345_678.9, head: 12_345_678.91, changed: 1 },
    { tolerance: 0, base: 12_345_678.9 * 1.1 * 3, head: 12_345_678.9 * 3 * 1.1, changed: 0 },
    { tolerance: 0, base: 1e300, head: 1e300 * (1 + Number.EPSILON), changed: 0 },
    { tolerance: 0, base: 1e300, head: 1.000001e300, changed: 1 },
    { tolerance: 0.01, base: 90_000_000, head: 90_000_000.01, changed: 0 },
    { tolerance: 0, base: 0, head: -0, changed: 0 },
    { tolerance: 1, base: Number.NaN, head: Number.NaN, changed: 0 },
    { tolerance: 1, base: Number.NaN, head: 0, changed: 1 },
    { tolerance: 1, base: Number.POSITIVE_INFINITY, head: Number.POSITIVE_INFINITY, changed: 0 },
    { tolerance: 1, base: Number.POSITIVE_INFINITY, head: Number.NEGATIVE_INFINITY, changed: 1 },
    { tolerance: 1, base: null, head: undefined, changed: 1 },
  ])('of $base at base and $head at head, with tolerance $tolerance, counts $changed changes', (given) => {
    expect(evidenceOf('number', [[given.base, given.head]], given).changed.records).toBe(given.changed);
  });

  it('shows its values while there are few pairs of them, bins above 400', () => {
    const pairs = Array.from({ length: 400 }, (_, index): Added => [index, index]);
    expect(evidenceOf('number', pairs).table).toHaveLength(400);
    const found = evidenceOf('number', [...pairs, [400, '400'], [Number.NaN, -3], [undefined, 0]]);
    expect(found.folded).toBe(true);
    expect(rows(found).slice(0, 4)).toEqual([
      '0 → 0: 1',
      'NaN → [-5,-2): 1',
      '[1,2) → [1,2): 1',
      '[10,20) → [10,20): 10',
    ]);
    expect(found.table.reduce((sum, row) => sum + row.records, 0)).toBe(403);
    expect(found.changed.records).toBe(3);
  });
});

describe('a probability', () => {
  it('counts the records that cross a threshold, which belongs to the upper side', () => {
    const { flips } = evidenceOf(
      'probability',
      [
        [0.4, 0.5, undefined, 2, 10],
        [0.5, 0.4],
        [0.5, 0.9],
        [0.2, 0.95],
        [0.95, undefined],
      ],
      { thresholds: [0.5, 0.9] },
    );
    expect(flips).toEqual([
      { threshold: 0.5, up: { records: 2, weight: 3, value: 20 }, down: { records: 1, weight: 1, value: 0 } },
      { threshold: 0.9, up: { records: 2, weight: 2, value: 0 }, down: { records: 0, weight: 0, value: 0 } },
    ]);
  });

  it('compares with labels that are 0 or 1, or false or true', () => {
    const { labels } = evidenceOf('probability', [
      [0.5, 0.25, 1],
      [0.5, 1, true, 2],
      [0.25, 0.5, 0],
      [0.75, 0.75, false],
      [0.75, 0.75, 'yes'],
      [0.75, 0.75],
      [0.75, undefined, 1],
    ]);
    expect(labels?.total).toEqual({ records: 4, weight: 5, value: 0, squares: 7 });
    // (1 − 0.5)² + 2 (1 − 0.5)² + 0.25² + 0.75² and (1 − 0.25)² + 0 + 0.5² + 0.75².
    expect(labels?.sums?.sum).toEqual({ brier_base: 1.375, brier_head: 1.375 });
    expect(labels?.scores?.base.positive.bins.map(({ low, weight }) => [low, weight])).toEqual([[0.5, 3]]);
    expect(labels?.scores?.head.negative.bins.map(({ low, weight }) => [low, weight])).toEqual([
      [0.5, 1],
      [0.75, 1],
    ]);
  });
});

describe('a ranking', () => {
  it('shows first items and sums how far the lists are apart', () => {
    const found = evidenceOf('ranking', [
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      [
        ['a', 'b'],
        ['a', 'c'],
      ],
      [[], ['a']],
      ['a', ['a']],
    ]);
    expect(rows(found)).toEqual(['"a" → "a": 3', '"a" → "c": 1', 'empty → "a": 1']);
    expect(found.changed.records).toBe(4);
    // Jaccard: {a,b} and {a,c} share one of three; disjoint sets and an empty one share nothing.
    expect(found.sums?.records).toBe(4);
    expect(found.top1?.records).toBe(2);
    expect(found.sums?.sum.jaccard).toBeCloseTo(1 + 2 / 3 + 1, 12);
  });
});

describe('a text', () => {
  it('keeps lengths and distances, and never the text itself', () => {
    const found = evidenceOf('text', [
      ['the secret fox', 'the secret fox'],
      ['the secret fox', 'the secret dog!'],
      ['the secret fox', undefined],
      [{ text: 'secret' }, { text: 'secret' }],
    ]);
    expect(JSON.stringify(found)).not.toContain('secret');
    expect(found.total.records).toBe(4);
    expect(found.changed.records).toBe(2);
    expect(found.sums?.records).toBe(2);
    expect(found.sums?.sum).toMatchObject({ length_base: 28, length_head: 29 });
  });
});

describe('noise in the last bits of a number', () => {
  // 0.1 + 0.2 is 0.30000000000000004.
  const pairs = Array.from({ length: 100 }, () => [0.1 + 0.2, 0.3] as const);

  it('is no change in any measure', () => {
    for (const kind of ['number', 'probability'] as const) {
      const found = evidenceOf(
        kind,
        pairs.map(([base, head]) => [base, head, 1]),
        { thresholds: [0.30000000000000004] },
      );
      const measures = Object.entries(measureOutput(found, full)).filter(([, { value }]) => value !== null);
      expect(measures.length).toBeGreaterThan(8);
      for (const [name, { value }] of measures) expect([name, value]).toEqual([name, 0]);
      expect(rows(found)).toEqual(['0.30000000000000004 → 0.30000000000000004: 100']);
    }
  });

  it('is one where the number is a category, whose values are compared as they are', () => {
    const measures = measureOutput(evidenceOf('category', pairs), full);
    expect(measures).toMatchObject({ changed: { value: 1 }, tv: { value: 1 } });
  });

  it('leaves what lies within a tolerance in means', () => {
    const found = evidenceOf('number', [[10, 10.4]], { tolerance: 0.5 });
    expect(measureOutput(found, full)).toMatchObject({
      changed: { value: 0 },
      mean: { value: expect.closeTo(0.4, 9) },
    });
  });
});

describe('numbers at the ends of what a double holds', () => {
  it('give numbers or a reason, never infinity or NaN', () => {
    const ends = [Number.MAX_VALUE, -Number.MAX_VALUE, 1e308, 1e292, 5e-324, 0, -1e308];
    for (const many of [1, 2000]) {
      const pairs = ends.flatMap((base) =>
        ends.flatMap((head) =>
          Array.from({ length: many }, (_, i): Added => [base * (1 - i / 1e4), head * (1 - i / 1e5), i % 2]),
        ),
      );
      for (const kind of ['number', 'probability'] as const) {
        for (const [name, measured] of Object.entries(measureOutput(evidenceOf(kind, pairs), full))) {
          for (const x of [measured.value, measured.low, measured.high])
            expect([name, x === null || Number.isFinite(x)]).toEqual([name, true]);
          expect(measured.value !== null || measured.reason !== undefined).toBe(true);
        }
      }
    }
  });

  it('have no ratio to a mean that is too large to be computed', () => {
    const found = evidenceOf('number', [
      [1e308, 1e308],
      [1, 1000],
    ]);
    expect(measureOutput(found, full).mean_ratio).toMatchObject({ value: null, reason: 'too large to be computed' });
  });
});

it('an integer of more digits than a double holds is a number where the output is one', () => {
  const found = evidenceOf('number', [
    [9007199254740993n, 9007199254740992n],
    [2n ** 64n, 2n ** 65n],
    [5n, 5],
  ]);
  expect(found.changed.records).toBe(1);
  expect(found.sums?.sum.difference).toBe(2 ** 64);
});
