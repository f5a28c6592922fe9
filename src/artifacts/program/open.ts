/** Runs a program for a replay: several of it at once, each asked again and again, and started anew where it breaks. */
import { ArtifactError } from '../../errors.ts';
import { Turns } from '../../turns.ts';
import type { Artifact } from '../artifact.ts';
import {
  type Answer,
  type AskOptions,
  type Carrier,
  refusing,
  type Surroundings,
  type VersionSide,
} from '../outside.ts';
import { Child, type Command, type Run } from './child.ts';
import { layOut } from './lay-out.ts';
import { settingsOf } from './settings.ts';

/** Fewer requests are not worth another process. */
const FEWEST = 250;
/** After so many records that a program broke on, or so many that it kept silent on, the rest is not tried. */
const MOST_BROKEN = 100;
const MOST_SILENT = 3;
/** Milliseconds in which a program ends once its input has. */
const GRACE = 5000;

export async function open(artifact: Artifact, side: VersionSide, surroundings: Surroundings): Promise<Carrier> {
  if (surroundings.noPrograms !== undefined)
    return refusing(`${artifact.path} is a program: ${surroundings.noPrograms}`);
  const settings = settingsOf(artifact.options);
  const env = environmentOf(settings.env, surroundings);
  const laidOut = await layOut(artifact, settings, env, surroundings.cache);
  const pool = new ProgramPool(artifact, {
    command: { words: settings.run, folder: laidOut.folder, env },
    timeout: settings.timeout,
    processes: settings.processes ?? surroundings.jobs,
  });
  return {
    ask: (requests, options) => pool.ask(requests, options),
    async doubt() {
      const doubt = await pool.settle();
      if (pool.stderr !== '') surroundings.heard?.(artifact.path, side, pool.stderr);
      return doubt;
    },
    async [Symbol.asyncDispose]() {
      pool.kill();
      await laidOut[Symbol.asyncDispose]();
    },
  };
}

/** Nothing but what is named, and where programs are found. */
function environmentOf(names: readonly string[], { environment }: Surroundings): Record<string, string> {
  const given = ['PATH', ...names].flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  // Python would keep what it prints until there is a lot of it.
  return { PYTHONUNBUFFERED: '1', ...Object.fromEntries(given) };
}

interface PoolOptions {
  readonly command: Command;
  /** Milliseconds. */
  readonly timeout: number;
  readonly processes: number;
}

class ProgramPool {
  readonly #artifact: Artifact;
  readonly #options: PoolOptions;
  readonly #all = new Set<Child>();
  readonly #idle: Child[] = [];
  /** No more at once than there may be processes. */
  readonly #turns: Turns;
  #broken = 0;
  #silent = 0;
  /** It answers once its input ends, and not before. */
  #onlyAtEnd = false;
  #tried: Promise<void> | undefined;
  #stderr = '';
  #isClosed = false;

  constructor(artifact: Artifact, options: PoolOptions) {
    this.#artifact = artifact;
    this.#options = options;
    this.#turns = new Turns(options.processes);
  }

  /** What programs that have ended printed last on standard error, of the last of them. */
  get stderr(): string {
    return this.#stderr;
  }

  async ask(requests: readonly string[], { signal }: AskOptions = {}): Promise<readonly Answer[]> {
    signal?.throwIfAborted();
    const stop = (): void => this.kill();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const size = Math.max(FEWEST, Math.ceil(requests.length / this.#options.processes));
      const parts: (readonly string[])[] = [];
      for (let start = 0; start < requests.length; start += size) parts.push(requests.slice(start, start + size));
      const answers = await Promise.all(parts.map((part) => this.#inTurn(part)));
      return answers.length === 1 && answers[0] ? answers[0] : answers.flat();
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /** Ends what still runs. Lines that were printed beyond what was asked mean that answers may be those of others. */
  async settle(): Promise<string | undefined> {
    let doubt: string | undefined;
    for (const child of this.#idle.splice(0)) {
      if (child.spoke || (await child.run([], GRACE, true)).broke === 'astray') doubt = TOO_MANY;
      this.#let(child);
    }
    return doubt;
  }

  kill(): void {
    this.#isClosed = true;
    for (const child of this.#all) child.kill();
  }

  async #inTurn(requests: readonly string[]): Promise<readonly Answer[]> {
    using _turn = await this.#turns.take();
    return await this.#answer(requests);
  }

  async #answer(requests: readonly string[]): Promise<readonly Answer[]> {
    if (this.#onlyAtEnd) return this.#apart(requests);
    const child = this.#idle.pop() ?? this.#start(true);
    if (child.spoke) throw new ArtifactError([{ file: this.#artifact.path, message: TOO_MANY }]);
    const run = await child.run(requests, this.#options.timeout, false);
    if (run.onlyAtEnd) this.#onlyAtEnd = true;
    else if (run.broke === undefined) this.#idle.push(child);
    if (run.broke === undefined) return run.lines;
    this.#let(child);
    await this.#tryWithout(run);
    return this.#apart(requests);
  }

  /**
   * Requests among which one breaks the program, in processes of their own: those before it, it alone, those after it.
   * Each is shown the end of its input, so that a line too few is seen at once and no answer can be taken for another's.
   */
  async #apart(requests: readonly string[]): Promise<readonly Answer[]> {
    const given = this.#givenUp();
    if (given !== undefined) return requests.map(() => ({ outcome: 'failed', reason: given }));
    const child = this.#start();
    const run = await child.run(requests, this.#options.timeout, true);
    this.#let(child);
    if (run.broke === undefined) return run.lines;
    await this.#tryWithout(run);
    if (requests.length === 1) {
      if (run.broke === 'silent') this.#silent += 1;
      else this.#broken += 1;
      return [{ outcome: 'failed', reason: `the program ${run.how}` }];
    }
    const { length } = run.lines;
    const isTold = run.broke !== 'astray' && length > 0 && length < requests.length;
    // Where it answered all but the last, one of those before may have gone without.
    const cut = isTold && length < requests.length - 1 ? length : Math.ceil(requests.length / 2);
    return [...(await this.#apart(requests.slice(0, cut))), ...(await this.#apart(requests.slice(cut)))];
  }

  #givenUp(): string | undefined {
    if (this.#isClosed) return 'the replay was stopped';
    if (this.#silent >= MOST_SILENT) return `the program did not answer ${MOST_SILENT} times; the rest was not tried`;
    if (this.#broken >= MOST_BROKEN) return `the program broke on ${MOST_BROKEN} records; the rest was not tried`;
    return undefined;
  }

  /** Once: a program that breaks without a document is no program that could be replayed. */
  #tryWithout({ lines }: Run): Promise<void> {
    if (lines.length > 0 && !this.#tried) return Promise.resolve();
    this.#tried ??= (async () => {
      const child = this.#start();
      const run = await child.run([], this.#options.timeout, true);
      const { stderr, failure } = child;
      this.#let(child);
      if (this.#isClosed || (run.broke === undefined && failure === undefined)) return;
      const how = run.broke === 'astray' ? 'prints lines before it is given a document' : (failure ?? run.how);
      const message = `the program, given nothing, ${how}`;
      throw new ArtifactError([{ file: this.#artifact.path, message, ...(stderr !== '' && { found: stderr }) }]);
    })();
    return this.#tried;
  }

  #start(isLasting = false): Child {
    const child = new Child({ ...this.#options.command, isLasting });
    this.#all.add(child);
    if (this.#isClosed) child.kill();
    return child;
  }

  #let(child: Child): void {
    if (child.stderr !== '') this.#stderr = child.stderr;
    child.kill();
    this.#all.delete(child);
  }
}

const TOO_MANY = 'the program printed more lines than it was given documents, so nobody knows which answer is whose';
