/** One running program: lines in, lines out, and how it ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { atExit } from '../../at-exit.ts';
import { openPipe } from './pipe.ts';

export interface Command {
  readonly words: readonly [string, ...string[]];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** It will be asked often, which is worth a pipe of its own. */
  readonly isLasting?: boolean;
}

/** What came of some requests. Complete where there is a line for each of them, and nothing else. */
export interface Run {
  readonly lines: readonly string[];
  /** Why there is not a line for each; undefined for complete. */
  readonly broke?: 'ended' | 'silent' | 'astray';
  /** In words. */
  readonly how?: string;
  /** It answered once its input had ended, and not before. */
  readonly onlyAtEnd?: boolean;
}

const WELL = 'ended with exit status 0';
/** Characters of its standard error that are kept. */
const KEPT = 4000;
/** Characters of one line. */
const LONGEST_LINE = 16 * 1024 * 1024;

export class Child {
  readonly #child: ChildProcess;
  /** What it has said since the last newline. */
  #rest = '';
  #lines: string[] = [];
  /** How many lines are wanted. */
  #asked = 0;
  #stderr = '';
  #ended: string | undefined;
  #tick: (() => void) | undefined;
  /** It has printed a line that is no JSON. */
  #babbles = false;

  constructor({ words: [program, ...args], folder, env, isLasting = false }: Command) {
    const pipe = isLasting ? openPipe((text) => this.#hear(text)) : undefined;
    // A group of its own, so that what it starts can be ended with it.
    this.#child = spawn(program, args, {
      cwd: folder,
      env,
      stdio: ['pipe', pipe?.end ?? 'pipe', 'pipe'],
      detached: true,
    });
    pipe?.letGo();
    const letGo = atExit(() => this.kill());
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-KEPT);
    });
    // It may be gone before it has read all.
    this.#child.stdin?.on('error', () => {});
    this.#child.on('error', (error: NodeJS.ErrnoException) => this.#end(whyNot(error, program)));
    this.#child.on('close', async (code, signal) => {
      letGo();
      await pipe?.closed;
      this.#end(signal ? `was ended by ${signal}` : `ended with exit status ${code}`);
    });
  }

  get alive(): boolean {
    return this.#ended === undefined;
  }

  /** The last lines of its standard error. */
  get stderr(): string {
    return this.#stderr.trim();
  }

  /** It has said something that nobody has asked for. */
  get spoke(): boolean {
    return this.#lines.length > 0 || this.#rest !== '';
  }

  /**
   * Writes requests and waits for a line for each. Who is silent for too long is shown the end of its input: some
   * programs answer only then.
   * @param isLast nothing more will be asked, and the program is to end
   * @param timeout milliseconds of silence
   */
  async run(requests: readonly string[], timeout: number, isLast: boolean): Promise<Run> {
    const { stdin } = this.#child;
    this.#asked = requests.length;
    if (requests.length > 0) stdin?.write(`${requests.join('\n')}\n`);
    if (isLast) stdin?.end();
    let hasEnded = isLast;
    const isOver = (): boolean =>
      !this.alive || this.#isAstray(requests.length) || (!hasEnded && this.#lines.length >= requests.length);
    while (!(await this.#until(isOver, timeout))) {
      if (hasEnded && this.#lines.length === requests.length) break;
      if (hasEnded) return this.#broken('silent', `did not answer within ${timeout / 1000} s`);
      hasEnded = true;
      stdin?.end();
    }
    if (!this.alive && this.#rest !== '') this.#hear('\n');
    if (this.#isAstray(requests.length))
      return this.#broken('astray', 'printed other lines than one of JSON a document');
    if (this.#lines.length < requests.length) return this.#broken('ended', this.#ended ?? 'ended');
    const lines = this.#lines;
    this.#lines = [];
    return { lines, ...(hasEnded && !isLast && { onlyAtEnd: true }) };
  }

  /** Why it ended otherwise than it should; undefined for well, or not yet. */
  get failure(): string | undefined {
    return this.#ended === WELL ? undefined : this.#ended;
  }

  /** Waits until it ends by itself, deaf to what it prints. Undefined where it ends well. */
  async end(timeout: number): Promise<string | undefined> {
    this.#child.stdin?.end();
    const hasEnded = (): boolean => {
      this.#lines = [];
      return !this.alive;
    };
    if (await this.#until(hasEnded, timeout)) return this.failure;
    this.kill();
    return `did not end within ${timeout / 1000} s of its last word`;
  }

  /** Ends it with whatever it has started. */
  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
  }

  /** One answer may be no JSON: among several it may be a line too many. */
  #isAstray(asked: number): boolean {
    return this.#lines.length > asked || this.#rest.length > LONGEST_LINE || (this.#babbles && asked !== 1);
  }

  #broken(broke: NonNullable<Run['broke']>, how: string): Run {
    const lines = this.#lines;
    this.kill();
    return { lines, broke, how: `${how}${nameOf(this.#stderr)}` };
  }

  /** Returns how many lines are still missing. */
  #hear(text: string): number {
    const lines = (this.#rest === '' ? text : this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      this.#lines.push(line);
      if (!mayBeJson(line)) this.#babbles = true;
    }
    this.#tick?.();
    return this.#asked - this.#lines.length;
  }

  #end(how: string): void {
    this.#ended ??= how;
    this.#tick?.();
  }

  /**
   * Waits until something is so, which is asked whenever it says something; false once it has said nothing for so long. It
   * may say a line at a time, and so one timer serves them all.
   */
  async #until(isSo: () => boolean, milliseconds: number): Promise<boolean> {
    if (isSo()) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), milliseconds);
    this.#tick = () => {
      if (isSo()) resolve(true);
      else timer.refresh();
    };
    const isReached = await promise;
    clearTimeout(timer);
    this.#tick = undefined;
    return isReached;
  }
}

/** As far as its beginning tells. */
function mayBeJson(line: string): boolean {
  return /^\s*(?:[{["\-\dtfn]|NaN|Infinity)/.test(line);
}

/** The kind of error that the program ended with; what is said of it may hold what a record holds. */
function nameOf(stderr: string): string {
  const names = stderr.match(/^(?:\w+\.)*\w*(?:Error|Exception)\b/gm);
  return names ? ` (${names.at(-1)})` : '';
}

function whyNot({ code, message }: NodeJS.ErrnoException, program: string): string {
  if (code === 'ENOENT') return `could not be started: there is no ${program} on the PATH`;
  if (code === 'EACCES')
    return `could not be started: ${program} may not be run (EACCES: its mode in git, or a folder that is closed)`;
  return `could not be started: ${code ?? message}`;
}
