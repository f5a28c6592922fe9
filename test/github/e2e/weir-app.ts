/** The App as its operators start it: the program itself, in a process of its own, against the emulated GitHub. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtProgram } from '../../built.ts';
import type { EmulatedGitHub } from '../../emulated-github/index.ts';
import { freePort } from '../../free-port.ts';

export interface WeirApp {
  readonly url: string;
  /** Of its process. */
  readonly pid: number;
  /** What it has logged so far, standard output and error together. */
  log(): string;
  /** SIGTERM; resolves to the exit status. */
  stop(): Promise<number | null>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

export interface AppOptions {
  readonly secret: string;
  /** Further settings. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where webhooks go; the port is kept over restarts. Default: a free one. */
  readonly port?: number;
  /** Its folder for downloads and reports. Default: a temporary one, removed with the App. */
  readonly cache?: string;
  /** Path of the program's entry. Default: as it is built for all tests. */
  readonly program?: string;
}

/** Resolves when it answers, and GitHub sends its webhooks there. */
export async function startWeirApp(github: EmulatedGitHub, options: AppOptions): Promise<WeirApp> {
  const port = options.port ?? (await freePort());
  const cache = options.cache ?? (await mkdtemp(join(tmpdir(), 'weir-app-')));
  const child = spawn(process.execPath, [options.program ?? builtProgram(), 'app'], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: String(port),
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.app.privateKey,
      WEBHOOK_SECRET: options.secret,
      GITHUB_API_URL: github.url,
      WEIR_CACHE: cache,
      WEIR_JOBS: '1',
      ...options.env,
    },
  });
  const exited = once(child, 'exit').then(([status]) => status as number | null);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (log += text));
  const url = `http://127.0.0.1:${port}`;
  await Promise.race([
    answering(url),
    exited.then((status) => {
      throw new Error(`the App has ended with status ${status}\n${log}`);
    }),
  ]);
  github.setWebhookUrl(`${url}/api/github/webhooks`);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (isRunning(child)) child.kill(signal);
    const status = await exited;
    if (options.cache === undefined) await rm(cache, { recursive: true, force: true });
    return status;
  };
  return {
    url,
    pid: child.pid ?? 0,
    log: () => log,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function answering(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/healthz`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
