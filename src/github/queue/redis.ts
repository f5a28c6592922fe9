/** Connections to Redis, and the lanes kept there. Only `bullmq.ts` calls this. */
import type { Redis, RedisOptions } from 'ioredis';
import { WeirError } from '../../errors.ts';
import { loadPeer } from '../../peer.ts';
import { emptyLane, type Lane } from './lane.ts';
import { remembered, type Store } from './store.ts';

/** Redis cannot be used: the URL is wrong, nobody answers there, or it lets nobody in. */
export class RedisError extends WeirError {}

export interface Connections {
  /** Fails within seconds when Redis is away: who adds a job is told. */
  readonly commands: Redis;
  /** Waits until Redis is back: who works has time. */
  readonly worker: Redis;
  readonly subscriber: Redis;
  disconnect(): void;
}

/** Opens what a queue needs at `redis[s]://user:password@host:port/db`. Throws RedisError, which never names the password. */
export async function connect(url: string, onError: (error: unknown) => void): Promise<Connections> {
  const place = placeOf(url);
  const { Redis } = await load(() => import('ioredis'));
  const patient = { maxRetriesPerRequest: null };
  const commands = await open({ maxRetriesPerRequest: 1, commandTimeout: 5000 });
  const connections = [commands];
  try {
    for (const options of [patient, patient]) connections.push(await open(options));
  } catch (error) {
    disconnect();
    throw error;
  }
  const [, worker = commands, subscriber = commands] = connections;
  return { commands, worker, subscriber, disconnect };

  async function open(options: RedisOptions): Promise<Redis> {
    const redis = new Redis(url, { ...options, reconnectOnError, lazyConnect: true, connectTimeout: 5000 });
    // The promise only says that the connection was closed; the event before it says why.
    let reason: unknown;
    const note = (error: unknown) => {
      reason ??= error;
    };
    redis.on('error', note);
    await redis.connect().catch(note);
    if (reason !== undefined) {
      redis.disconnect();
      throw unreachable(place, reason);
    }
    redis.off('error', note);
    return redis.on('error', onError);
  }

  function disconnect(): void {
    for (const redis of connections) redis.disconnect();
  }
}

/**
 * After a failover the server at the other end may be one that only reads; the same address leads to the new one. What was asked is
 * not asked again with that: where nothing else is behind the address it would go round for ever, and nobody be told.
 */
function reconnectOnError({ message }: Error): false | 1 {
  return message.includes('READONLY') ? 1 : false;
}

/**
 * What would lose jobs without a word, as sentences for whoever operates it. Empty where Redis does not say: what is managed by
 * others may hide its settings.
 */
export async function misgivings(redis: Pick<Redis, 'info'>): Promise<string[]> {
  const memory = await redis.info('memory').catch(() => '');
  const setting = (name: string) => new RegExp(`^${name}:(\\S+)`, 'm').exec(memory)?.[1];
  const policy = setting('maxmemory_policy') ?? 'noeviction';
  if (policy === 'noeviction' || setting('maxmemory') === '0') return [];
  return [
    `Redis (REDIS_URL) throws away what it holds once its memory is full (maxmemory-policy ${policy}): jobs get lost, and checks stay unfinished until the next sweep. Set maxmemory-policy noeviction`,
  ];
}

/** Rejects where nothing can be written: Redis is away, full, or a replica that only reads. */
export async function tryWriting(redis: Redis, prefix: string): Promise<void> {
  await redis.set(`${prefix}ready`, '1', 'PX', 1);
}

/** Both packages are optional; where one is missing the error says how to install both. */
export function load<T>(importing: () => Promise<T>): Promise<T> {
  return loadPeer('a queue on Redis (REDIS_URL) needs', ['bullmq', 'ioredis'], importing);
}

/**
 * The lanes as fields of one hash, and the ids of jobs that are done in a sorted set by when they are forgotten. A lane is
 * replaced only where it is still what was read, so no process undoes the step of another. `clock`: of Redis, see
 * `redis-clock.ts`.
 */
export function redisLanes(
  redis: Redis,
  prefix: string,
  clock: () => number,
): Pick<Store, 'change' | 'read' | 'all'> & { names(): Promise<string[]> } {
  const lanes = `${prefix}lanes`;
  const keys = [lanes, `${prefix}done`];

  return {
    async change(name, make, id = '') {
      // Most lanes are empty, which spares a question to Redis.
      let current = '';
      for (;;) {
        const { lane, result, done = [] } = make(parse(current));
        const now = clock();
        const values = [name, current, format(lane), id, now, now + remembered, ...done];
        const reply = await redis.eval(replaceLane, keys.length, ...keys, ...values);
        if (reply === 'kept') return result;
        if (reply === 'known') return undefined;
        if (!Array.isArray(reply)) throw new Error(`Redis answered ${String(reply)} to a change of a lane`);
        current = String(reply[0]);
      }
    },
    read: async (name) => parse((await redis.hget(lanes, name)) ?? ''),
    all: async () => (await redis.hvals(lanes)).map(parse),
    names: () => redis.hkeys(lanes),
  };
}

/** Replies 'kept', 'known' for an id that is done, or the lane as it has become, in a list. */
const replaceLane = `
local lane, expected, replacement, id, now, forget = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
if id ~= '' then
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
  if redis.call('ZSCORE', KEYS[2], id) then return 'known' end
end
local current = redis.call('HGET', KEYS[1], lane) or ''
if current ~= expected then return { current } end
if replacement == '' then redis.call('HDEL', KEYS[1], lane) else redis.call('HSET', KEYS[1], lane, replacement) end
for i = 7, #ARGV do redis.call('ZADD', KEYS[2], forget, ARGV[i]) end
return 'kept'
`;

function parse(text: string): Lane {
  return text === '' ? emptyLane : JSON.parse(text);
}

function format(lane: Lane): string {
  return lane.running === undefined && lane.waiting.length === 0 ? '' : JSON.stringify(lane);
}

/** The URL without its user and password. */
function placeOf(url: string): string {
  const parsed = URL.parse(url);
  if (parsed?.protocol === 'redis:' || parsed?.protocol === 'rediss:') {
    return `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
  }
  throw new RedisError([
    {
      message: 'REDIS_URL is no URL of a Redis server',
      expected: 'redis://[user:password@]host[:port][/database], or rediss:// for TLS',
    },
  ]);
}

function unreachable(place: string, cause: unknown): RedisError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new RedisError([{ message: `the queue can't reach Redis at ${place} (REDIS_URL): ${reason}` }], { cause });
}
