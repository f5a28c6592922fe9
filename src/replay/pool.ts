/**
 * Replays shards in several locked-in processes at once. A record that makes a step loop or eat memory ends a process:
 * the pool finds the record and the step, excludes them, and goes on, so that the report can name who did it.
 */
import type { Edit } from '../artifacts/engine.ts';
import type { Budget } from '../artifacts/manifest.ts';
import { ArtifactError, RecordingError } from '../errors.ts';
import type { Facts } from './across/fact.ts';
import { Alone, Displaced } from './alone.ts';
import { asTheyCome } from './as-they-come.ts';
import type { Broker } from './broker/broker.ts';
import { Joining } from './joining.ts';
import type { Lock } from './lock.ts';
import type { Exclusion, Reply, Task } from './messages.ts';
import type { Plan } from './plan.ts';
import { type Finished, ReplayProcess } from './process.ts';
import type { Left, TaskObserver, TaskRunner } from './runner.ts';

export interface PoolOptions {
  readonly plans: readonly Plan[];
  /** How many processes. */
  readonly jobs: number;
  readonly lock: Lock;
  readonly budget: Budget;
  /** Who answers what stages ask for outside the lock. */
  readonly broker?: Pick<Broker, 'ask'>;
  /** Processes with this lock that wait for something to do; whoever started them sees them off. */
  readonly started?: readonly ReplayProcess[];
  /** Where replays beside each other take turns. */
  readonly turn?: Turn;
  /** False: a record that ends a process ends its task with a ProcessEnded, and nothing is left out. */
  readonly isForgiving?: boolean;
  /** Processes start when there is something to do. */
  readonly isLazy?: boolean;
  /** How many processes begin at once; others join them where that is worth it. All of them where it is not said. */
  readonly atOnce?: number;
}

/** A replay's turn, which it has while its processes are busy. */
export interface Turn {
  /** Waits until it is; it may be already. */
  take(): Promise<void>;
  /** Nothing can be done until more of a file has come. */
  leave(): void;
  /** Others do it, on other machines. */
  lend(): void;
}

/** After so many records a step is not tried again: the rest fails at once. */
const PATIENCE = 3;

/** A process that ended while it compiled something. */
export function uncompiled({ path, side }: Extract<Reply, { type: 'compiling' }>, how: string): ArtifactError {
  return new ArtifactError([{ file: path, line: 1, side, message: `compiling it at ${side} ${how}` }]);
}

/** A process ended on kinds of records that stand for a file: the file itself has to be read. */
export class KindsUnfit extends Error {
  override message = 'kinds of records on which a process ended';
}

/** A process ended on a record, and who runs it leaves to others what is done about that. */
export class ProcessEnded extends Error {}

export class ReplayPool implements TaskRunner, AsyncDisposable {
  readonly #options: PoolOptions;
  readonly #processes: (ReplayProcess | undefined)[] = [];
  readonly #exclusions: Exclusion[] = [];
  readonly #facts = new Map<number, Facts>();
  readonly #alone = new Alone();
  /** Processor time of each plan's steps, by their indexes. */
  readonly #took = new Map<number, number[]>();
  /** Processor time of processes that have ended. */
  #usedBefore = 0;
  #closed = false;

  /** Starts the processes, which takes a moment, so that they are ready when the first task comes. */
  constructor(options: PoolOptions) {
    this.#options = options;
    if (options.isLazy) return;
    for (let slot = 0; slot < this.#atOnce; slot += 1) this.#processAt(slot);
  }

  /** Milliseconds of processor time that its processes have used, as far as they have said. */
  get used(): number {
    return this.#processes.reduce((sum, process) => sum + (process?.used ?? 0), this.#usedBefore);
  }

  /** Tells all processes, now and later, what is known of the recording of a plan. */
  know(plan: number, facts: Facts): void {
    this.#facts.set(plan, facts);
    for (const process of this.#processes) process?.send({ type: 'facts', plan, facts });
  }

  busiest(plan: number): number | undefined {
    const took = this.#took.get(plan) ?? [];
    return took.length === 0 ? undefined : took.indexOf(Math.max(...took.filter(Number.isFinite)));
  }

  get #atOnce(): number {
    return this.#options.atOnce ?? this.#options.jobs;
  }

  async run(tasks: readonly Task[], observer: TaskObserver): Promise<void> {
    const { ready } = observer;
    const { turn } = this.#options;
    const coming = ready && asTheyCome(tasks, ready);
    const queue = coming ?? tasks.values();
    let busy = 0;
    if (coming) turn?.leave();
    const displaced: Task[] = [];
    const work = async (slot: number, queue: AsyncIterable<Task> | Iterable<Task>): Promise<void> => {
      for await (const task of queue) {
        busy += 1;
        await turn?.take();
        const done = await this.#runUnlessDisplaced(slot, task, (records, bytes) => observer.left(records, bytes));
        if (!done) displaced.push(task);
        else if (done.type === 'evidence') observer.evidence(done.parts);
        else observer.passed?.(done.parts);
        busy -= 1;
        if (busy === 0 && coming?.isWaiting) turn?.leave();
      }
    };
    const slots = Math.min(this.#options.jobs, Math.max(1, tasks.length));
    const { done } = observer;
    // What is on its way comes when it comes.
    const mayWait = done && !coming && slots > this.#atOnce;
    using joining = mayWait ? new Joining({ done, now: () => performance.now() }) : undefined;
    const first = Array.from({ length: Math.min(slots, this.#atOnce) }, (_, slot) => work(slot, queue));
    const later = Array.from({ length: slots - first.length }, async (_, index) => {
      const slot = first.length + index;
      const mayBegin = joining === undefined || this.#processes[slot]?.isUsed || (await joining.decided);
      if (mayBegin) await work(slot, queue);
    });
    await Promise.all([Promise.all(first).finally(() => joining?.[Symbol.dispose]()), ...later]);
    await work(this.#alone.slot ?? 0, displaced.splice(0));
  }

  /** Documents by which the artifact of a plan may be told from that of another; none where nobody can say. Throws ArtifactError. */
  async candidates(plan: number, against: number, edit: Edit): Promise<readonly unknown[]> {
    const result = await this.#processAt(this.#alone.slot ?? 0).run(
      { type: 'candidates', plan, against, edit },
      () => {},
    );
    return result.type === 'passed' && result.parts.kind === 'candidates' ? result.parts.documents : [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    const lent: readonly (ReplayProcess | undefined)[] = this.#options.started ?? [];
    await Promise.all(this.#processes.map((process) => (lent.includes(process) ? process?.end() : process?.close())));
  }

  /** Undefined where the process in another slot has to do it. */
  async #runUnlessDisplaced(slot: number, task: Task, left: Left): Promise<Finished | undefined> {
    if (!this.#alone.admits(slot)) return undefined;
    try {
      return await this.#alone.busy(slot, this.#runTask(slot, task, left));
    } catch (error) {
      if (error instanceof Displaced) return undefined;
      throw error;
    }
  }

  /** Ends the processes in all other slots once they are idle. */
  async #leaveAlone(slot: number): Promise<void> {
    await this.#alone.become(slot);
    const others = [...this.#processes.entries(), ...(this.#options.started ?? []).entries()];
    await Promise.all(others.map(([other, process]) => (other === slot ? undefined : process?.close())));
  }

  /** Runs a task, again and again if need be, until every record has an outcome. */
  async #runTask(slot: number, task: Task, left: Left): Promise<Finished> {
    let singlyFrom: number | undefined;
    let said = 0;
    let saidBytes = 0;
    for (;;) {
      if (this.#closed) throw new Error('the replay was stopped');
      let passed = 0;
      let passedBytes = 0;
      const running = this.#processAt(slot).run(
        { type: 'task', task, exclusions: this.#exclusionsOf(task), singlyFrom },
        (records, bytes) => {
          passed += records;
          passedBytes += bytes ?? 0;
          if (passed <= said) return;
          left(passed - said, bytes && passedBytes - saidBytes);
          said = passed;
          saidBytes = passedBytes;
        },
        this.#options.broker,
        () => this.#leaveAlone(slot),
        (step, milliseconds) => this.#add(task.plan, step, milliseconds),
      );
      const result = await running.catch((error: unknown) => {
        // One that was ended before it had said anything has no other way to tell.
        throw this.#closed ? new Error('the replay was stopped', { cause: error }) : error;
      });
      if (result.type !== 'died') return result;
      if (this.#closed) continue;
      const { last, how } = result;
      if (this.#options.isForgiving === false) throw new ProcessEnded(how);
      if (last.type === 'compiling') throw uncompiled(last, how);
      // What stands for many cannot be left out one by one.
      if (task.shard.kinds) throw new KindsUnfit();
      if (last.type !== 'enter') {
        throw new RecordingError([{ file: task.shard.file.name, message: `the process that read it ${how}` }]);
      }
      if (singlyFrom === undefined) {
        singlyFrom = last.position;
      } else {
        this.#exclude(task, last, how);
        singlyFrom = undefined;
      }
    }
  }

  #add(plan: number, step: number, milliseconds: number): void {
    const took = this.#took.get(plan) ?? [];
    took[step] = (took[step] ?? 0) + milliseconds;
    this.#took.set(plan, took);
  }

  #exclude(task: Task, { step, side, version, position }: Extract<Reply, { type: 'enter' }>, how: string): void {
    const apart = version !== undefined || this.#options.plans[task.plan]?.steps[step]?.divergent;
    const sides = apart ? [side] : (['base', 'head'] as const);
    const before = this.#exclusionsOf(task).filter(
      (exclusion) => exclusion.step === step && exclusion.side === side && exclusion.version === version,
    );
    for (const excluded of sides) {
      this.#exclusions.push({
        plan: task.plan,
        step,
        side: excluded,
        ...(version !== undefined && { version }),
        ...(before.length + 1 < PATIENCE && { file: task.shard.file.index, position }),
        reason: before.length + 1 < PATIENCE ? how : `${how} on ${PATIENCE} records; the rest was not tried`,
      });
    }
  }

  #exclusionsOf(task: Task): Exclusion[] {
    return this.#exclusions.filter((exclusion) => exclusion.plan === task.plan);
  }

  #processAt(slot: number): ReplayProcess {
    const running = this.#processes[slot];
    if (running?.alive) return running;
    this.#usedBefore += running?.used ?? 0;
    const started = running ? undefined : this.#options.started?.[slot];
    const process = started?.alive ? started : new ReplayProcess(this.#options.lock, this.#options.budget);
    process.send({ type: 'plans', plans: this.#options.plans });
    for (const [plan, facts] of this.#facts) process.send({ type: 'facts', plan, facts });
    this.#processes[slot] = process;
    return process;
  }
}
