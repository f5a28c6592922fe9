/**
 * One locked-in replay process as its starter sees it. A process can be killed when it loops and dies when it eats too
 * much memory; either way the call that was under way says how far it had come.
 */
import type { ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Budget } from '../artifacts/manifest.ts';
import { refusing } from '../artifacts/outside.ts';
import { atExit } from '../at-exit.ts';
import { ArtifactError, ConfigError, RecordingError, WeirError } from '../errors.ts';
import { allowance } from './allowance.ts';
import type { Broker } from './broker/broker.ts';
import type { PipelineParts } from './evidence/pipeline.ts';
import { forkLocked, type Lock } from './lock.ts';
import type { Reply, Request, Said } from './messages.ts';
import type { PassParts } from './passes.ts';
import { processorTime } from './processor-time.ts';
import type { Left } from './runner.ts';

/** Of each replay process. */
export const BUDGET: Budget = { milliseconds: 5000, megabytes: 256 };

/** What a task left behind. */
export type Finished =
  | { readonly type: 'evidence'; readonly parts: PipelineParts }
  | { readonly type: 'passed'; readonly parts: PassParts };

/** What uses no processor time but does not come back either is given up after so many times its budget by the clock. */
const SLEEPING = 24;
/** Milliseconds by the clock in which a process that is to end may give back what its stages hold. */
const GRACE = 200;
/** Milliseconds by the clock in which a process has to say its first word of a task: it may have to be loaded, on a busy machine. */
const FIRST_WORD = 300_000;
/** The system's counters are no finer than this, in milliseconds. */
const RESOLUTION = 20;

export type TaskResult =
  | Finished
  /** `last`: what it was doing. */
  | { readonly type: 'died'; readonly how: string; readonly last: Reply };

export class ReplayProcess {
  readonly #child: ChildProcess;
  readonly #budget: Budget;
  #stderr = '';
  /** How it ended; undefined while it runs. */
  #end: string | undefined;
  #call: Call | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Its stages may hold something. */
  #isUsed = false;
  #isEnding = false;
  #used = 0;
  /** Requests that wait for an answer. */
  #asking = 0;
  readonly #gone = new AbortController();

  constructor(lock: Lock, budget: Budget) {
    this.#budget = budget;
    this.#child = forkLocked(entry(), lock, budget);
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-4000);
    });
    this.#child.on('message', (said: Said) => this.#hear(said));
    // A process that could not be started or spoken to also ends.
    this.#child.on('error', (error) => this.#die(error.message));
    // A process that loops would outlive its starter.
    const letGo = atExit(() => void this.#child.kill('SIGKILL'));
    // `close` comes after the last of what it said.
    this.#child.once('close', (code, signal) => {
      letGo();
      this.#die(`ended with ${signal ?? code}`);
    });
  }

  get alive(): boolean {
    return this.#end === undefined;
  }

  /** It was asked for something. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /** It has not answered yet what it was asked for, and can be asked for nothing else. */
  get isBusy(): boolean {
    return this.#call !== undefined;
  }

  /** Milliseconds of processor time that it is known to have used. */
  get used(): number {
    return this.#used;
  }

  send(request: Request): void {
    if (this.alive && this.#child.connected) this.#child.send(request, () => {});
  }

  /**
   * Sends a task and waits for what becomes of it; one at a time. Throws the process's own WeirErrors. `left` hears of
   * records passed, the broker of what its stages ask for, and `alone` that it waits for others to end; where that throws, so does this.
   * `took` hears of steps that take long.
   */
  run(
    request: Extract<Request, { type: 'task' | 'compile' | 'candidates' | 'reads' | 'lay' | 'laid' | 'look' }>,
    left: Left,
    broker: Pick<Broker, 'ask'> = NOBODY,
    alone: () => Promise<void> = async () => {},
    took: Took = () => {},
  ): Promise<TaskResult> {
    const { promise, resolve, reject } = Promise.withResolvers<TaskResult>();
    this.#call = { resolve, reject, left, broker, alone, took, last: undefined };
    this.#isUsed = true;
    if (this.alive) {
      this.#timer = setTimeout(() => this.#kill(`said nothing within ${seconds(FIRST_WORD)} s`), FIRST_WORD);
      this.send(request);
    } else this.#die('');
    return promise;
  }

  /** Ends the process, which may take a moment: first it gives back what its stages hold, unless it is too busy. */
  end(): void {
    if (!this.alive || this.#isEnding) return;
    this.#isEnding = true;
    this.#gone.abort();
    clearTimeout(this.#timer);
    const kill = (): void => void this.#child.kill('SIGKILL');
    if (this.#isUsed) {
      this.send({ type: 'end' });
      this.#timer = setTimeout(kill, GRACE);
    } else kill();
  }

  /** Ends the process and waits until it is gone. */
  async close(): Promise<void> {
    if (!this.alive) return;
    const gone = new Promise((resolve) => this.#child.once('close', resolve));
    this.end();
    await gone;
  }

  #hear(reply: Said): void {
    this.#used = reply.used;
    if (reply.type === 'ended') this.#child.kill('SIGKILL');
    // What stages answer that were told to stop is no outcome.
    if (this.#isEnding) return;
    clearTimeout(this.#timer);
    const call = this.#call;
    if (!call) return;
    if (reply.type === 'ask') {
      void this.#answer(call, reply);
      return;
    }
    if (call.last?.type === 'enter') call.took(call.last.step, reply.used - call.last.used);
    call.last = reply;
    switch (reply.type) {
      case 'compiling':
      case 'enter':
        this.#watch(call, reply, allowance(reply, this.#budget.milliseconds), performance.now());
        break;
      case 'left':
        call.left(reply.records, reply.bytes);
        break;
      case 'alone':
        void this.#letGo(call);
        break;
      case 'evidence':
        this.#call = undefined;
        call.resolve({ type: 'evidence', parts: reply.parts });
        break;
      case 'passed':
        this.#call = undefined;
        call.resolve({ type: 'passed', parts: reply.parts });
        break;
      case 'problems':
        this.#call = undefined;
        call.reject(toError(reply));
        break;
      case 'crash':
        this.#call = undefined;
        call.reject(new Error(`a replay process crashed: ${reply.message}`));
        break;
      case 'ended':
        break;
      default:
        reply satisfies never;
    }
  }

  /** While it waits for others it is not late; then its time begins anew. */
  async #answer(call: Call, { id, door, requests, again }: Extract<Reply, { type: 'ask' }>): Promise<void> {
    this.#asking += 1;
    try {
      const answers = await call.broker.ask(door, requests, { again, signal: this.#gone.signal });
      this.send({ type: 'answers', id, answers });
    } catch (error) {
      this.#stop(call, error, 'was stopped');
    } finally {
      this.#asking -= 1;
      const { last } = call;
      if (this.#asking === 0 && this.#call === call && last?.type === 'enter')
        this.#watch(call, last, this.#budget.milliseconds, performance.now());
    }
  }

  async #letGo(call: Call): Promise<void> {
    try {
      await call.alone();
      this.send({ type: 'go' });
    } catch (error) {
      this.#stop(call, error, 'has to make room');
    }
  }

  #stop(call: Call, error: unknown, how: string): void {
    if (this.#call !== call) return;
    this.#call = undefined;
    call.reject(error instanceof Error ? error : new Error(String(error)));
    this.#kill(how);
  }

  /** Kills the process unless it says something before it has used up its budget; looks again after `wait` ms. */
  #watch(call: Call, last: Said, wait: number, since: number): void {
    this.#timer = setTimeout(() => void this.#look(call, last, since), wait);
  }

  async #look(call: Call, last: Said, since: number): Promise<void> {
    const milliseconds = allowance(last, this.#budget.milliseconds);
    const total = await processorTime(this.#child.pid ?? 0);
    // It has answered meanwhile.
    if (this.#call !== call || call.last !== last || !this.alive || this.#isEnding) return;
    const used = total === undefined ? milliseconds : total - last.used;
    this.#used = last.used + used;
    if (used > milliseconds - RESOLUTION)
      return this.#kill(`took more than ${seconds(milliseconds)} s of processor time`);
    const longest = SLEEPING * milliseconds;
    const waited = performance.now() - since;
    if (waited > longest) return this.#kill(`did not come back within ${seconds(longest)} s`);
    this.#watch(call, last, Math.max(RESOLUTION, Math.min(milliseconds - used, longest - waited)), since);
  }

  #kill(how: string): void {
    this.#end = how;
    this.#child.kill('SIGKILL');
  }

  #die(how: string): void {
    clearTimeout(this.#timer);
    this.#gone.abort();
    this.#end ??= this.#stderr.includes('heap out of memory') ? 'ran out of memory' : how;
    const call = this.#call;
    this.#call = undefined;
    if (!call) return;
    if (call.last) call.resolve({ type: 'died', how: this.#end, last: call.last });
    else call.reject(new Error(`a replay process ${this.#end} before it did anything: ${this.#stderr}`));
  }
}

/** Milliseconds of processor time that a step has used since it began. */
export type Took = (step: number, milliseconds: number) => void;

const NOBODY: Pick<Broker, 'ask'> = {
  ask: (_door, requests) => refusing('nothing outside is asked here').ask(requests),
};

/** A task under way. */
interface Call {
  readonly resolve: (result: TaskResult) => void;
  readonly reject: (error: Error) => void;
  readonly left: Left;
  readonly broker: Pick<Broker, 'ask'>;
  readonly alone: () => Promise<void>;
  readonly took: Took;
  last: Said | undefined;
}

/** No finer than a tenth where that says enough. */
function seconds(milliseconds: number): number {
  return milliseconds < 1000 ? milliseconds / 1000 : Math.round(milliseconds / 100) / 10;
}

function toError({ error, problems }: Extract<Reply, { type: 'problems' }>): WeirError {
  const known = [ArtifactError, ConfigError, RecordingError].find((type) => type.name === error) ?? WeirError;
  return new known(problems);
}

/** As source it stands beside this file; once built, this file is part of a chunk in a folder beside the worker's. */
function entry(): string {
  const url = import.meta.url;
  return fileURLToPath(new URL(`../replay/worker${extname(url)}`, url));
}
