/**
 * Whether every check is right in the end, whatever happens to the App and to its way to GitHub meanwhile: see
 * `test/github/chaos/run.ts`. Nothing is timed; a single wrong check fails the benchmark.
 */
import { runChaos, type Tally } from '../../test/github/chaos/run.ts';
import { startRedis } from '../../test/github/queue/redis.ts';
import type { Benchmark, Result, Setting } from '../benchmark.ts';
import { count, seconds } from '../words.ts';

const PULLS = 200;
const KILLS = 10;

export const chaos: Benchmark = {
  name: 'chaos',
  async run(setting) {
    return [resultOf('one App', await runChaos(optionsOf(setting)))];
  },
};

export const chaosRedis: Benchmark = {
  name: 'chaos-redis',
  async run(setting) {
    const redis = await startRedis();
    if (redis === undefined) {
      console.error('chaos-redis was skipped: redis-server is not installed');
      return [];
    }
    try {
      return [resultOf('two Apps on Redis', await runChaos({ ...optionsOf(setting), apps: 2, redisUrl: redis.url }))];
    } finally {
      await redis.stop();
    }
  },
};

function optionsOf({ scale, seed, directory, program }: Setting) {
  return { pulls: PULLS * scale, kills: Math.ceil(KILLS * scale), seed, directory, program };
}

function resultOf(who: string, tally: Tally): Result {
  const { pulls, heads, kills, wrong } = tally;
  return {
    name: `chaos, ${who}`,
    ours: `${wrong.length} wrong of ${count(heads)} heads of ${count(pulls)} pull requests`,
    comparedWith: 'none',
    ratio: wrong.length,
    target: '0',
    met: wrong.length === 0,
    limitedBy: `${kills} kills, ${count(tally.faults)} faults of ${count(tally.requests)} requests`,
    details: detailsOf(tally),
  };
}

function detailsOf({ wrong, log: _log, seconds: time, ...counts }: Tally): string {
  const names = { deliveries: 'webhooks sent', requests: 'API requests', faults: 'API requests with a fault' };
  const lines = Object.entries({ ...counts, 'wrong checks': wrong.length }).map(
    ([name, number]) => `  ${(names[name as keyof typeof names] ?? name).padEnd(28)}${count(number).padStart(8)}`,
  );
  return [
    ...lines,
    `  ${'time'.padEnd(28)}${seconds(time).padStart(8)}`,
    ...wrong.map((what) => `  wrong: ${what}`),
  ].join('\n');
}
