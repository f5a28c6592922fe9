/**
 * A process with a queue of its own, for `bullmq.test.ts`: forked with the URL of Redis, a prefix and a task. It tells its
 * parent of each job that it starts and of how it ended.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { laneOf } from '../../../src/github/job.ts';
import { bullQueue } from '../../../src/github/queue/bullmq.ts';
import { Stop, type Work } from '../../../src/github/queue/queue.ts';

const [, , url = '', prefix = '', task = ''] = process.argv;
const redis = new Redis(url);

const tasks: Record<string, Work> = {
  /** Works until told to stop. */
  hold: async (_, signal) => {
    const { promise, reject } = Promise.withResolvers<void>();
    const alive = setInterval(() => {}, 1000);
    signal.addEventListener('abort', () => reject(signal.reason));
    await promise.finally(() => clearInterval(alive));
  },
  /** Counts how many are in the lane at once. */
  count: async (job) => {
    const key = `${prefix}inside ${laneOf(job)}`;
    const inside = await redis.incr(key);
    await sleep(2);
    await redis.decr(key);
    if (inside > 1) process.send?.({ event: 'overlap', job });
  },
};

const work = tasks[task];
if (work === undefined) throw new Error(`unknown task ${task}`);

// One that holds a job asks for no other, lest it takes a wake-up along when it is stopped.
const concurrency = task === 'hold' ? 1 : 20;
const queue = await bullQueue({
  url,
  prefix,
  concurrency,
  lockDuration: 400,
  stalledInterval: 100,
  pollInterval: 60_000,
});
queue.process(async (job, signal) => {
  process.send?.({ event: 'started', job });
  try {
    await work(job, signal);
    process.send?.({ event: 'done', job });
  } catch (error) {
    process.send?.({ event: error instanceof Stop ? error.why : 'failed', job });
    throw error;
  }
});
process.on('SIGTERM', async () => {
  await queue.close(2000);
  process.exit(0);
});
process.send?.({ event: 'ready' });
