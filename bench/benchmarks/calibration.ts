/**
 * The error rates that the gate promises, by seeded simulation with the functions that judge real replays. The table's
 * ratio is the rate that was seen over the rate that is promised.
 */
import type { PipelineConfig } from '../../src/config/config.ts';
import { judgePipeline } from '../../src/gate/judge-pipeline.ts';
import { progressOf } from '../../src/gate/progress.ts';
import type { Evidence } from '../../src/impact/evidence.ts';
import { pipelineOf } from '../../test/gate/pipeline-of.ts';
import { categoryEvidence, pipelineEvidence } from '../../test/impact/evidence-of.ts';
import type { Benchmark, Result } from '../benchmark.ts';
import { createRandom, type Random } from '../fixtures/random.ts';
import { count } from '../words.ts';

/** Two standard deviations: what chance alone adds to a rate seen in so many replays. */
const DEVIATIONS = 2;
const CONFIDENCE = 0.99;
const POPULATION = 20_000;
const LOOK_EVERY = 100;

/** A recording of which a known number of records changes. */
interface Traffic {
  readonly population: number;
  readonly changed: number;
}

export const calibration: Benchmark = {
  name: 'calibration',
  async run({ scale }) {
    const replays = Math.max(200, 1000 * scale);
    return [noChange(replays), twiceTheLimit(replays), atTheLimit(replays), ...coverage(replays / 2)];
  },
};

function noChange(replays: number): Result {
  const failed = failures(replays, { population: POPULATION, changed: 0 }, POPULATION, '1%');
  return rateResult(`${count(replays)} replays without a change that fail`, failed, replays, 0);
}

/** A sample of 5,000 from a recording in which 4 % change; the limit is 2 % (as in `statistics.md`, section 11). */
function twiceTheLimit(replays: number): Result {
  const failed = failures(replays, { population: 200_000, changed: 8_000 }, 5_000, '2%');
  const name = 'replays at twice the limit that do not fail within 5,000 records';
  return rateResult(name, replays - failed, replays, 0.01);
}

function atTheLimit(replays: number): Result {
  const failed = failures(replays, { population: POPULATION, changed: POPULATION / 100 }, POPULATION, '1%');
  return rateResult(
    'replays exactly at the limit that fail, stopped as soon as they do',
    failed,
    replays,
    1 - CONFIDENCE,
  );
}

/** Intervals that exclude the truth at any look, which is when an adversary would stop. */
function coverage(replays: number): Result[] {
  return [0, 0.001, 0.01, 0.5].map((share) => {
    const pipeline = pipelineOf({ 'tier.changed': '1%' });
    const traffic = { population: 5_000, changed: 5_000 * share };
    const missed = seeds(replays).filter((seed) =>
      evidenceOf(traffic, LOOK_EVERY, createRandom(seed)).some((evidence) => {
        const changed = judgePipeline(evidence, pipeline, { confidence: CONFIDENCE }).outputs.get('tier')?.changed;
        return !changed || (changed.low ?? 0) > share + 1e-12 || (changed.high ?? 1) < share - 1e-12;
      }),
    );
    const name = `intervals that ever exclude a true share of ${share * 100} %`;
    return rateResult(name, missed.length, replays, 1 - CONFIDENCE);
  });
}

/** How many replays fail that look every so often, stop when they may and read at most so many records. */
function failures(replays: number, traffic: Traffic, most: number, limit: string): number {
  const pipeline = pipelineOf({ 'tier.changed': limit });
  return seeds(replays).filter((seed) => verdict(traffic, most, pipeline, createRandom(seed)) === 'fail').length;
}

function verdict(traffic: Traffic, most: number, pipeline: PipelineConfig, random: Random): string {
  const options = { confidence: CONFIDENCE };
  const progress = progressOf(pipeline, options);
  for (const evidence of evidenceOf(traffic, LOOK_EVERY, random)) {
    const isLast = evidence.read >= Math.min(most, traffic.population);
    if (isLast || progress(evidence) === 'stop') return judgePipeline(evidence, pipeline, options).verdict;
  }
  throw new Error('a replay ends');
}

/** Reads the traffic in random order, without replacement; gives the evidence after each so many records. */
function* evidenceOf({ population, changed }: Traffic, every: number, { uniform }: Random): Generator<Evidence> {
  let found = 0;
  for (let read = 0; read < population; ) {
    for (const end = Math.min(population, read + every); read < end; read += 1) {
      if (uniform() * (population - read) < changed - found) found += 1;
    }
    const output = categoryEvidence([
      ['"a"', '"a"', read - found],
      ['"a"', '"b"', found],
    ]);
    yield pipelineEvidence([output], { recorded: population, read });
  }
}

function rateResult(name: string, seen: number, replays: number, promised: number): Result {
  const allowed = replays * promised + DEVIATIONS * Math.sqrt(replays * promised * (1 - promised));
  return {
    name,
    ours: `${seen} of ${count(replays)}`,
    comparedWith: promised === 0 ? 'none' : `the promised ${Number((promised * 100).toPrecision(3))} %`,
    ratio: promised === 0 ? seen : seen / (replays * promised),
    target: `≤ ${Math.floor(allowed)}`,
    met: seen <= allowed,
    limitedBy: 'the interval holds at every moment, so it is wider than one for a fixed number of records',
  };
}

/** Any seeds will do, as long as they are the same every time. */
function seeds(replays: number): number[] {
  return Array.from({ length: replays }, (_, seed) => seed + 1);
}
