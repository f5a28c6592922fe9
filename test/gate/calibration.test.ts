/** The error rates that the gate promises, by seeded simulation of replays that stop as soon as they may. */
import { describe, expect, test } from 'vitest';
import { judgePipeline } from '../../src/gate/judge-pipeline.ts';
import { progressOf } from '../../src/gate/progress.ts';
import { priorPosteriorRatioInterval } from '../../src/impact/prior-posterior-ratio-interval.ts';
import { categoryEvidence, pipelineEvidence } from '../impact/evidence-of.ts';
import { pipelineOf } from './pipeline-of.ts';

const options = { confidence: 0.99 };
const pipeline = pipelineOf({ 'tier.changed': '1%', rejected: '1%', failed: '1%' });

/** mulberry32: small, seeded, good enough to shuffle with. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws without replacement, `step` at a time; yields the hits so far. */
function* drawn(population: number, hits: number, step: number, random: () => number) {
  let [seen, found] = [0, 0];
  while (seen < population) {
    for (const end = Math.min(population, seen + step); seen < end; seen += 1) {
      if (random() * (population - seen) < hits - found) found += 1;
    }
    yield { seen, found };
  }
}

function replay(population: number, changed: number, seed: number): { verdict: string; read: number } {
  for (const { seen, found } of drawn(population, changed, 500, randomFrom(seed))) {
    const output = categoryEvidence([
      ['"a"', '"a"', seen - found],
      ['"a"', '"b"', found],
    ]);
    const evidence = pipelineEvidence([output], { recorded: population, read: seen });
    if (seen === population || progressOf(pipeline, options)(evidence) === 'stop') {
      return { verdict: judgePipeline(evidence, pipeline, options).verdict, read: seen };
    }
  }
  throw new Error('a replay ends');
}

describe('calibration', () => {
  test('1,000 replays without a change never fail and stop early', () => {
    const results = Array.from({ length: 1000 }, (_, seed) => replay(20_000, 0, seed));
    expect(results.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    expect(Math.max(...results.map(({ read }) => read))).toBeLessThan(2_000);
  });

  test('at twice the limit at least 99 % of replays fail', () => {
    const results = Array.from({ length: 400 }, (_, seed) => replay(20_000, 400, seed));
    expect(results.filter(({ verdict }) => verdict === 'fail').length).toBeGreaterThanOrEqual(396);
  });

  test('exactly at the limit at most 1 % of replays fail', () => {
    const results = Array.from({ length: 200 }, (_, seed) => replay(10_000, 100, seed));
    expect(results.filter(({ verdict }) => verdict === 'fail').length).toBeLessThanOrEqual(2);
  });

  test.each([
    [0, 2000],
    [2, 2000],
    [20, 2000],
    [1000, 2000],
  ])(
    'with %i of %i records the interval excludes the truth, whenever one looks, in under 5 % of replays',
    (hits, population) => {
      const missed = Array.from({ length: 1000 }, (_, seed) => {
        for (const { seen, found } of drawn(population, hits, 20, randomFrom(seed + 7))) {
          const sample = { hits: found, drawn: seen, population };
          const [low, high] = priorPosteriorRatioInterval(sample, 0.05, { a: 1, b: 99 });
          if (hits < low || hits > high) return 1;
        }
        return 0;
      }).reduce<number>((sum, miss) => sum + miss, 0);
      // Two standard deviations of 1,000 coin throws at 5 % are 14.
      expect(missed).toBeLessThanOrEqual(50 + 14);
    },
  );
});
