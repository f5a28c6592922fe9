/**
 * What production runs is inferred rightly: 500 draws of six versions of a rule, of which production runs the newest, one before
 * it or five before it, with or without a canary of 2 % beside it, on 10,000 requests.
 */
import { expect, test } from 'vitest';
import { type Compared, inferProduction } from '../../src/monitor/production.ts';
import { seededRandom } from '../random.ts';

const REQUESTS = 10_000;
const VERSIONS = 6;
/** Share of the requests that two neighbouring versions answer otherwise, at least. */
const APART = 0.005;
const CANARY = 0.02;

interface Draw {
  readonly states: Compared[];
  readonly apart: number[];
  readonly running: number;
  readonly canary: number | undefined;
}

/** A version pays from so many minutes on; delays are even between 0 and 1, so that thresholds are shares. */
function draw(random: () => number, index: number): Draw {
  const behind = [0, 1, 5][index % 3] ?? 0;
  const running = VERSIONS - 1 - behind;
  const delays = Array.from({ length: REQUESTS }, random);
  const thresholds: number[] = [];
  while (thresholds.length < VERSIONS) {
    const next = random();
    if (thresholds.every((other) => Math.abs(other - next) >= 2 * APART)) thresholds.push(next);
  }
  const isBeside = Math.floor(index / 3) % 2 === 1;
  const canary = isBeside ? (running > 0 ? running - 1 : running + 1) : undefined;
  const different = new Array<number>(VERSIONS).fill(0);
  const apart = new Array<number>(VERSIONS).fill(0);
  for (const delay of delays) {
    const by = canary !== undefined && random() < CANARY ? canary : running;
    const recorded = delay >= (thresholds[by] ?? 0);
    for (let state = 0; state < VERSIONS; state += 1) {
      const pays = delay >= (thresholds[state] ?? 0);
      if (pays !== recorded) different[state] = (different[state] ?? 0) + 1;
      if (state > 0 && pays !== delay >= (thresholds[state - 1] ?? 0))
        apart[state] = (apart[state] ?? 0) + 1 / REQUESTS;
    }
  }
  const states = different.map((one) => ({ compared: REQUESTS, different: one }));
  return { states, apart, running, canary };
}

test('the version that production runs, or a range that holds it, in all of 500 draws', () => {
  const random = seededRandom(20_261_130);
  const wrong: Draw[] = [];
  for (let index = 0; index < 500; index += 1) {
    const drawn = draw(random, index);
    expect(drawn.apart.slice(1).every((share) => share >= APART)).toBe(true);
    const found = inferProduction(drawn.states, (newer) => drawn.apart[newer] ?? 0);
    if (!found || found.since > drawn.running || found.running < drawn.running) wrong.push(drawn);
    if (drawn.canary === undefined) expect(found).toMatchObject({ running: drawn.running, different: 0 });
  }
  expect(wrong).toEqual([]);
});
