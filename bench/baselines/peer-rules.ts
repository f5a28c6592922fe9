/**
 * By what other monitoring tools hold a week to have drifted from the weeks before it, as their documents and sources have it at their
 * defaults. Each rule sees the same flights of one airport: the week, and the 13 weeks before it as the reference.
 */
import { baselineBins } from '../../src/impact/baseline-bins.ts';
import { jensenShannon } from '../../src/impact/jensen-shannon.ts';
import { kolmogorovSmirnov } from '../../src/impact/kolmogorov-smirnov.ts';
import { type Point, weightOf } from '../../src/impact/points.ts';
import { populationStability } from '../../src/impact/population-stability.ts';
import { wasserstein } from '../../src/impact/wasserstein.ts';

/** Flights of one airport in one week, or in several. */
export interface Flights {
  /** Minutes late, sorted, with how many flights were. */
  readonly delays: readonly Point[];
  /** Miles, the same. */
  readonly distances: readonly Point[];
  readonly destinations: ReadonlyMap<string, number>;
}

export interface PeerRule {
  readonly tool: string;
  readonly rule: string;
  /** `weeks`: those of the reference, one by one. */
  drifts(week: Flights, reference: Flights, weeks: readonly Flights[]): boolean;
}

/** Minutes from which a flight is late. */
const LATE = 15;
/** χ² with one degree of freedom, and Kolmogorov's distribution, both at p = 0.05. */
const CHI_SQUARE = 3.841459;
const KOLMOGOROV = 1.358099;

export const peerRules: readonly PeerRule[] = [
  {
    tool: 'Evidently to 1,000 records, alibi-detect',
    rule: 'delay: Kolmogorov–Smirnov p < 0.05',
    drifts: (week, reference) => isUnlikely(week.delays, reference.delays),
  },
  {
    tool: 'Evidently from 1,001 records, Azure ML',
    rule: 'delay: Wasserstein / deviation ≥ 0.1',
    drifts: (week, reference) => travels(week.delays, reference.delays),
  },
  {
    tool: 'Evidently, the whole data set',
    rule: 'half of delay, distance, destination drift',
    drifts: (week, reference) => {
      const drifted = [
        travels(week.delays, reference.delays),
        travels(week.distances, reference.distances),
        // In nats, as scipy's is by default.
        betweenCategories(week.destinations, reference.destinations) * Math.sqrt(Math.LN2) >= 0.1,
      ];
      return drifted.filter(Boolean).length >= drifted.length / 2;
    },
  },
  {
    tool: 'SageMaker',
    rule: 'delay: distance of distributions > 0.1',
    drifts: (week, reference) => kolmogorovSmirnov(week.delays, reference.delays) > 0.1,
  },
  {
    tool: 'banks’ rule of thumb, moderate',
    rule: 'delay: PSI > 0.1',
    drifts: (week, reference) => stability(week.delays, reference.delays) > 0.1,
  },
  {
    tool: 'deepchecks, banks’ rule of thumb',
    rule: 'delay: PSI > 0.2',
    drifts: (week, reference) => stability(week.delays, reference.delays) > 0.2,
  },
  {
    tool: 'NannyML, Evidently to 1,000 records',
    rule: 'late: χ² p < 0.05',
    drifts: (week, reference) => chiSquare(lateIn(week), lateIn(reference)) > CHI_SQUARE,
  },
  {
    tool: 'NannyML',
    rule: 'late share beyond mean ± 3 deviations of the weeks',
    drifts: (week, _reference, weeks) => Math.abs(standing(lateShare(week), weeks.map(lateShare), 0)) > 3,
  },
  {
    tool: 'Elementary',
    rule: 'late share |z| > 3 over 14, itself among them',
    drifts: (week, _reference, weeks) => {
      const all = [...weeks.map(lateShare), lateShare(week)];
      return Math.abs(standing(lateShare(week), all, 1)) > 3;
    },
  },
  {
    tool: 'Vertex AI',
    rule: 'delay: Jensen–Shannon divergence > 0.3',
    drifts: (week, reference) => {
      const [now, before] = byBin(week.delays, reference.delays);
      return jensenShannon(before, now) ** 2 > 0.3;
    },
  },
];

/** By Kolmogorov's distribution, as exact tests are at these sizes. */
function isUnlikely(now: readonly Point[], before: readonly Point[]): boolean {
  const [n, m] = [weightOf(now), weightOf(before)];
  return kolmogorovSmirnov(now, before) > KOLMOGOROV * Math.sqrt((n + m) / (n * m));
}

/** In deviations of the reference (of the population). */
function travels(now: readonly Point[], before: readonly Point[]): boolean {
  const total = weightOf(before);
  const mean = before.reduce((sum, { x, weight }) => sum + x * weight, 0) / total;
  const variance = before.reduce((sum, { x, weight }) => sum + weight * (x - mean) ** 2, 0) / total;
  return wasserstein(before, now) / Math.max(Math.sqrt(variance), 0.001) >= 0.1;
}

function betweenCategories(now: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>): number {
  const names = [...new Set([...now.keys(), ...before.keys()])];
  const counts = (of: ReadonlyMap<string, number>): number[] => names.map((name) => of.get(name) ?? 0);
  return jensenShannon(counts(before), counts(now));
}

function stability(now: readonly Point[], before: readonly Point[]): number {
  const [counts, reference] = byBin(now, before);
  return populationStability(reference, counts);
}

/** Counts in the reference's tenths. */
function byBin(now: readonly Point[], before: readonly Point[]): [number[], number[]] {
  const bins = before.map(({ x, weight }) => ({ low: x, high: x, records: weight, weight }));
  const binOf = baselineBins({ exact: true, bins });
  const counts = new Map<number, [number, number]>();
  for (const [side, points] of [now, before].entries()) {
    for (const { x, weight } of points) {
      const count = counts.get(binOf(x)) ?? [0, 0];
      count[side === 0 ? 0 : 1] += weight;
      counts.set(binOf(x), count);
    }
  }
  const all = [...counts.values()];
  return [all.map(([one]) => one), all.map(([, other]) => other)];
}

/** Flights that were late, and those that were not. */
export function lateIn({ delays }: Flights): readonly [number, number] {
  const late = weightOf(delays.filter(({ x }) => x >= LATE));
  return [late, weightOf(delays) - late];
}

function lateShare(flights: Flights): number {
  const [late, other] = lateIn(flights);
  return late / (late + other);
}

/** Of a table of two rows and two columns, with Yates's correction, as scipy's `chi2_contingency` has it. */
function chiSquare([a, b]: readonly [number, number], [c, d]: readonly [number, number]): number {
  const total = a + b + c + d;
  const apart = Math.max(0, Math.abs(a * d - b * c) - total / 2);
  return (total * apart ** 2) / ((a + b) * (c + d) * (a + c) * (b + d));
}

/** How many deviations a value lies from the mean of some. `lost`: 1 where the deviation is that of a sample. */
function standing(value: number, of: readonly number[], lost: 0 | 1): number {
  const mean = of.reduce((sum, one) => sum + one, 0) / of.length;
  const variance = of.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (of.length - lost);
  return (value - mean) / Math.sqrt(variance);
}
