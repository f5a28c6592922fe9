/**
 * The queue of many processes, used where REDIS_URL is set. BullMQ carries wake-ups ("look at this lane") to whatever
 * process has time, and proves by its locks whether a process that took one still lives; what is to be done and by whom
 * stands in the lanes.
 */
import type { Redis } from 'ioredis';
import { atMost } from './at-most.ts';
import { lose, untilNext } from './lane.ts';
import { laneQueue } from './lane-queue.ts';
import type { Queue, QueueOptions } from './queue.ts';
import { type Connections, connect, load, misgivings, RedisError, redisLanes, tryWriting } from './redis.ts';
import { type RedisClock, redisClock } from './redis-clock.ts';
import type { Callbacks, Store } from './store.ts';

export interface BullOptions extends QueueOptions {
  /** `redis://user:password@host:port/db`, or `rediss://…` for TLS. */
  readonly url: string;
  /** Of every key. Default `weir:`. */
  readonly prefix?: string;
  /** Milliseconds after which a silent process counts as dead. Default 30,000. */
  readonly lockDuration?: number;
  /** Milliseconds between searches for jobs of dead processes. Default 15,000. */
  readonly stalledInterval?: number;
  /** Milliseconds between looks at what could have been told but was lost. Default 5,000. */
  readonly pollInterval?: number;
}

interface WakeUp {
  readonly lane: string;
}

/** Throws RedisError where Redis can't be reached or a package is missing. */
export async function bullQueue(options: BullOptions): Promise<Queue> {
  const { onError = () => {} } = options;
  const bullmq = await load(() => import('bullmq'));
  const connections = await connect(options.url, onError);
  const clock = await redisClock(connections.commands);
  for (const message of await misgivings(connections.commands)) onError(new RedisError([{ message }]));
  return laneQueue(bullStore(bullmq, connections, clock, { ...options, onError }), options);
}

function bullStore(
  { Queue: BullQueue, Worker }: Pick<typeof import('bullmq'), 'Queue' | 'Worker'>,
  connections: Connections,
  clock: RedisClock,
  options: BullOptions & Required<Pick<BullOptions, 'onError'>>,
): Store {
  const { concurrency = 20, prefix = 'weir:', lockDuration = 30_000, stalledInterval = 15_000, onError } = options;
  const { commands, subscriber } = connections;
  const lanes = redisLanes(commands, prefix, clock.now);
  // BullMQ puts the colon between its prefix and the name of the queue itself.
  const names = { name: 'wake-ups', prefix: prefix.replace(/:$/, '') };
  const wakeUps = new BullQueue<WakeUp>(names.name, {
    connection: commands,
    prefix: names.prefix,
    // BullMQ's stream of events has no reader here, so it is kept short.
    streams: { events: { maxLen: 100 } },
  });
  wakeUps.on('error', onError);
  const channel = `${prefix}look`;
  let stop = async () => {};

  return {
    ...lanes,
    now: clock.now,
    wake,
    announce: async (lane) => void (await commands.publish(channel, lane)),
    start(callbacks) {
      stop = startWorker(callbacks);
    },
    ready: () => takesJobs(commands, prefix),
    async close(milliseconds) {
      await atMost(milliseconds, stop());
      await atMost(1000, wakeUps.close());
      connections.disconnect();
    },
  };

  async function wake(lane: string, delay: number, jobId?: string): Promise<void> {
    // Tried as good as for ever: what fails here is Redis, not the job of the lane.
    const backoff = { type: 'fixed', delay: 1000 };
    await wakeUps.add('wake', { lane }, { delay, jobId, attempts: 1e6, backoff, removeOnComplete: true });
  }

  function startWorker({ turn, look }: Callbacks): () => Promise<void> {
    const worker = new Worker<WakeUp>(names.name, ({ data, id = '' }) => turn(data.lane, id), {
      connection: connections.worker,
      prefix: names.prefix,
      concurrency,
      lockDuration,
      stalledInterval,
      // `lane-queue.ts` counts how often a job's process was lost; here one wake-up may serve many jobs.
      maxStalledCount: 1e6,
    });
    worker.on('error', onError);
    subscriber.on('message', (_, lane) => look(lane));
    subscriber.subscribe(channel).catch(onError);
    const poll = setInterval(() => {
      look();
      clock.adjust().catch(onError);
    }, options.pollInterval ?? 5000).unref();
    const rescue = setInterval(() => rescueLanes().catch(onError), 4 * lockDuration).unref();
    rescueLanes().catch(onError);
    return async () => {
      clearInterval(rescue);
      await worker.close();
      clearInterval(poll);
    };
  }

  /** Wakes lanes whose wake-up was lost: a process died, or Redis was away, between a step and the wake-up after it. */
  async function rescueLanes(): Promise<void> {
    for (const name of await lanes.names()) {
      const current = await lanes.read(name);
      const { running } = current;
      if (running === undefined) {
        if (untilNext(current, clock.now()) !== 0) continue;
      } else {
        if ((await wakeUps.getJob(running.holder)) !== undefined) continue;
        await lanes.change(name, (lane) => ({ ...lose(lane, running.id, clock.now()), result: undefined }));
      }
      // At most one of these waits for each lane, however many processes look.
      await wake(name, 0, `rescue ${encodeURIComponent(name)}`);
    }
  }
}

/** A PING is answered by what is full, too, and by a replica that only reads. */
async function takesJobs(redis: Redis, prefix: string): Promise<boolean> {
  if (redis.status !== 'ready') return false;
  try {
    await tryWriting(redis, prefix);
    return true;
  } catch {
    return false;
  }
}
