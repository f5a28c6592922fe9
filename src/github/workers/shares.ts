/**
 * Who may hand over the next shard: installations take turns, and a repository has no more shards out than it may have.
 *
 * Turns are those of start-time fair queueing (Goyal, Vin, Cheng 1996) where each shard costs the same: a shard's turn is one
 * behind the installation's last one, and never before that of the shard that a worker took last. Workers take them in this
 * order, so an installation with a hundred checks gets no more than one with a single check while both have something to do.
 */
import type { Redis } from 'ioredis';
import type { Names } from './names.ts';

export interface Shares {
  /** The turn of the child, from 1; undefined while the repository has as many out as it may have. */
  admit(installation: number, repository: string, child: string): Promise<number | undefined>;
  /** A worker has taken the shard of that turn. */
  begin(turn: number): Promise<void>;
  /** Says that they are still out, which else is forgotten. */
  keep(repository: string, children: readonly string[]): Promise<void>;
  release(repository: string, children: readonly string[]): Promise<void>;
}

/** Milliseconds in which the one who handed a shard over has to say that it still waits for it. */
const LEASE = 60_000;
/** BullMQ takes priorities up to 2 ** 21. */
const LAST_TURN = 2_000_000;
const HOUR = 3_600_000;

/** @param most shards of one repository that may be out */
export function sharesIn(redis: Redis, names: Names, most: number): Shares {
  return {
    async admit(installation, repository, child) {
      const keys = [names.repository(repository), names.shares];
      const turn = await redis.eval(ADMIT, keys.length, ...keys, child, most, LEASE, installation, LAST_TURN, HOUR);
      return Number(turn) > 0 ? Number(turn) : undefined;
    },
    begin: async (turn) => void (await redis.eval(BEGIN, 1, names.shares, turn, LAST_TURN)),
    async keep(repository, children) {
      if (children.length > 0) await redis.eval(KEEP, 1, names.repository(repository), LEASE, ...children);
    },
    async release(repository, children) {
      if (children.length > 0) await redis.zrem(names.repository(repository), ...children);
    },
  };
}

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

const ADMIT = `${NOW}
local out, shares = KEYS[1], KEYS[2]
local child, most, lease, installation, last, hour = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4], tonumber(ARGV[5]), ARGV[6]
redis.call('ZREMRANGEBYSCORE', out, '-inf', now)
if not redis.call('ZSCORE', out, child) and redis.call('ZCARD', out) >= most then return 0 end
redis.call('ZADD', out, now + lease, child)
redis.call('PEXPIRE', out, lease)
local begun = tonumber(redis.call('HGET', shares, 'begun') or 0)
local own = tonumber(redis.call('HGET', shares, installation) or 0)
local turn = math.max(begun, own) + 1
if turn > last then
  redis.call('DEL', shares)
  turn = 1
end
redis.call('HSET', shares, installation, turn)
redis.call('PEXPIRE', shares, hour)
return turn
`;

/** A turn far ahead is one from before all began anew. */
const BEGIN = `
local begun = tonumber(redis.call('HGET', KEYS[1], 'begun') or 0)
local turn = tonumber(ARGV[1])
if turn > begun and turn - begun < ARGV[2] / 2 then redis.call('HSET', KEYS[1], 'begun', turn) end
`;

const KEEP = `${NOW}
for i = 2, #ARGV do redis.call('ZADD', KEYS[1], 'XX', now + ARGV[1], ARGV[i]) end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
`;
