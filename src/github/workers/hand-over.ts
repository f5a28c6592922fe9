/**
 * The App's side of its workers: it hands over the shards of a round as BullMQ jobs, a parent for the round and a child for each
 * shard, and takes what they leave behind, which lies in Redis by the child's id, so that what is done twice counts once. Ids
 * are made of what is to be done: an App that takes over from one that died finds what was done for that.
 *
 * Whatever goes wrong, a shard is given back: the App replays it itself.
 */
import type { FlowProducer, Queue } from 'bullmq';
import type { Done } from '../../replay/spread/round.ts';
import type { Workers } from '../../replay/spread/workers.ts';
import { fullName, type RepositoryRef } from '../port/repository.ts';
import { connect, load } from '../queue/redis.ts';
import { countHands } from './alive.ts';
import { createBox } from './box.ts';
import { namesIn, PREFIX, type RoundJob, type ShardJob } from './names.ts';
import { pack } from './pack.ts';
import { ownProgram } from './program.ts';
import { type HandOverLog, Round, type RoundMeans } from './round.ts';
import { sharesIn } from './shares.ts';

export interface HandOverOptions {
  /** Of Redis. */
  readonly url: string;
  /** The App's, as PEM. */
  readonly privateKey: string;
  /** Shards of one repository that may be out at once. */
  readonly most: number;
  readonly log: HandOverLog;
  /** Told of each shard whether workers did it. */
  readonly count?: (outcome: Done['type']) => void;
  /** See `Workers`. */
  readonly leastBytes: number;
  /** Milliseconds in which none of a round's shards is done before the App does them itself. */
  readonly patience?: number;
  /** Milliseconds between looks at what no message told. */
  readonly tick?: number;
}

export interface HandOver {
  /** Told apart from those of other repositories. */
  of(repository: RepositoryRef): Workers;
  close(): void;
}

const PATIENCE = 60_000;
const TICK = 1000;
/** Artifacts of a larger setting are not worth sending, in bytes as they are sent. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Throws RedisError where Redis can't be reached or a package is missing. */
export async function openHandOver(options: HandOverOptions): Promise<HandOver> {
  const { url, log, most, privateKey } = options;
  const bullmq = await load(() => import('bullmq'));
  const build = await ownProgram();
  const names = namesIn(PREFIX, build);
  const onError = (error: unknown) => log.warn({ err: error }, 'Redis has trouble with shards for workers');
  const { commands, subscriber, worker, disconnect } = await connect(url, onError);
  worker.disconnect();
  const queueOptions = { connection: commands, prefix: names.prefix, streams: { events: { maxLen: 100 } } };
  const rounds: Queue<RoundJob> = new bullmq.Queue(names.rounds, queueOptions);
  const shards: Queue<ShardJob> = new bullmq.Queue(names.shards, queueOptions);
  const flows: FlowProducer = new bullmq.FlowProducer({ connection: commands, prefix: names.prefix });
  for (const queue of [rounds, shards]) queue.on('error', onError);
  flows.on('error', onError);
  const waiting = new Map<string, () => void>();
  subscriber.on('message', (_, round) => waiting.get(round)?.());
  await subscriber.subscribe(names.left);
  const shares = sharesIn(commands, names, most);
  const box = createBox(privateKey);
  let othersSaid = false;
  let clearedAt = 0;

  async function hands(): Promise<number> {
    const counted = await countHands(commands, names, build);
    if (counted.others > 0 && !othersSaid) {
      log.warn({ workers: counted.others }, 'Workers run another build of Weir than this App, and get nothing from it');
    }
    othersSaid = counted.others > 0;
    return counted.hands;
  }

  return {
    of: (repository) => ({
      leastBytes: options.leastBytes,
      hands: () => hands().catch(() => 0),
      async run(setting, tasks, told, signal) {
        if (performance.now() - clearedAt > HOUR || clearedAt === 0) {
          clearedAt = performance.now();
          await clear(rounds, shards).catch(onError);
        }
        const packed = pack(box, repository, setting, tasks);
        const means: RoundMeans = {
          ...{ redis: commands, names, rounds, shards, flows, shares, box, hands },
          log: log.child({ about: fullName(repository), round: packed.id }),
          ...{ patience: options.patience ?? PATIENCE, tick: options.tick ?? TICK },
          waiting,
        };
        if (packed.setting.length > MOST_BYTES) {
          for (const index of tasks.keys()) told(index, { type: 'back', why: 'the artifacts are too large' });
          return;
        }
        const counting = (task: number, done: Done): void => {
          options.count?.(done.type);
          told(task, done);
        };
        means.log.info({ shards: tasks.length }, 'Shards are handed to workers');
        await new Round(means, repository, packed, counting, signal).run();
      },
    }),
    close: disconnect,
  };
}

const HOUR = 3_600_000;

/** What Apps that died have left, and nobody came back for. */
async function clear(rounds: Queue, shards: Queue): Promise<void> {
  await shards.clean(HOUR, 10_000, 'prioritized');
  await rounds.clean(HOUR, 10_000, 'wait');
}
