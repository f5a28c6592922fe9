/** Redis as it is when something is wrong with it, on real servers: full, set to throw things away, or passed over to a replica. */
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { bullQueue } from '../../../src/github/queue/bullmq.ts';
import { command, heldWork } from './jobs.ts';
import { type RunningRedis, startRedis } from './redis.ts';

const first = await startRedis();
await first?.stop();

describe.skipIf(first === undefined)('with redis-server (skipped where that is not installed)', () => {
  it('what throws jobs away once it is full is told at the start, and what cannot be full is not', async () => {
    const { client, url } = await started();
    const told = async () => {
      const onError = vi.fn();
      const queue = await bullQueue({ url, onError });
      await queue.close(0);
      return onError.mock.calls.map(([error]) => String(error));
    };
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect(await told()).toEqual([]);
    await client.config('SET', 'maxmemory', '100mb');
    expect(await told()).toEqual([expect.stringContaining('(maxmemory-policy allkeys-lru): jobs get lost')]);
    await client.config('SET', 'maxmemory-policy', 'volatile-ttl');
    expect(await told()).toEqual([expect.stringContaining('(maxmemory-policy volatile-ttl)')]);
    await client.config('SET', 'maxmemory-policy', 'noeviction');
    expect(await told()).toEqual([]);
  });

  it('while it is full what runs goes on, no job is taken, and readiness says so; with room all is done once', async () => {
    const { client, url } = await started();
    const queue = await bullQueue({ url, onError: () => {}, lockDuration: 1000, stalledInterval: 200 });
    onTestFinished(() => queue.close(0));
    const held = heldWork();
    queue.process(held.work);
    await queue.add(command(1, 1));
    await queue.add(command(1, 2));
    const running = await held.call(0);
    expect(await queue.ready()).toBe(true);

    await client.config('SET', 'maxmemory', '1');

    expect(await queue.ready()).toBe(false);
    await expect(queue.add(command(2, 3))).rejects.toThrow('OOM');
    expect(running.signal.aborted).toBe(false);
    running.finish();

    await client.config('SET', 'maxmemory', '0');
    expect(await queue.ready()).toBe(true);
    // What had ended could not be written down, so it may come again; it is worked on anew and ends, too.
    const finishAll = setInterval(() => held.calls.forEach(({ finish }) => void finish()), 50);
    onTestFinished(() => clearInterval(finishAll));
    await expect.poll(() => queue.counts(), { timeout: 15_000 }).toEqual({ waiting: 0, running: 0 });
    expect(new Set(held.calls.map(({ job }) => JSON.stringify(job))).size).toBe(2);
  });

  it('where it has lost everything, what runs is not stopped, and what fails comes again', async () => {
    const { client, url } = await started();
    const queue = await bullQueue({ url, onError: () => {}, pollInterval: 10, pause: () => 0 });
    onTestFinished(() => queue.close(0));
    const held = heldWork();
    queue.process(held.work);
    await queue.add(command(1, 1));
    await queue.add(command(2, 2));
    const [one, other] = [await held.call(0), await held.call(1)];

    await client.flushall();

    // Every look of a process asks for its lanes; after a hundred of them both have been looked at.
    const asked = async () => Number(/cmdstat_hget:calls=(\d+)/.exec(await client.info('commandstats'))?.[1]);
    const before = await asked();
    await expect.poll(asked, { timeout: 10_000 }).toBeGreaterThan(before + 100);
    expect([one.signal.aborted, other.signal.aborted]).toEqual([false, false]);
    one.finish();
    other.fail(new Error('GitHub was away'));
    const again = await held.call(2);
    expect(again.job).toEqual(other.job);
    again.finish();
    await expect.poll(() => queue.counts()).toEqual({ waiting: 0, running: 0 });
    expect(held.calls).toHaveLength(3);
  });

  it('a replica with nothing behind its address but itself is told of, takes no job, and keeps nobody waiting', async () => {
    const [replica, primary] = [await started(), await started()];
    await replica.client.replicaof('127.0.0.1', Number(new URL(primary.url).port));
    const onError = vi.fn();
    const queue = await bullQueue({ url: replica.url, onError });
    onTestFinished(() => queue.close(0));
    queue.process(async () => {});
    await expect.poll(() => onError.mock.calls.join(), { timeout: 15_000 }).toContain('READONLY');
    expect(await queue.ready()).toBe(false);
    // A command that were repeated with each new connection would end by its time limit alone.
    await expect(queue.add(command(1, 1))).rejects.toThrow(/READONLY|Connection is closed|MASTERDOWN|LOADING/);
  });

  it('after a failover the same address is dialled again, in place of writing to a replica for ever', async () => {
    const [old, young] = [await started(), await started()];
    const way = await openWay(old.url);
    onTestFinished(() => way.close());
    const queue = await bullQueue({ url: way.url, onError: () => {} });
    onTestFinished(() => queue.close(0));
    const held = heldWork();
    queue.process(held.work);
    await queue.add(command(1, 1));
    (await held.call(0)).finish();
    await expect.poll(() => queue.counts()).toEqual({ waiting: 0, running: 0 });

    // New connections come to the new one; those that are there stay with the old one, which only reads from now on.
    way.leadTo(young.url);
    await old.client.replicaof('127.0.0.1', Number(new URL(young.url).port));

    await expect.poll(() => queue.ready(), { timeout: 10_000 }).toBe(true);
    await queue.add(command(2, 2));
    const call = await held.call(1);
    expect(call.job).toEqual(command(2, 2));
    call.finish();
    await expect.poll(() => queue.counts()).toEqual({ waiting: 0, running: 0 });
  });
});

async function started(): Promise<{ readonly url: string; readonly client: Redis }> {
  const running = (await startRedis()) as RunningRedis;
  const client = new Redis(running.url);
  client.on('error', () => {});
  onTestFinished(() => {
    client.disconnect();
    return running.stop();
  });
  return { url: running.url, client };
}

interface Way {
  readonly url: string;
  /** For connections that are made from now on. */
  leadTo(url: string): void;
  close(): void;
}

/** An address behind which servers change, as a name in DNS does. */
async function openWay(to: string): Promise<Way> {
  let target = to;
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = dial(Number(new URL(target).port), '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    leadTo(url) {
      target = url;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
