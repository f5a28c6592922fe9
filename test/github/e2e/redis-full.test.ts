/** A Redis that is full while a check runs: the check is concluded, and what was refused is found again. */
import { Redis } from 'ioredis';
import { afterAll, describe, expect, test } from 'vitest';
import { startRedis } from '../queue/redis.ts';
import { EDITS, flights, slowly } from './claims.ts';
import { openScene } from './scene.ts';

const redis = await startRedis();

describe.skipIf(redis === undefined)('with redis-server (skipped where that is not installed)', async () => {
  if (!redis) return;
  const client = new Redis(redis.url);
  const scene = await openScene({
    files: { 'traffic/flights.jsonl': flights(5000) },
    env: { REDIS_URL: redis.url, WEIR_SWEEP_MINUTES: '0.05' },
  });
  afterAll(async () => {
    client.disconnect();
    await scene.close();
    await redis.stop();
  });
  test('a full one keeps no check from its conclusion, and with room again the others have theirs', async () => {
    const pull = await scene.propose({ 'rules/board.json': slowly(2) });
    await scene.until(() => scene.check(pull)?.status === 'in_progress');
    await client.config('SET', 'maxmemory', '1');
    const ready = await fetch(`${scene.app().url}/readyz`);
    expect(ready.status).toBe(503);
    const run = await scene.until(() => {
      const check = scene.check(pull);
      return check?.conclusion ? check : undefined;
    });
    expect(run.conclusion).toBe('failure');
    const refused = await scene.propose(EDITS.fail);
    await client.config('SET', 'maxmemory', '0');
    expect((await scene.concluded(refused)).conclusion).toBe('failure');
  });
});
