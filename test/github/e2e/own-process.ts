/** The App in the process of the test, against an emulated GitHub: for tests that need it to be less patient than it is. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Patience, type RunningApp, startApp } from '../../../src/github/app.ts';
import { readSettings } from '../../../src/github/settings.ts';
import type { Fault } from '../../emulated-github/faults.ts';
import {
  type Changes,
  type EmulatedGitHub,
  type Pull,
  type Run,
  startEmulatedGitHub,
} from '../../emulated-github/index.ts';
import { FILES } from './claims.ts';

export interface OwnProcess {
  readonly github: EmulatedGitHub;
  /** Where the App listens now. */
  url(): string;
  /** What a page of the App says. */
  page(path: string): Promise<string>;
  /** The audit log, a line each. */
  audit(): Promise<string[]>;
  /** A pull request in a repository of its own, whose requests meet this fault. */
  propose(name: string, files: Changes, fault?: Fault, more?: Changes): Promise<Pull>;
  /** Of the pull request's head, as it is now. */
  check(pull: Pull): Run | undefined;
  /** Waits until the App has nothing left to do. */
  idle(): Promise<void>;
  /** Ends the App, and starts another on an empty disk, which sweeps. */
  restart(env?: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
}

const secret = 'a secret of the tests';

export async function openOwnProcess(
  env: Readonly<Record<string, string>> = {},
  patience: Patience = {},
  permissions?: Parameters<typeof startEmulatedGitHub>[0]['permissions'],
): Promise<OwnProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-own-'));
  const github = await startEmulatedGitHub({ secret, ...(permissions && { permissions }) });
  let app = await start();

  async function start(more: Readonly<Record<string, string>> = {}): Promise<RunningApp> {
    const settings = readSettings({
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'silent',
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.app.privateKey,
      WEBHOOK_SECRET: secret,
      GITHUB_API_URL: github.url,
      WEIR_CACHE: join(folder, crypto.randomUUID()),
      WEIR_JOBS: '1',
      WEIR_SWEEP_MINUTES: '60',
      WEIR_AUDIT_LOG: join(folder, 'audit.jsonl'),
      ...env,
      ...more,
    });
    const started = await startApp(settings, patience);
    github.setWebhookUrl(`http://127.0.0.1:${started.port}/api/github/webhooks`);
    return started;
  }

  async function isQuiet(): Promise<boolean> {
    await github.settled();
    const asked = github.requests.length;
    const metrics = await (await fetch(`http://127.0.0.1:${app.port}/metrics`)).text();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const quiet = /^weir_queue_waiting 0$[\s\S]*^weir_queue_running 0$/m.test(metrics);
    return quiet && github.requests.length === asked;
  }

  return {
    github,
    url: () => `http://127.0.0.1:${app.port}`,
    page: async (path) => (await fetch(`http://127.0.0.1:${app.port}${path}`)).text(),
    audit: async () => (await readFile(join(folder, 'audit.jsonl'), 'utf8')).trim().split('\n'),
    async propose(name, files, fault, more = {}) {
      const repository = await github.createRepository({ owner: 'acme', name, files: { ...FILES, ...more } });
      const here = fault?.on?.source.replace('^', `^(?=[A-Z]+ /repos/[^/]+/${name}/)`);
      if (fault) github.faults.add({ ...fault, ...(here !== undefined && { on: new RegExp(here) }) });
      github.install(repository);
      return github.openPull({ repository, branch: 'change', files });
    },
    check: (pull) => github.checkRuns(pull.head.repository, pull.head.sha).at(-1),
    idle: async () => void (await github.until(isQuiet, { within: 240_000, what: 'the App has nothing left to do' })),
    async restart(more) {
      await app.stop(5000);
      app = await start(more);
    },
    async close() {
      await app.stop(5000);
      expect(github.reopened, 'a check that was concluded and set back').toEqual([]);
      await github.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
