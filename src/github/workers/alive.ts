/** Which workers are there: each says so every few seconds, and is forgotten when it does not. */
import type { Redis } from 'ioredis';
import type { Names } from './names.ts';

export interface Worker {
  /** Its own, new with each start. */
  readonly id: string;
  readonly build: string;
  /** Shards that it replays at once. */
  readonly hands: number;
}

/** @param goneAfter milliseconds after which it counts as gone unless it says so again */
export async function sayAlive(
  redis: Redis,
  names: Names,
  { id, build, hands }: Worker,
  goneAfter: number,
): Promise<void> {
  await redis.eval(ALIVE, 3, names.workers, names.hands, names.builds, id, hands, build, goneAfter);
}

export async function sayGone(redis: Redis, names: Names, { id }: Worker): Promise<void> {
  await redis.multi().zrem(names.workers, id).hdel(names.hands, id).hdel(names.builds, id).exec();
}

/** Shards that all workers of this build replay at once, and how many workers run another one. */
export async function countHands(
  redis: Redis,
  names: Names,
  build: string,
): Promise<{ hands: number; others: number }> {
  const answer = await redis.eval(COUNT, 3, names.workers, names.hands, names.builds, build);
  const [hands = 0, others = 0] = Array.isArray(answer) ? answer.map(Number) : [];
  return { hands, others };
}

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

const ALIVE = `${NOW}
local id, hands, build, gone = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
redis.call('ZADD', KEYS[1], now + gone, id)
redis.call('HSET', KEYS[2], id, hands)
redis.call('HSET', KEYS[3], id, build .. ' ' .. (now + gone))
for i = 1, 3 do redis.call('PEXPIRE', KEYS[i], 4 * gone) end
`;

const COUNT = `${NOW}
local hands, others = 0, 0
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], now, '+inf')) do
  hands = hands + tonumber(redis.call('HGET', KEYS[2], id) or 0)
end
local builds = redis.call('HGETALL', KEYS[3])
for i = 1, #builds, 2 do
  local build, gone = string.match(builds[i + 1], '^(%S+) (%d+)$')
  if tonumber(gone) < now then redis.call('HDEL', KEYS[3], builds[i])
  elseif build ~= ARGV[1] then others = others + 1 end
end
return { hands, others }
`;
