/** One round that the App hands over to its workers: from the first child to the last part, whatever becomes of either. */
import type { FlowProducer, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Done } from '../../replay/spread/round.ts';
import type { RepositoryRef } from '../port/repository.ts';
import { atMost } from '../queue/at-most.ts';
import type { Box } from './box.ts';
import type { Names, RoundJob, ShardJob } from './names.ts';
import type { Packed } from './pack.ts';
import type { Shares } from './shares.ts';

/** Hears what an operator should see to. */
export interface HandOverLog {
  info(more: object, text: string): void;
  warn(more: object, text: string): void;
  /** The same, with these beside whatever is said. */
  child(more: object): HandOverLog;
}

export interface RoundMeans {
  readonly redis: Redis;
  readonly names: Names;
  readonly rounds: Queue<RoundJob>;
  readonly shards: Queue<ShardJob>;
  readonly flows: FlowProducer;
  readonly shares: Shares;
  readonly box: Box;
  hands(): Promise<number>;
  /** Called by the id of a round when one of its children has left something behind. */
  readonly waiting: Map<string, () => void>;
  readonly patience: number;
  readonly tick: number;
  readonly log: HandOverLog;
}

/** Milliseconds that tidying up may take; what is left then is tidied up in an hour. */
const TIDYING = 2000;

export class Round {
  readonly #means: RoundMeans;
  readonly #repository: RepositoryRef;
  readonly #packed: Packed;
  readonly #told: (task: number, done: Done) => void;
  readonly #signal: AbortSignal;
  /** Tasks that were not handed over, in their order. */
  readonly #left: number[];
  /** Children that are out, by their ids. */
  readonly #out = new Map<string, number>();
  #isBegun = false;
  #wake = (): void => {};
  /** When the last one was done. */
  #doneAt = performance.now();

  constructor(
    means: RoundMeans,
    repository: RepositoryRef,
    packed: Packed,
    told: (task: number, done: Done) => void,
    signal: AbortSignal,
  ) {
    this.#means = means;
    this.#repository = repository;
    this.#packed = packed;
    this.#told = told;
    this.#signal = signal;
    this.#left = [...packed.tasks.keys()];
  }

  /** Throws the signal's reason alone. */
  async run(): Promise<void> {
    const wake = (): void => this.#wake();
    this.#means.waiting.set(this.#packed.id, wake);
    this.#signal.addEventListener('abort', wake);
    let why: string | undefined;
    try {
      await this.#recall();
      why = await this.#goOn();
    } catch (error) {
      this.#signal.throwIfAborted();
      why = `Redis has trouble: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      this.#signal.removeEventListener('abort', wake);
      await atMost(TIDYING, this.#tidyUp());
    }
    if (why === undefined) return;
    const back = [...this.#out.values(), ...this.#left];
    this.#means.log.warn({ shards: back.length, why }, 'The App replays shards itself');
    for (const task of back) this.#told(task, { type: 'back', why });
  }

  /** Until all is done; else why not. */
  async #goOn(): Promise<string | undefined> {
    const { tick, patience, hands } = this.#means;
    let lookedAt = performance.now();
    for (let isFirst = true; this.#left.length + this.#out.size > 0; isFirst = false) {
      this.#signal.throwIfAborted();
      const woken = this.#woken();
      if (isFirst || performance.now() - lookedAt >= tick) {
        lookedAt = performance.now();
        if ((await hands()) === 0) return 'no worker is there';
        await this.#lookForLost();
      }
      await this.#collect();
      await this.#handOver();
      if (performance.now() - this.#doneAt > patience) return `none was done within ${patience / 1000} s`;
      if (this.#left.length + this.#out.size > 0) await woken;
    }
    return undefined;
  }

  /** Resolves when something is told, when it is time to look, and when nobody wants the answer any more. */
  #woken(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.#means.tick);
    this.#wake = resolve;
    return promise.finally(() => clearTimeout(timer));
  }

  /** What was done for an App that died. */
  async #recall(): Promise<void> {
    const { redis, names } = this.#means;
    const known = await redis.hkeys(names.parts(this.#packed.id));
    if (known.length === 0) return;
    for (const task of this.#left.splice(0)) {
      if (known.includes(this.#child(task))) this.#out.set(this.#child(task), task);
      else this.#left.push(task);
    }
    await this.#collect();
  }

  async #handOver(): Promise<void> {
    const { shares } = this.#means;
    for (let task = this.#left[0]; task !== undefined; task = this.#left[0]) {
      const child = this.#child(task);
      const turn = await shares.admit(this.#repository.installation, this.#packed.repository, child);
      if (turn === undefined) return;
      this.#left.shift();
      this.#out.set(child, task);
      await this.#add(child, task, turn);
    }
  }

  async #add(child: string, task: number, turn: number): Promise<void> {
    const { names, box, flows, shards } = this.#means;
    const { id: round, setting, settingId, tasks } = this.#packed;
    const data: ShardJob = {
      ...{ setting: settingId, round, turn },
      task: box.close(['task', child], tasks[task]).toString('base64'),
    };
    // What a lost worker had begun, another begins anew; what is lost again and again is done here.
    const options = { jobId: child, priority: turn, attempts: 1, removeOnComplete: true, removeOnFail: true };
    if (this.#isBegun) {
      await shards.add('shard', data, { ...options, parent: { id: round, queue: `${names.prefix}:${names.rounds}` } });
      return;
    }
    this.#isBegun = true;
    await flows.add({
      ...{ name: 'round', queueName: names.rounds, data: { setting }, opts: { jobId: round } },
      children: [{ name: 'shard', queueName: names.shards, data, opts: options }],
    });
  }

  async #collect(): Promise<void> {
    const { redis, names, box, log } = this.#means;
    const children = [...this.#out.keys()];
    if (children.length === 0) return;
    const found = await redis.hmgetBuffer(names.parts(this.#packed.id), ...children);
    const done: string[] = [];
    for (const [index, child] of children.entries()) {
      const part = found[index];
      const task = this.#out.get(child);
      if (!part || task === undefined) continue;
      const opened = open(box, child, part);
      this.#out.delete(child);
      done.push(child);
      if (opened.type === 'back') log.warn({ why: opened.why }, 'A worker gave a shard back');
      this.#told(task, opened);
    }
    if (done.length === 0) return;
    this.#doneAt = performance.now();
    await this.#means.shares.release(this.#packed.repository, done);
  }

  /** Gives up children that are not there any more and have left nothing behind, and says that the others are waited for. */
  async #lookForLost(): Promise<void> {
    const { redis, names, shares } = this.#means;
    const children = [...this.#out.keys()];
    if (children.length === 0) return;
    const there = await Promise.all(children.map((child) => redis.exists(`${names.prefix}:${names.shards}:${child}`)));
    await this.#collect();
    const lost = children.filter((child, index) => there[index] === 0 && this.#out.has(child));
    for (const child of lost) {
      const task = this.#out.get(child);
      this.#out.delete(child);
      if (task !== undefined) this.#told(task, { type: 'back', why: 'its workers were lost' });
    }
    await shares.release(this.#packed.repository, lost);
    await shares.keep(this.#packed.repository, [...this.#out.keys()]);
  }

  async #tidyUp(): Promise<void> {
    const { redis, names, rounds, shares, waiting } = this.#means;
    const { id, repository } = this.#packed;
    waiting.delete(id);
    await shares.release(repository, [...this.#out.keys()]);
    const parent = await rounds.getJob(id);
    // Workers that are at one of them see that it is gone.
    await parent?.removeUnprocessedChildren();
    await parent?.remove({ removeChildren: false });
    await redis.unlink(names.parts(id));
  }

  #child(task: number): string {
    return `${this.#packed.id}-${task}`;
  }
}

/** What a worker with another key has left behind is as good as nothing. */
function open(box: Box, child: string, part: Uint8Array): Done {
  try {
    return box.open(['part', child], part) as Done;
  } catch {
    return { type: 'back', why: "what it left behind is not closed with this App's key" };
  }
}
