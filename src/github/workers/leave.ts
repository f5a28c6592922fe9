/** Leaves behind what came of a shard, where the App finds it by the child's id. */
import type { Redis } from 'ioredis';
import type { Names } from './names.ts';

/** Seconds that parts wait for an App which was lost and comes back. */
const KEPT = 3600;

/** In place of what the same shard left before, if it was done before. Nothing is left to a round that is over. */
export async function leave(
  redis: Redis,
  names: Names,
  { round, child }: { readonly round: string; readonly child: string },
  left: Buffer,
): Promise<void> {
  const keys = [`${names.prefix}:${names.rounds}:${round}`, names.parts(round)];
  await redis.eval(LEAVE, keys.length, ...keys, child, left, KEPT, names.left, round);
}

const LEAVE = `
if redis.call('EXISTS', KEYS[1]) == 0 then return end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[2], ARGV[3])
redis.call('PUBLISH', ARGV[4], ARGV[5])
`;
