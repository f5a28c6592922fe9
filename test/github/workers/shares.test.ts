/** Whose shard is next, and how many a repository may have out: in a real Redis. */
import { Redis } from 'ioredis';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { namesIn } from '../../../src/github/workers/names.ts';
import { sharesIn } from '../../../src/github/workers/shares.ts';
import { startRedis } from '../queue/redis.ts';

const redis = await startRedis();
afterAll(() => redis?.stop());

describe.skipIf(redis === undefined)('with redis-server (skipped where that is not installed)', () => {
  const client = new Redis(redis?.url ?? '', { lazyConnect: true });
  const names = namesIn('test:', 'build');
  const shares = sharesIn(client, names, 3);
  afterAll(() => client.disconnect());
  beforeEach(async () => void (await client.flushall()));

  /** Turns of so many shards of a repository of its own, by their names. */
  async function hand(installation: number, count: number, name: string): Promise<[string, number][]> {
    const many = sharesIn(client, names, 1000);
    const handed: [string, number][] = [];
    for (let index = 1; index <= count; index += 1) {
      handed.push([`${name}${index}`, (await many.admit(installation, name, `${name}${index}`)) ?? 0]);
    }
    return handed;
  }

  /** As BullMQ takes jobs: by priority, and those of the same one as they came. */
  function order(handed: readonly [string, number][]): string {
    return handed
      .toSorted(([, a], [, b]) => a - b)
      .map(([name]) => name)
      .join(' ');
  }

  it('a repository has no more out than it may have, until one is done', async () => {
    const handed = [];
    for (const child of ['a', 'b', 'c', 'd']) handed.push(await shares.admit(1, 'claims', child));
    expect(handed).toEqual([1, 2, 3, undefined]);
    expect(await shares.admit(1, 'risk', 'e')).toBe(4);
    await shares.release('claims', ['b']);
    expect(await shares.admit(1, 'claims', 'd')).toBe(5);
    expect(await shares.admit(1, 'claims', 'f')).toBeUndefined();
  });

  it('what an App that died had out is forgotten, and what one waits for is not', async () => {
    for (const child of ['a', 'b', 'c']) await shares.admit(1, 'claims', child);
    // As if their minute had passed.
    await client.zadd(names.repository('claims'), 1, 'a', 1, 'b');
    await shares.keep('claims', ['b']);
    expect(await shares.admit(1, 'claims', 'd')).toBeDefined();
    expect(await shares.admit(1, 'claims', 'e')).toBeUndefined();
  });

  it('installations take turns, whatever each has waiting', async () => {
    const handed = [...(await hand(1, 5, 'a')), ...(await hand(2, 2, 'b')), ...(await hand(3, 1, 'c'))];
    expect(order(handed)).toBe('a1 b1 c1 a2 b2 a3 a4 a5');
  });

  it('who comes later is not served for the time before', async () => {
    const first = await hand(1, 5, 'a');
    for (const [, turn] of first.slice(0, 3)) await shares.begin(turn);
    const handed = [...first.slice(3), ...(await hand(2, 3, 'b')), ...(await hand(1, 1, 'd'))];
    expect(order(handed)).toBe('a4 b1 a5 b2 b3 d1');
  });

  it('turns begin anew before BullMQ has no priority left', async () => {
    await client.hset(names.shares, '1', 2_000_000, 'begun', 1_999_990);
    expect(await hand(1, 1, 'a')).toEqual([['a1', 1]]);
    // Of a shard that was handed over before.
    await shares.begin(1_999_995);
    expect(await hand(2, 1, 'b')).toEqual([['b1', 1]]);
  });
});
