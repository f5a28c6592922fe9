/**
 * Hands tasks to other machines, and has the pool here do what cannot travel and what came back. The pool is right whatever
 * becomes of the others, so that a replay ends as if there were none.
 */
import type { RecordingFile } from '../../recordings/reader.ts';
import { sizeOf } from '../../recordings/size.ts';
import type { Facts } from '../across/fact.ts';
import { isOutside } from '../broker/broker.ts';
import type { Task } from '../messages.ts';
import type { Pass } from '../passes.ts';
import type { Plan } from '../plan.ts';
import type { ReplayPool, Turn } from '../pool.ts';
import type { TaskObserver, TaskRunner } from '../runner.ts';
import { canTravel, type Done, settingOf, travelling } from './round.ts';
import type { Workers } from './workers.ts';

export interface SpreadOptions {
  readonly workers: Workers;
  readonly plans: readonly Plan[];
  /** Of each plan. */
  readonly files: readonly (readonly RecordingFile[])[];
  readonly turn?: Turn;
  readonly signal?: AbortSignal;
}

/** Keys of records are many, beginnings and trials little: they are gathered here. */
const STAY: ReadonlySet<Pass['kind']> = new Set(['across', 'survey', 'probe']);

export class SpreadRunner implements TaskRunner {
  readonly #pool: ReplayPool;
  readonly #options: SpreadOptions;
  readonly #facts = new Map<number, Facts>();

  constructor(pool: ReplayPool, options: SpreadOptions) {
    this.#pool = pool;
    this.#options = options;
  }

  /** See `ReplayPool.know`. */
  know(plan: number, facts: Facts): void {
    this.#facts.set(plan, facts);
    this.#pool.know(plan, facts);
  }

  /** Of what is replayed here. */
  busiest(plan: number): number | undefined {
    return this.#pool.busiest(plan);
  }

  async run(tasks: readonly Task[], observer: TaskObserver): Promise<void> {
    const { plan = 0 } = tasks[0] ?? {};
    const away = await this.#travellers(plan, tasks);
    if (away.length === 0) return this.#pool.run(tasks, observer);
    const here = tasks.filter((task) => !away.includes(task));
    const stop = new AbortController();
    const left = new Set(away);
    // Others may replay here meanwhile.
    if (here.length === 0) this.#options.turn?.lend();
    const told = (index: number, done: Done): void => {
      const task = away[index];
      // Nothing counts twice, whatever the others say.
      if (done.type === 'done' && task && left.delete(task)) take(done, observer);
    };
    const replaying = [
      this.#send(plan, away, told, stop.signal),
      ...(here.length > 0 ? [this.#pool.run(here, observer)] : []),
    ];
    try {
      await Promise.all(replaying);
    } finally {
      stop.abort();
      await Promise.allSettled(replaying);
    }
    if (left.size > 0) await this.#pool.run([...left], observer);
  }

  /** Those that are worth it, if any. */
  async #travellers(index: number, tasks: readonly Task[]): Promise<Task[]> {
    const { workers, plans, files } = this.#options;
    const plan = plans[index];
    if (!plan || plan.steps.some(isOutside)) return [];
    const can = new Set((files[index] ?? []).filter(canTravel).map((file) => file.index));
    const away = tasks.filter(
      ({ shard, pass }) => !shard.kinds && can.has(shard.file.index) && !(pass && STAY.has(pass.kind)),
    );
    const sizes = await Promise.all(sought(away).map(sizeOf));
    if (sizes.reduce((sum, size) => sum + size, 0) < workers.leastBytes) return [];
    return (await workers.hands()) > 0 ? away : [];
  }

  async #send(
    index: number,
    tasks: readonly Task[],
    told: (task: number, done: Done) => void,
    stop: AbortSignal,
  ): Promise<void> {
    const { workers, plans, files, signal } = this.#options;
    const plan = plans[index];
    if (!plan) return;
    const own = (files[index] ?? []).filter(canTravel);
    const setting = await settingOf(plan, this.#facts.get(index), own);
    const either = signal ? AbortSignal.any([signal, stop]) : stop;
    await workers.run(setting, tasks.map(travelling), told, either);
  }
}

function take({ finished, records, bytes }: Extract<Done, { type: 'done' }>, observer: TaskObserver): void {
  observer.left(records, bytes);
  if (finished.type === 'evidence') observer.evidence(finished.parts);
  else observer.passed?.(finished.parts);
}

/** The files of tasks, each once. */
function sought(tasks: readonly Task[]): RecordingFile[] {
  return [...new Map(tasks.map(({ shard }) => [shard.file.index, shard.file])).values()];
}
