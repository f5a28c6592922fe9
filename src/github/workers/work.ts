/** What a worker does with one shard: it opens what the shard's setting takes, replays, and closes what is left behind. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { RecordingCache } from '../../recordings/storage/cache.ts';
import type { Task } from '../../replay/messages.ts';
import { Hand } from '../../replay/spread/hand.ts';
import type { Done } from '../../replay/spread/round.ts';
import type { Repository, RepositoryRef } from '../port/repository.ts';
import type { Box } from './box.ts';
import { Hands, type Opened } from './hands.ts';
import { layIn } from './lay.ts';
import type { ShardJob } from './names.ts';
import type { SettingMessage } from './pack.ts';

export interface WorkMeans {
  readonly box: Box;
  readonly cache: RecordingCache;
  /** Folder in which hands have their links; on the cache's disk. */
  readonly folder: string;
  /** WEIR_RECORDINGS. */
  readonly outside: readonly string[];
  readonly hands: number;
  open(repository: RepositoryRef): Promise<Repository>;
  isWaitedFor(round: string): Promise<boolean>;
  /** The closed setting of a round; undefined once nobody waits for that. */
  settingOf(round: string): Promise<string | undefined>;
}

export interface ShardWork extends AsyncDisposable {
  /** What a shard leaves behind, closed; undefined where nobody waits for it any more. Throws only the signal's reason. */
  replay(child: string, job: ShardJob, signal: AbortSignal): Promise<Buffer | undefined>;
}

/** Evidence of more bytes is not worth sending. */
const MOST_BYTES = 64 * 1024 * 1024;

export function shardWork(means: WorkMeans): ShardWork {
  const { box } = means;
  const hands = new Hands<Own>(means.hands);

  async function done(child: string, job: ShardJob, signal: AbortSignal): Promise<Done | undefined> {
    const task = box.open(['task', child], Buffer.from(job.task, 'base64')) as Task;
    if (!(await means.isWaitedFor(job.round))) return undefined;
    const own = await hands.take(job.setting, () => openHand(means, job));
    const stop = (): void => void hands.drop(own);
    signal.addEventListener('abort', stop, { once: true });
    try {
      signal.throwIfAborted();
      const result = await own.hand.replay(task);
      hands.give(own);
      return result;
    } catch (error) {
      signal.throwIfAborted();
      await hands.drop(own);
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  return {
    async replay(child, job, signal) {
      const left = await done(child, job, signal).catch((error: unknown): Done => {
        signal.throwIfAborted();
        return { type: 'back', why: error instanceof Error ? error.message : String(error) };
      });
      const closed = left && box.close(['part', child], left);
      if (!closed || closed.length <= MOST_BYTES) return closed;
      return box.close(['part', child], { type: 'back', why: 'it has more evidence than is sent' } satisfies Done);
    },
    [Symbol.asyncDispose]: () => hands[Symbol.asyncDispose](),
  };
}

interface Own extends Opened {
  readonly hand: Hand;
}

async function openHand(means: WorkMeans, { setting, round }: ShardJob): Promise<Own> {
  const closed = await means.settingOf(round);
  if (closed === undefined) throw new Error('the round was over before it was begun');
  const message = means.box.open(['setting', setting], Buffer.from(closed, 'base64')) as SettingMessage;
  const resources = new AsyncDisposableStack();
  const lay = layIn({
    ...{ cache: means.cache, outside: means.outside, resources },
    open: () => means.open(message.repository),
  });
  const hand = resources.use(new Hand(message.setting, join(means.folder, randomUUID()), lay));
  return { setting, hand, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
