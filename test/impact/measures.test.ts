/** Measures by hand calculation, and the laws that hold between them. */
import fc from 'fast-check';
import { gammaln } from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { baselineBins } from '../../src/impact/baseline-bins.ts';
import { cellText } from '../../src/impact/cell.ts';
import type { Histogram } from '../../src/impact/evidence.ts';
import { logGamma } from '../../src/impact/log-gamma.ts';
import { priorPosteriorRatioInterval } from '../../src/impact/prior-posterior-ratio-interval.ts';
import { quantile } from '../../src/impact/quantile.ts';
import { rankBiasedOverlap } from '../../src/impact/rank-biased-overlap.ts';
import { tokenSetSimilarity } from '../../src/impact/token-set-similarity.ts';
import { measureOutput } from '../../src/measures/measure-output.ts';
import { processorTime } from '../processor-time.ts';
import {
  categoryEvidence,
  fullReplay,
  histogram,
  numberEvidence,
  partOf,
  table,
  tally,
  withSums,
} from './evidence-of.ts';

describe('log-gamma', () => {
  test('is the logarithm of the factorial, and of √π at one half', () => {
    let factorial = 1;
    for (let n = 1; n < 20; n += 1) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 12);
      factorial *= n;
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  });

  test('agrees with another implementation', () => {
    for (const x of [0.01, 1.5, 9.99, 10, 123.4, 1e6]) expect(logGamma(x) / gammaln(x)).toBeCloseTo(1, 8);
  });
});

test('an interval over a thousand million records is found at once', () => {
  const sample = { hits: 900, drawn: 100_000, population: 1e9 };
  let [low, high] = [0, 0];
  const find = () => {
    [low, high] = priorPosteriorRatioInterval(sample, 0.01, { a: 1, b: 99 });
  };
  // Looking at each of so many numbers of records takes seconds.
  expect(processorTime(find)).toBeLessThan(1000);
  expect(low).toBeGreaterThan(7e6);
  expect(low).toBeLessThan(9e6);
  expect(high).toBeGreaterThan(9e6);
  expect(high).toBeLessThan(11e6);
});

describe('quantiles', () => {
  test('are of type 7, as numpy’s', () => {
    const points = [1, 2, 3, 4].map((x) => ({ x, weight: 1 }));
    expect(quantile(points, 0.5, 4)).toBe(2.5);
    expect(quantile(points, 0.95, 4)).toBeCloseTo(3.85, 12);
    expect(quantile(points, 1, 4)).toBe(4);
  });

  test('take a weight as repetitions', () => {
    expect(
      quantile(
        [
          { x: 1, weight: 1 },
          { x: 5, weight: 3 },
        ],
        0.25,
        4,
      ),
    ).toBeCloseTo(4, 12);
  });
});

describe('baseline bins', () => {
  test('hold a tenth of base each', () => {
    const numbers = Array.from({ length: 100 }, (_, i) => i);
    const binOf = baselineBins(histogram(numbers));
    const counts = new Map<number, number>();
    for (const x of numbers) counts.set(binOf(x), (counts.get(binOf(x)) ?? 0) + 1);
    expect([...counts.values()]).toEqual(Array(10).fill(10));
    expect(binOf(-5)).toBe(binOf(0));
    expect(binOf(1e9)).toBe(binOf(99));
  });

  test('give a number that is most of base a bin of its own', () => {
    const binOf = baselineBins(histogram([...Array(70).fill(0), ...Array.from({ length: 30 }, (_, i) => i + 1)]));
    expect(new Set([0, 1, 11, 21, 0.5].map(binOf)).size).toBe(5);
    expect(binOf(1)).toBe(binOf(10));
  });
});

describe('rankings', () => {
  test('of different lengths are extrapolated', () => {
    // By hand, p = 0.5: base [a], head [a, b]: X₁ = X₂ = 1; sum = .5·1 + .25·½ + .25·(1·1)/(1·2) = .75; tail = (0/2 + 1)·.25.
    expect(rankBiasedOverlap(['a'], ['a', 'b'], 0.5)).toBeCloseTo(1, 12);
    // base [a], head [b, a]: X₁ = 0, X₂ = 1; sum = 0 + .25·½; tail = ((1 − 0)/2 + 0)·.25.
    expect(rankBiasedOverlap(['a'], ['b', 'a'], 0.5)).toBeCloseTo(0.25, 12);
    expect(rankBiasedOverlap(['b', 'a'], ['a'], 0.5)).toBeCloseTo(0.25, 12);
  });

  test('that are empty are alike only to each other', () => {
    expect([rankBiasedOverlap([], [], 0.9), rankBiasedOverlap([], ['a'], 0.9)]).toEqual([1, 0]);
  });

  test('are measured by their means', () => {
    const measures = measureOutput(
      { ...withSums('ranking', { rbo: [0.5, 0, 0, 0.1], jaccard: [0, 0, 0, 1] }), top1: tally(1) },
      fullReplay,
    );
    expect(measures.top1).toMatchObject({ value: 0.25, records: 1, unit: 'share' });
    expect(measures.rbo?.value).toBeCloseTo(0.15, 12);
    expect(measures.jaccard?.value).toBe(0.25);
  });
});

test('texts are compared by their words', () => {
  expect(tokenSetSimilarity('Pay 250 euros', 'pay 400 euros!')).toBe(0.5);
  expect(tokenSetSimilarity('b a', 'A, b.')).toBe(1);
  expect([tokenSetSimilarity('', ''), tokenSetSimilarity('!', '?'), tokenSetSimilarity('', 'a')]).toEqual([1, 0, 0]);
  const { length_ratio: ratio } = measureOutput(
    withSums('text', { distance: [0, 0.5], length_base: [10, 10], length_head: [10, 15] }),
    fullReplay,
  );
  expect(ratio).toMatchObject({ value: 0.25, unit: 'ratio' });
});

test.each([
  ['"short"', 'short'],
  ['250', '250'],
  ['"250"', '"250"'],
  ['"true"', '"true"'],
  ['"rejected"', '"rejected"'],
  ['rejected', 'rejected'],
  ['""', '""'],
  ['"[1,2)"', '"[1,2)"'],
  ['"naïve café"', 'naïve café'],
])('the cell %s is written %s', (cell, text) => {
  expect(cellText(cell)).toBe(text);
});

test('labels: accuracy, precision and recall are head less base', () => {
  // base: 3 of 4 right. head: 2 of 4 right. "a": base precision 2/3 and recall 2/2, head precision 1/2 and recall 1/2.
  const rows = [
    ['"a"', '"a"', '"a"'],
    ['"a"', '"b"', '"a"'],
    ['"a"', '"a"', '"b"'],
    ['"b"', '"b"', '"b"'],
  ].map(([base = '', head = '', label = '']) => ({ ...table([[base, head]])[0]!, label }));
  const labels = { total: { records: 4, weight: 4, value: 0 }, table: rows };
  const measures = measureOutput(categoryEvidence([['"a"', '"a"', 4]], { labels }), fullReplay);
  expect(measures.accuracy?.value).toBe(-0.25);
  expect(measures['precision.a']?.value).toBeCloseTo(1 / 2 - 2 / 3, 12);
  expect(measures['recall.a']?.value).toBe(-0.5);
});

test('flips are counted both ways', () => {
  const flips = [
    { threshold: 0.5, up: { records: 3, weight: 3, value: 0 }, down: { records: 1, weight: 1, value: 0 } },
  ];
  const output = numberEvidence(
    Array.from({ length: 40 }, () => [0.4, 0.6] as const),
    { kind: 'probability', flips },
  );
  expect(measureOutput(output, fullReplay)['flips@0.5']).toMatchObject({ value: 0.1, records: 4, unit: 'share' });
});

test('rare values that are counted together leave the total variation a width', () => {
  const output = categoryEvidence(
    [
      ['"a"', '"b"', 10],
      ['other', 'other', 90],
    ],
    {
      folded: true,
      changed: { records: 40, weight: 40, value: 0 },
    },
  );
  expect(measureOutput(output, fullReplay).tv).toMatchObject({ value: 0.1, low: 0.1, high: 0.4 });
});

test('an interval of a share holds the net change, narrow where nothing changes', () => {
  const aims = { 'share.b': { alpha: 0.01, share: 0.01 } };
  const still = measureOutput(
    categoryEvidence([
      ['"a"', '"a"', 2500],
      ['"b"', '"b"', 2500],
    ]),
    partOf(100_000, aims),
  );
  expect(still['share.b']?.low).toBe(-(still['share.b']?.high ?? 0));
  expect(still['share.b']?.high).toBeLessThan(0.005);
});

/** Bins of width 5 in place of exact numbers. */
function coarse(numbers: readonly number[]): Histogram {
  const { bins } = histogram(numbers.map((x) => Math.floor(x / 5) * 5));
  return { exact: false, bins: bins.map((bin) => ({ ...bin, high: bin.low + 5 })) };
}

describe('laws', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
    minLength: 1,
  });

  test('|mean| ≤ Wasserstein distance ≤ mean |difference|, and Kolmogorov–Smirnov ≤ changed', () => {
    fc.assert(
      fc.property(pairs, (pairs) => {
        const { mean, wasserstein, ks, changed } = measureOutput(numberEvidence(pairs), fullReplay);
        const absolute = pairs.reduce((sum, [base, head]) => sum + Math.abs(head - base), 0) / pairs.length;
        expect(Math.abs(mean?.value ?? 0)).toBeLessThanOrEqual((wasserstein?.value ?? 0) + 1e-9);
        expect(wasserstein?.value).toBeLessThanOrEqual(absolute + 1e-9);
        expect(ks?.value).toBeLessThanOrEqual((changed?.value ?? 0) + 1e-9);
      }),
    );
  });

  test('total variation ≤ changed, divergence ≤ total variation, |share| ≤ changed', () => {
    const cell = fc.constantFrom('"a"', '"b"', '"c"', 'rejected');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (pairs) => {
        const measures = measureOutput(categoryEvidence(pairs), fullReplay);
        const changed = (measures.changed?.value ?? 0) + 1e-9;
        expect(measures.tv?.value).toBeLessThanOrEqual(changed);
        expect((measures.js?.value ?? 0) ** 2).toBeLessThanOrEqual((measures.tv?.value ?? 0) + 1e-9);
        for (const name of ['share.a', 'share.rejected'])
          expect(Math.abs(measures[name]?.value ?? 0)).toBeLessThanOrEqual(changed);
      }),
    );
  });

  test('base and head swapped negate what is signed and keep what is not', () => {
    fc.assert(
      fc.property(pairs, (pairs) => {
        const there = measureOutput(numberEvidence(pairs), fullReplay);
        const back = measureOutput(numberEvidence(pairs.map(([base, head]) => [head, base])), fullReplay);
        for (const name of ['mean', 'p50', 'p95', 'p99'])
          expect(back[name]?.value).toBeCloseTo(-(there[name]?.value ?? 0), 9);
        for (const name of ['changed', 'wasserstein', 'ks'])
          expect(back[name]?.value).toBeCloseTo(there[name]?.value ?? 0, 9);
      }),
    );
  });

  test('what bins say encloses what the numbers say', () => {
    fc.assert(
      fc.property(pairs, (pairs) => {
        const histograms = { base: coarse(pairs.map(([base]) => base)), head: coarse(pairs.map(([, head]) => head)) };
        const exactly = measureOutput(numberEvidence(pairs), fullReplay);
        const roughly = measureOutput(numberEvidence(pairs, { histograms }), fullReplay);
        for (const name of ['wasserstein', 'ks', 'p50', 'p95', 'p99']) {
          expect(roughly[name]?.low).toBeLessThanOrEqual((exactly[name]?.value ?? 0) + 1e-9);
          expect(roughly[name]?.high).toBeGreaterThanOrEqual((exactly[name]?.value ?? 0) - 1e-9);
        }
      }),
    );
  });
});
