/** Workers as their operators start them: the program itself, from its sources, as the tests run. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../../recordings/files.ts';

export interface WorkerProcess {
  readonly process: ChildProcess;
  /** What it has logged so far. */
  log(): string;
  /** Resolves once the log has it. */
  said(text: string): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to the exit status. */
  stop(): Promise<number | null>;
}

export interface WorkerOptions {
  readonly redis: string;
  readonly privateKey: string;
  /** WEIR_RECORDINGS. */
  readonly recordings: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Path of the program's entry. Default: its sources. */
  readonly program?: string;
  /** It counts as lost after a second or two. */
  readonly isQuick?: boolean;
}

const SOURCES = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
const QUICK = [fileURLToPath(new URL('quick-worker.ts', import.meta.url))];

/** Resolves when it takes shards; it is killed when the test ends. */
export async function startWorker({
  redis,
  privateKey,
  recordings,
  env,
  program = SOURCES,
  isQuick = false,
}: WorkerOptions): Promise<WorkerProcess> {
  const child = spawn(process.execPath, isQuick ? QUICK : [program, 'worker'], {
    cwd: temporaryFolder(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ PATH: process.env.PATH, REDIS_URL: redis, APP_ID: '1', PRIVATE_KEY: privateKey, WEIR_JOBS: '1' },
      ...{ WEIR_CACHE: temporaryFolder(), WEIR_RECORDINGS: recordings, ...env },
    },
  });
  const exited = once(child, 'exit').then(([status]) => status as number | null);
  onTestFinished(() => void child.kill('SIGKILL'));
  let log = '';
  let heard = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      log += text;
      heard.resolve();
      heard = Promise.withResolvers();
    });
  const ended = exited.then((status) => {
    throw new Error(`the worker has ended with status ${status}\n${log}`);
  });
  ended.catch(() => {});
  const said = async (text: string): Promise<void> => {
    while (!log.includes(text)) await Promise.race([heard.promise, ended]);
  };
  await said('Weir takes shards');
  return {
    process: child,
    log: () => log,
    said,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}
