/**
 * Takes shards of replays from Redis, one for each core, and leaves behind what comes of them. `worker.ts` starts it.
 * It holds nothing that is not somewhere else as well, so that it may be ended at any moment: what it was at, another begins
 * anew, or the App does.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Worker as BullWorker, Job } from 'bullmq';
import type { Logger } from 'pino';
import { removeOldFolders } from '../../recordings/storage/arrivals.ts';
import { openRecordingCache } from '../../recordings/storage/cache.ts';
import { version } from '../../version.ts';
import { ensureOwnFolder } from '../own-folder.ts';
import type { Repository, RepositoryRef } from '../port/repository.ts';
import { atMost } from '../queue/at-most.ts';
import { connect, load } from '../queue/redis.ts';
import { sayAlive, sayGone } from './alive.ts';
import { createBox } from './box.ts';
import { leave } from './leave.ts';
import { namesIn, PREFIX, type RoundJob, type ShardJob } from './names.ts';
import { ownProgram } from './program.ts';
import type { WorkerSettings } from './settings.ts';
import { sharesIn } from './shares.ts';
import { shardWork } from './work.ts';

export interface RunningWorker {
  /** Takes nothing new, finishes what is under way, and resolves within so many milliseconds. */
  stop(milliseconds: number): Promise<void>;
}

/** How soon a worker counts as lost, where that is not what it is by default. Milliseconds. */
export interface Patience {
  /** BullMQ's. */
  readonly lockDuration?: number;
  readonly stalledInterval?: number;
  readonly goneAfter?: number;
}

export interface ServeMeans {
  readonly log: Logger;
  open(repository: RepositoryRef): Promise<Repository>;
  readonly patience?: Patience;
}

const GONE_AFTER = 15_000;
/** Signs of life in that time. */
const BEATS = 5;
/** Throws WeirErrors where the settings cannot be used. */
export async function serveShards(
  settings: WorkerSettings,
  { log, open, patience = {} }: ServeMeans,
): Promise<RunningWorker> {
  const { goneAfter = GONE_AFTER } = patience;
  const build = await ownProgram();
  const names = namesIn(PREFIX, build);
  const bullmq = await load(() => import('bullmq'));
  const onError = (error: unknown): void => log.error({ err: error }, 'The worker has trouble with Redis');
  const { commands, worker: connection, disconnect } = await connect(settings.redisUrl, onError);
  for (const own of [dirname(settings.cache), settings.cache]) await ensureOwnFolder(own);
  const folder = join(settings.cache, 'hands');
  await removeOldFolders(folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const id = randomUUID();
  const { prefix } = names;
  const rounds = new bullmq.Queue<RoundJob>(names.rounds, { connection: commands, prefix });
  rounds.on('error', onError);
  const shares = sharesIn(commands, names, 0);
  const work = shardWork({
    box: createBox(settings.privateKey),
    cache: await openRecordingCache(join(settings.cache, 'recordings'), { maxBytes: settings.cacheBytes }),
    ...{ folder, outside: settings.recordings, hands: settings.jobs },
    open,
    isWaitedFor,
    settingOf: async (round) => (await rounds.getJob(round))?.data.setting,
  });
  const busy = new Map<string, { readonly round: string; readonly stop: AbortController }>();

  async function replay({ id: child = '', data }: Job<ShardJob>): Promise<void> {
    await shares.begin(data.turn);
    const stop = new AbortController();
    busy.set(child, { round: data.round, stop });
    const begun = performance.now();
    try {
      const left = await work.replay(child, data, stop.signal);
      if (!left) return;
      await leave(commands, names, { round: data.round, child }, left);
      log.info({ round: data.round, milliseconds: Math.round(performance.now() - begun) }, 'A shard is done');
    } catch (error) {
      // After an abort nobody waits for the result.
      if (!stop.signal.aborted) throw error;
    } finally {
      busy.delete(child);
    }
  }

  async function isWaitedFor(round: string): Promise<boolean> {
    return (await commands.exists(`${prefix}:${names.rounds}:${round}`)) === 1;
  }

  async function beat(): Promise<void> {
    await sayAlive(commands, names, { id, build, hands: settings.jobs }, goneAfter);
    for (const { round, stop } of busy.values()) {
      if (!(await isWaitedFor(round))) stop.abort(new Error('nobody waits for it'));
    }
  }

  const bull: BullWorker<ShardJob> = new bullmq.Worker<ShardJob>(names.shards, replay, {
    ...{ connection, prefix, concurrency: settings.jobs },
    lockDuration: patience.lockDuration ?? 15_000,
    stalledInterval: patience.stalledInterval ?? 5000,
    // Of a shard whose workers are lost again and again, the App should see for itself.
    maxStalledCount: 2,
  });
  bull.on('error', onError);
  await beat();
  const beats = setInterval(() => void beat().catch(onError), goneAfter / BEATS);
  log.info({ version, build, hands: settings.jobs }, 'Weir takes shards');

  return {
    async stop(milliseconds) {
      await atMost(milliseconds, bull.close());
      clearInterval(beats);
      await atMost(1000, sayGone(commands, names, { id, build, hands: 0 }));
      disconnect();
      await atMost(1000, Promise.resolve(work[Symbol.asyncDispose]()));
      await rm(folder, { recursive: true, force: true });
      log.info('The worker has stopped');
    },
  };
}
