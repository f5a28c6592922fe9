/** Statistics against values that scipy, scikit-learn and closed forms gave. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { asymptoticConfidenceSequence } from '../../src/impact/asymptotic-confidence-sequence.ts';
import { auc } from '../../src/impact/auc.ts';
import { jaccard } from '../../src/impact/jaccard.ts';
import { jensenShannon } from '../../src/impact/jensen-shannon.ts';
import { kolmogorovSmirnov } from '../../src/impact/kolmogorov-smirnov.ts';
import { pairedDifference } from '../../src/impact/noise.ts';
import type { Point } from '../../src/impact/points.ts';
import { populationStability } from '../../src/impact/population-stability.ts';
import { priorPosteriorRatioInterval } from '../../src/impact/prior-posterior-ratio-interval.ts';
import { rankBiasedOverlap } from '../../src/impact/rank-biased-overlap.ts';
import { totalVariation } from '../../src/impact/total-variation.ts';
import { wasserstein } from '../../src/impact/wasserstein.ts';

interface GoldenCase {
  readonly id: string;
  readonly group: string;
  // biome-ignore lint/suspicious/noExplicitAny: the file's own shape differs from group to group
  readonly input: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly expected: any;
  readonly tolerance: number;
}

const golden: { cases: GoldenCase[] } = JSON.parse(
  readFileSync(new URL('./golden-stats.json', import.meta.url), 'utf8'),
);

function inGroup(group: string): [string, GoldenCase][] {
  return golden.cases.filter((entry) => entry.group === group).map((entry) => [entry.id, entry]);
}

function expectClose(got: number, want: number, tolerance: number): void {
  expect(Math.abs(got - want)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(want)));
}

function points(xs: readonly number[], weights: readonly number[] = xs.map(() => 1)): Point[] {
  return xs.map((x, i) => ({ x, weight: weights[i] ?? 0 })).sort((a, b) => a.x - b.x);
}

describe('golden values', () => {
  test.each(inGroup('noise'))(
    'what %s leaves without noise has Newcombe’s interval',
    (_, { input, expected, tolerance }) => {
      const { n: records, diff_head_vs_base: first, diff_base_vs_base2: second, diff_in_both: both } = input;
      const excess = pairedDifference({ first, second, both, records }, 0.05);
      expectClose(excess.value, expected.excess, tolerance);
      expectClose(excess.low, expected.newcombe_ci[0], tolerance);
      expectClose(excess.high, expected.newcombe_ci[1], tolerance);
    },
  );

  test.each(inGroup('ks_2samp'))(
    'the Kolmogorov–Smirnov statistic of %s is scipy’s',
    (_, { input, expected, tolerance }) => {
      expectClose(kolmogorovSmirnov(points(input.x), points(input.y)), expected.D, tolerance);
    },
  );

  test.each(inGroup('wasserstein'))(
    'the Wasserstein distance of %s is scipy’s',
    (_, { input, expected, tolerance }) => {
      expectClose(wasserstein(points(input.x, input.wx), points(input.y, input.wy)), expected.w1, tolerance);
    },
  );

  test.each(inGroup('divergence'))(
    'the Jensen–Shannon distance of %s is base 2',
    (_, { input, expected, tolerance }) => {
      const [p, q] = [input.p ?? input.p_counts, input.q ?? input.q_counts];
      expectClose(jensenShannon(p, q), expected.js_distance_base2, tolerance);
      if (expected.tvd !== undefined) expectClose(totalVariation(p, q), expected.tvd, tolerance);
    },
  );

  test.each(inGroup('psi'))('the population stability of %s', (_, { input, expected, tolerance }) => {
    const { ref_counts: base, cur_counts: head } = input;
    if (expected.psi !== undefined) expectClose(populationStability(base, head, 0), expected.psi, tolerance);
    if (expected.psi_jeffreys_half !== undefined) {
      expectClose(populationStability(base, head), expected.psi_jeffreys_half, tolerance);
    }
  });

  test.each(inGroup('scores'))(
    'the area under the curve of %s is scikit-learn’s',
    (_, { input, expected, tolerance }) => {
      const scores = (label: number): number[] => input.p.filter((_: number, i: number) => input.y[i] === label);
      expectClose(auc(points(scores(1)), points(scores(0))), expected.auc, tolerance);
    },
  );

  test.each(inGroup('ranking'))('rank-biased overlap and Jaccard of %s', (_, { input, expected, tolerance }) => {
    expectClose(rankBiasedOverlap(input.base, input.head, input.p), expected.rbo_ext, tolerance);
    expectClose(jaccard(input.base, input.head), expected.jaccard_at_k, tolerance);
  });

  test('the asymptotic confidence sequence', () => {
    const { input, expected, tolerance } = golden.cases.find(({ id }) => id === 'cs-asymptotic')!;
    input.cases.forEach(({ s2, n, alpha }: { s2: number; n: number; alpha: number }, i: number) => {
      expectClose(asymptoticConfidenceSequence(Math.sqrt(s2), n, alpha), expected.halfwidth[i], tolerance);
    });
  });

  test('the prior-posterior-ratio interval, as exact whole numbers', () => {
    const { input, expected } = golden.cases.find(({ id }) => id === 'cs-ppr-without-replacement')!;
    for (const [i, { k, t, N, alpha, a, b }] of input.cases.entries()) {
      const got = priorPosteriorRatioInterval({ hits: k, drawn: t, population: N }, alpha, { a, b });
      expect(got).toEqual(expected.count_interval[i]);
    }
  });
});
