/**
 * Runs the `git` program, for the local repository alone. Every call is closed against what a repository or a user's
 * settings could make git run or write: no hooks, no file-system monitor, no replaced objects, no optional locks.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';
import { RepositoryError } from '../errors.ts';

const SETTINGS = [
  '--no-pager',
  '--no-replace-objects',
  '--literal-pathspecs',
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', 'core.hooksPath=/dev/null'],
  // Would place a part of a throwaway index into the repository.
  ...['-c', 'core.splitIndex=false'],
];

/**
 * A hook that starts Weir hands on where its own repository lies; the directory that we were given counts instead. Its
 * object directories stay, since a receiving hook finds the new commits nowhere else.
 */
const FOREIGN = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR', 'GIT_NAMESPACE'];

interface GitResult {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

interface GitOptions {
  /** What the program reads from its standard input. */
  readonly input?: string;
  /** Variables on top of the usual ones. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Git {
  readonly directory: string;
  /** Runs to the end, whatever the exit status. Throws a RepositoryError where git is not installed. */
  run(args: readonly string[], options?: GitOptions): Promise<GitResult>;
  /** Standard output; a RepositoryError with what git said where the exit status is not 0. */
  output(args: readonly string[], options?: GitOptions): Promise<Buffer>;
  /** Starts a program that keeps running; the caller ends it. */
  start(args: readonly string[]): ChildProcessWithoutNullStreams;
}

/** Git as run in a directory. */
export function gitIn(directory: string): Git {
  function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcessWithoutNullStreams {
    return spawn('git', [...SETTINGS, '-C', directory, ...args], {
      env: { ...environment(), ...env },
      windowsHide: true,
    });
  }

  async function run(args: readonly string[], options: GitOptions = {}): Promise<GitResult> {
    const child = start(args, options.env);
    const ended = exitStatus(child);
    // A program that ends before it has read everything breaks the pipe; its exit status tells why.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input);
    const [stdout, stderr, status] = await Promise.all([buffer(child.stdout), text(child.stderr), ended]);
    return { status, stdout, stderr: stderr.trim() };
  }

  async function output(args: readonly string[], options?: GitOptions): Promise<Buffer> {
    const { status, stdout, stderr } = await run(args, options);
    if (status === 0) return stdout;
    throw new RepositoryError([
      { message: `git ${args[0]} could not read the repository`, found: stderr || `exit status ${status}` },
    ]);
  }

  return { directory, run, output, start: (args) => start(args) };
}

/** Fields of output that was asked for with `-z`. */
export function fields(output: Buffer): string[] {
  return output.toString('utf8').split('\0').slice(0, -1);
}

/** The one line that the output is. */
export function line(output: Buffer): string {
  return output.toString('utf8').replace(/\r?\n$/, '');
}

/** What to throw where the program itself can't be started. */
export function startFailure(cause: NodeJS.ErrnoException): RepositoryError {
  const message =
    cause.code === 'ENOENT'
      ? 'the program git is not installed, or not on PATH; Weir reads repositories with it'
      : `git cannot be started: ${cause.message}`;
  return new RepositoryError([{ message }], { cause });
}

/** The exit status once everything is read; -1 after a signal. Throws where the program could not be started. */
export function exitStatus(child: ChildProcessWithoutNullStreams): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(startFailure(cause)));
    child.once('close', (status) => resolve(status ?? -1));
  });
}

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.includes(name));
  return {
    ...Object.fromEntries(own),
    // Messages are told apart by their English text.
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}
