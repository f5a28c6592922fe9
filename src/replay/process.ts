/**
 * One locked-in replay process as its starter sees it. A process can be killed when it loops and dies when it eats too
 * much memory; either way the call that was under way says how far it had come.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ArtifactError, ConfigError, RecordingError, WeirError } from '../errors.ts';
import type { PipelineParts } from './evidence/pipeline.ts';
import type { Reply, Request } from './messages.ts';

/** What the lock leaves open. */
export interface Lock {
  /** Files that may be read beside Weir's own. */
  readonly reads: readonly string[];
  /** A reader needs native code. */
  readonly addons: boolean;
}

/** Budgets of one process. */
export interface Budget {
  /** Longest time in milliseconds that one batch, or one artifact's compilation, may take. */
  readonly milliseconds: number;
  /** Size of its JavaScript heap. */
  readonly megabytes: number;
}

export type TaskResult =
  | { readonly type: 'evidence'; readonly parts: PipelineParts }
  /** `last`: what it was doing. */
  | { readonly type: 'died'; readonly how: string; readonly last: Reply | undefined };

export class ReplayProcess {
  readonly #child: ChildProcess;
  readonly #budget: Budget;
  #stderr = '';
  #exit: string | undefined;

  constructor(lock: Lock, budget: Budget) {
    this.#budget = budget;
    this.#child = fork(entry(), [], {
      env: {},
      execArgv: [...lockFlags(lock), `--max-old-space-size=${budget.megabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-4000);
    });
    this.#child.on('error', () => {});
    this.#child.once('exit', (code, signal) => {
      this.#exit = this.#stderr.includes('heap out of memory') ? 'ran out of memory' : `ended with ${signal ?? code}`;
    });
  }

  get alive(): boolean {
    return this.#exit === undefined;
  }

  send(request: Request): void {
    if (this.alive) this.#child.send(request, () => {});
  }

  /** Sends a task and waits for its evidence. Throws the process's own WeirErrors; `left` hears of progress. */
  run(request: Extract<Request, { type: 'task' }>, left: (records: number) => void): Promise<TaskResult> {
    return new Promise((resolve, reject) => {
      let last: Reply | undefined;
      let timer: NodeJS.Timeout | undefined;
      let how: string | undefined;
      const finish = (): void => {
        clearTimeout(timer);
        this.#child.off('message', hear).off('exit', died);
      };
      const died = (): void => {
        // What the process said before it died is on its way when it exits.
        setImmediate(() => {
          finish();
          if (last === undefined && how === undefined) {
            return reject(new Error(`a replay process ${this.#exit} before it did anything: ${this.#stderr}`));
          }
          resolve({ type: 'died', how: how ?? this.#exit ?? 'ended', last });
        });
      };
      const watch = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          how = `took longer than ${this.#budget.milliseconds / 1000} s`;
          this.#child.kill('SIGKILL');
        }, this.#budget.milliseconds);
      };
      const hear = (reply: Reply): void => {
        clearTimeout(timer);
        last = reply;
        switch (reply.type) {
          case 'compiling':
          case 'enter':
            return watch();
          case 'left':
            return left(reply.records);
          case 'evidence':
            finish();
            return resolve({ type: 'evidence', parts: reply.parts });
          case 'problems':
            finish();
            return reject(toError(reply));
          case 'crash':
            finish();
            return reject(new Error(`a replay process crashed: ${reply.message}`));
          default:
            return reply satisfies never;
        }
      };
      if (!this.alive) return died();
      this.#child.on('message', hear).once('exit', died);
      this.send(request);
    });
  }

  /** Ends the process and waits until it is gone. */
  async close(): Promise<void> {
    if (!this.alive) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await gone;
  }
}

function toError({ error, problems }: Extract<Reply, { type: 'problems' }>): WeirError {
  const known = [ArtifactError, ConfigError, RecordingError].find((type) => type.name === error) ?? WeirError;
  return new known(problems);
}

/** The worker beside this file, as source or as built. */
function entry(): string {
  const here = fileURLToPath(import.meta.url);
  return here.replace(/process\.(ts|js)$/, 'worker.$1');
}

/**
 * Node's permission model: nothing may be read but these files, nothing written or started; from Node 25 on it closes
 * the network as well.
 */
function lockFlags({ reads, addons }: Lock): string[] {
  const allowed = [...ownFiles(), ...reads];
  return ['--permission', ...allowed.map((path) => `--allow-fs-read=${path}`), ...(addons ? ['--allow-addons'] : [])];
}

/** Weir's own files, and the folders in which its packages were installed. */
function ownFiles(): string[] {
  const source = dirname(dirname(fileURLToPath(import.meta.url)));
  const root = dirname(source);
  const folders = [source, join(root, 'node_modules')];
  for (let folder = root; dirname(folder) !== folder; folder = dirname(folder)) {
    if (basename(folder) === 'node_modules') folders.push(folder);
  }
  return [join(root, 'package.json'), ...folders.map((folder) => join(folder, '*'))];
}
