/**
 * The clock of Redis, which all processes that share it go by: what one of them has put off until a time another must not
 * take for put off longer, or for due already, because its machine's clock is wrong. Only `bullmq.ts` calls this.
 */

import type { Redis } from 'ioredis';
import { steadyNow } from '../../steady-clock.ts';

export interface RedisClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Asks Redis how late it is. Rejects where that does not answer; the clock then goes on as it did. */
  adjust(): Promise<void>;
}

/** Rejects where Redis does not answer. */
export async function redisClock(redis: Pick<Redis, 'time'>): Promise<RedisClock> {
  let ahead = 0;
  const clock: RedisClock = {
    now: () => steadyNow() + ahead,
    async adjust() {
      const asked = steadyNow();
      const [seconds, microseconds] = await redis.time();
      const told = Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
      // It was that late when Redis answered: some time between the question and now.
      ahead = told - Math.round((asked + steadyNow()) / 2);
    },
  };
  await clock.adjust();
  return clock;
}
