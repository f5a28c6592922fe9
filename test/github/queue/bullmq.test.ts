import { once } from 'node:events';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type BullOptions, bullQueue } from '../../../src/github/queue/bullmq.ts';
import type { Lane } from '../../../src/github/queue/lane.ts';
import type { Queue } from '../../../src/github/queue/queue.ts';
import { redisLanes } from '../../../src/github/queue/redis.ts';
import { itQueues } from './contract.ts';
import { command, heldWork, pull } from './jobs.ts';
import { startRedis } from './redis.ts';
import { startWorker, type Worker } from './worker.ts';

const redis = await startRedis();
afterAll(() => redis?.stop());

describe.skipIf(redis === undefined)('with redis-server (skipped where that is not installed)', () => {
  const url = redis?.url ?? '';
  const nothing = { waiting: 0, running: 0 };

  itQueues('the queue on Redis', {
    open: (store, options) => bullQueue({ url, prefix: `${store}:`, ...options }),
    skip: [],
  });

  describe('several processes', () => {
    it('of 200 jobs in ten lanes no two of a lane run at once, and each runs once', async () => {
      const prefix = 'exclusive:';
      const workers = await Promise.all([1, 2, 3].map(() => startWorker(url, prefix, 'count')));
      const queue = await open({ prefix });
      const jobs = Array.from({ length: 200 }, (_, index) => command(index % 10, index));
      await Promise.all(jobs.map((job) => queue.add(job)));
      await expect.poll(() => comments(workers, 'done').length, { timeout: 20_000 }).toBe(200);
      expect(new Set(comments(workers, 'done')).size).toBe(200);
      expect(comments(workers, 'overlap')).toEqual([]);
      await expect.poll(() => queue.counts()).toEqual(nothing);
    });

    it('a job of a killed process is taken over by another, and not counted as failed', async () => {
      const prefix = 'killed:';
      const first = await startWorker(url, prefix, 'hold');
      const pause = vi.fn(() => undefined);
      const queue = await open({ prefix, lockDuration: 400, stalledInterval: 100, pause });
      await queue.add(command(1, 1));
      await queue.add(command(1, 2));
      await first.told('started');
      first.process.kill('SIGKILL');
      const held = heldWork();
      queue.process(held.work);
      (await held.call(0)).finish();
      (await held.call(1)).finish();
      await expect.poll(() => queue.counts()).toEqual(nothing);
      expect(held.calls.map(({ job }) => job)).toEqual([command(1, 1), command(1, 2)]);
      expect(pause).not.toHaveBeenCalled();
    });

    it('a job is superseded from another process', async () => {
      const prefix = 'superseded:';
      const other = await startWorker(url, prefix, 'hold');
      const queue = await open({ prefix });
      await queue.add(pull(1, { head: 'a' }));
      await other.told('started');
      await queue.add(pull(1, { head: 'b', before: 'a' }));
      await other.told('superseded');
      const next = { event: 'started', job: pull(1, { head: 'b', before: 'a' }) };
      await expect.poll(() => other.messages.at(-1)).toEqual(next);
    });

    it.each([3600, -3600])(
      'a process whose clock is %i s off takes jobs at once, and stops for what supersedes them',
      async (seconds) => {
        const prefix = `clock${seconds}:`;
        const clock = {
          NODE_OPTIONS: `--import ${join(import.meta.dirname, '../e2e/clock.ts')}`,
          CLOCK_SECONDS: `${seconds}`,
        };
        const other = await startWorker(url, prefix, 'hold', clock);
        const queue = await open({ prefix });
        await queue.add(pull(1, { head: 'a' }));
        await other.told('started');
        await queue.add(pull(1, { head: 'b', before: 'a' }));
        await other.told('superseded');
        await expect
          .poll(() => other.messages.at(-1))
          .toEqual({ event: 'started', job: pull(1, { head: 'b', before: 'a' }) });
      },
    );

    it('a process that did not hear of what supersedes its job sees it by itself', async () => {
      const { queue, held } = await working({ prefix: 'deaf:', pollInterval: 20 });
      await queue.add(pull(1, { head: 'a' }));
      const { signal } = await held.call(0);
      await (await client()).call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await queue.add(pull(1, { head: 'b' }));
      await expect.poll(() => signal.reason).toMatchObject({ why: 'superseded' });
    });

    it('a process that is told to end hands its job to another at once', async () => {
      const prefix = 'ended:';
      const first = await startWorker(url, prefix, 'hold');
      const queue = await open({ prefix });
      await queue.add(command(1, 1));
      await first.told('started');
      const second = await startWorker(url, prefix, 'hold');
      const exit = once(first.process, 'exit');
      first.process.kill('SIGTERM');
      await second.told('started');
      expect(await exit).toEqual([0, null]);
      expect(first.messages.at(-1)?.event).toBe('shutdown');
    });

    it('a process that was silent for too long stops when another has its job', async () => {
      const prefix = 'silent:';
      const first = await startWorker(url, prefix, 'hold');
      const queue = await open({ prefix, lockDuration: 400, stalledInterval: 100 });
      await queue.add(pull(1, { head: 'a' }));
      await first.told('started');
      first.process.kill('SIGSTOP');
      const held = heldWork();
      queue.process(held.work);
      const call = await held.call(0);
      first.process.kill('SIGCONT');
      await (await client()).publish(`${prefix}look`, 'acme/claims#1');
      await first.told('taken over');
      expect(await queue.counts()).toEqual({ waiting: 0, running: 1 });
      call.finish();
      await expect.poll(() => queue.counts()).toEqual(nothing);
    });
  });

  describe('what a process left behind as it died', () => {
    const entry = { job: command(1, 1), ids: [], due: 0, failures: 0, losses: 0 };

    it('a job that was kept, but whose lane nobody was told to look at, runs when a process starts', async () => {
      await leave('unwoken:', { waiting: [entry] });
      const { held } = await working({ prefix: 'unwoken:' });
      expect((await held.call(0)).job).toEqual(command(1, 1));
    });

    it('a job whose holder is not known any more runs again', async () => {
      await leave('forgotten:', { waiting: [], running: { id: 'turn', holder: 'nobody', entry } });
      const { held } = await working({ prefix: 'forgotten:' });
      expect((await held.call(0)).job).toEqual(command(1, 1));
    });

    it('a job that took ten processes with it is given up', async () => {
      await leave('deadly:', {
        waiting: [],
        running: { id: 'turn', holder: 'nobody', entry: { ...entry, losses: 9 } },
      });
      const onGaveUp = vi.fn();
      const { queue, held } = await working({ prefix: 'deadly:', onGaveUp });
      await expect.poll(() => queue.counts()).toEqual(nothing);
      const error = new Error('the process that worked on it was lost 10 times');
      expect(onGaveUp.mock.calls).toEqual([[command(1, 1), error]]);
      expect(held.calls).toEqual([]);
    });

    async function leave(prefix: string, lane: Lane): Promise<void> {
      await redisLanes(await client(), prefix, Date.now).change('acme/claims#1', () => ({ lane, result: undefined }));
    }
  });

  it('every key has the prefix, and none is left for what is done but the ids', async () => {
    const queue = await open({ prefix: 'keys:' });
    const held = heldWork();
    queue.process(held.work);
    await queue.add(command(1, 1), { id: 'delivery' });
    (await held.call(0)).finish();
    await expect.poll(() => queue.counts()).toEqual(nothing);
    await queue.close(1000);
    const keys = await (await client()).keys('keys:*');
    expect(keys.toSorted()).toEqual([
      'keys:done',
      ...['events', 'id', 'meta', 'stalled-check'].map((key) => `keys:wake-ups:${key}`),
    ]);
  });

  describe('Redis that cannot be used', () => {
    it('nobody listens: the error says where, and no password', async () => {
      const opening = bullQueue({ url: 'redis://weir:hunter2@127.0.0.1:1/0' });
      const message =
        "the queue can't reach Redis at redis://127.0.0.1:1/0 (REDIS_URL): connect ECONNREFUSED 127.0.0.1:1";
      await expect(opening).rejects.toThrow(message);
    });

    it.each(['127.0.0.1:6379', 'http://127.0.0.1:6379', ''])('%j is no URL of Redis', async (wrong) => {
      await expect(bullQueue({ url: wrong })).rejects.toThrow(
        'REDIS_URL is no URL of a Redis server; expected redis://',
      );
    });

    it('a database that does not exist is refused', async () => {
      await expect(bullQueue({ url: `${url}/99` })).rejects.toThrow('DB index is out of range');
    });

    it('a wrong password is refused, the right one opens, and a database of its own is used', async () => {
      const locked = await startRedis({ password: 'hunter2' });
      onTestFinished(() => locked?.stop());
      const right = `${locked?.url}/3`;
      await expect(bullQueue({ url: right.replace('hunter2', 'hunter3') })).rejects.toThrow('WRONGPASS');
      await expect(bullQueue({ url: right.replace(':hunter2@', '') })).rejects.toThrow('NOAUTH');
      const queue = await bullQueue({ url: right });
      onTestFinished(() => queue.close(0));
      await queue.add(command(1, 1));
      const third = new Redis(right);
      onTestFinished(() => third.disconnect());
      expect(await third.hkeys('weir:lanes')).toEqual(['acme/claims#1']);
    });

    it('a queue whose Redis went away is not ready and refuses jobs, and close still ends', async () => {
      const mortal = await startRedis();
      const onError = vi.fn();
      const queue = await bullQueue({ url: mortal?.url ?? '', onError });
      queue.process(async () => {});
      expect(await queue.ready()).toBe(true);
      await mortal?.stop();
      await expect.poll(() => queue.ready()).toBe(false);
      await expect(queue.add(command(1, 1))).rejects.toThrow();
      expect(onError).toHaveBeenCalled();
      await queue.close(200);
    });
  });

  async function open(options: Omit<BullOptions, 'url'>): Promise<Queue> {
    const queue = await bullQueue({ url, ...options });
    onTestFinished(() => queue.close(0));
    return queue;
  }

  async function working(options: Omit<BullOptions, 'url'>) {
    const queue = await open(options);
    const held = heldWork();
    queue.process(held.work);
    return { queue, held };
  }

  async function client(): Promise<Redis> {
    const connection = new Redis(url);
    onTestFinished(() => connection.disconnect());
    return connection;
  }
});

function comments(workers: readonly Worker[], event: string): number[] {
  const jobs = workers.flatMap(({ messages }) => messages).filter((message) => message.event === event);
  return jobs.map(({ job }) => (job?.kind === 'command' ? job.comment : Number.NaN));
}
