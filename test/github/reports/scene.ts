/** The App's server with its pages, an emulated GitHub beside it, and browsers that keep cookies. Its clock is the test's. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Probot } from 'probot';
import type { CheckTarget } from '../../../src/github/check/check-run.ts';
import { createMetrics } from '../../../src/github/metrics.ts';
import { openApp } from '../../../src/github/octokit/app.ts';
import { appOctokit, installationOctokit } from '../../../src/github/octokit/client.ts';
import { openRepository } from '../../../src/github/octokit/repository.ts';
import type { RepositoryRef } from '../../../src/github/port/repository.ts';
import type { ReadableRepository } from '../../../src/github/reports/access.ts';
import { ARCHIVE, type Archive } from '../../../src/github/reports/archive.ts';
import { type ShownReports, showReports } from '../../../src/github/reports/show.ts';
import { folderStore } from '../../../src/github/reports/store/folder.ts';
import { startServer } from '../../../src/github/server/server.ts';
import { createConsumerIndex } from '../../../src/github/work/consumer-index.ts';
import { mapFacts } from '../../../src/github/work/map-facts.ts';
import { type EmulatedGitHub, type RepositoryRecord, startEmulatedGitHub } from '../../emulated-github/index.ts';
import { type Browser, openBrowser } from './browser.ts';

export const PUBLIC = 'https://weir.acme.example';

export interface Scene {
  readonly github: EmulatedGitHub;
  /** `acme/claims`, where the App is installed. */
  readonly repository: RepositoryRecord;
  readonly archive: Archive;
  readonly port: number;
  /** Milliseconds that the App's clock is ahead. */
  ahead: number;
  /** What is kept cannot be read. */
  isStoreAway: boolean;
  /** `repository` as the App sees it for somebody who may read it. */
  readable(): Promise<ReadableRepository>;
  /** A check run of the App in `repository`; gives its id. */
  createRun(target: CheckTarget, status: 'in_progress' | 'completed'): Promise<number>;
  /** Somebody's browser, logged in to GitHub. */
  browser(login: string): Browser;
  close(): Promise<void>;
}

export async function openScene({ public: publicUrl = PUBLIC } = {}): Promise<Scene> {
  const github = await startEmulatedGitHub({ secret: crypto.randomUUID() });
  const repository = await github.createRepository({ owner: 'acme', name: 'claims', files: { 'a.txt': 'one\n' } });
  github.install(repository);
  github.setCallbackUrl(`${publicUrl}/login`);
  const folder = await mkdtemp(join(tmpdir(), 'weir-pages-'));
  const log = pino({ level: 'silent' });
  const { id: appId, privateKey, clientId: id, clientSecret: secret } = github.app;
  const pauses = { fault: 1, limit: 1, longest: 10, retries: 1 };
  const Octokit = appOctokit({ baseUrl: github.url, pauses });
  const probot = new Probot({ appId, privateKey, secret: 'a long secret', log, Octokit });
  const app = openApp(await probot.auth(), (installation) => installationOctokit(probot, installation));
  const open = async (ref: RepositoryRef) => openRepository(await installationOctokit(probot, ref.installation), ref);
  const facts = mapFacts(createConsumerIndex(), { app, open });
  const kept = folderStore(folder, [ARCHIVE]);
  const shown = showReports({
    settings: { appId, privateKey, githubApiUrl: github.url, publicUrl, client: { id, secret } },
    github: app,
    open,
    facts,
    store: { ...kept, read: (name) => (scene.isStoreAway ? Promise.reject(new Error('away')) : kept.read(name)) },
    log,
    now: () => Date.now() + scene.ahead,
  });
  const server = await startServer({
    settings: { host: '127.0.0.1', port: 0 },
    probot,
    metrics: createMetrics(async () => ({ waiting: 0, running: 0 })),
    notReady: async () => [],
    pages: (request, response) => existing(shown).pages(request, response),
  });
  const scene: Scene = {
    github,
    repository,
    archive: existing(shown).archive,
    port: server.port,
    ahead: 0,
    isStoreAway: false,
    async readable() {
      const named = { owner: repository.owner.login, repo: repository.name };
      const installed = await app.installationOf(named.owner, named.repo, AbortSignal.timeout(10_000));
      const opened = await open({ ...named, installation: installed?.id ?? 0 });
      return { ...opened, id: repository.id, defaultBranch: 'main', visibility: repository.visibility };
    },
    async createRun(target, status) {
      const { checks } = await scene.readable();
      const conclusion = status === 'completed' ? { conclusion: 'failure' as const } : {};
      const { id: run } = await checks.create({ name: 'weir', ...target });
      return (await checks.update(run, { status, ...conclusion })).id;
    },
    browser: (login) => openBrowser(github, login, { publicUrl, app: `http://127.0.0.1:${server.port}` }),
    async close() {
      await server.close(0);
      await github.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return scene;
}

function existing(shown: ShownReports | undefined): ShownReports {
  if (shown === undefined) throw new Error('the settings show no reports');
  return shown;
}
