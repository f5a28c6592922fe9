/**
 * An emulated GitHub, the governed repository in it, and the App as a process beside it: what every scenario starts with.
 * A file of scenarios opens one scene and closes it at its end.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readState } from '../../../src/github/check/state.ts';
import {
  type Changes,
  type EmulatedGitHub,
  type Pull,
  type RepositoryRecord,
  type Run,
  startEmulatedGitHub,
} from '../../emulated-github/index.ts';
import { freePort } from '../../free-port.ts';
import { FILES } from './claims.ts';
import { startWeirApp, type WeirApp } from './weir-app.ts';

export interface SceneOptions {
  /** Files beside the usual ones, or in their place. */
  readonly files?: Changes;
  /** Further settings of the App. */
  readonly env?: Readonly<Record<string, string>>;
  /** False: the App is not started yet. */
  readonly started?: boolean;
}

export interface Scene {
  readonly github: EmulatedGitHub;
  readonly repository: RepositoryRecord;
  readonly secret: string;
  /** The App's audit log. */
  readonly audit: string;
  /** The App that was started last. */
  app(): WeirApp;
  /** Starts the App at the address it had, on an empty disk if `fresh`. It must not run. */
  start(options?: { readonly fresh?: boolean; readonly env?: Readonly<Record<string, string>> }): Promise<WeirApp>;
  /** Opens a pull request from a branch of its own. */
  propose(files: Changes, options?: Partial<Parameters<EmulatedGitHub['openPull']>[0]>): Promise<Pull>;
  /** The check of the pull request's head, or of another commit of it, as it is now. */
  check(pull: Pull, head?: string): Run | undefined;
  /** Waits for the check of the pull request's head, or of another commit of it, and all that goes with it, and gives it. */
  concluded(pull: Pull, head?: string): Promise<Run>;
  /** Waits until `look` gives something. `what`: in words. */
  until<T>(look: () => T | Promise<T>, what?: string): Promise<Exclude<T, undefined | false>>;
  /** Waits until every webhook has arrived and the App has nothing left to do. */
  idle(): Promise<void>;
  /** What must hold whatever happened. Stops the App and GitHub. */
  close(): Promise<void>;
}

/** Milliseconds. The machine may be busy with other tests. */
const PATIENCE = 40_000;

const ALLOWED = ['success', 'failure', 'action_required', 'timed_out', 'cancelled'];

export async function openScene({ files = {}, env = {}, started = true }: SceneOptions = {}): Promise<Scene> {
  const secret = crypto.randomUUID();
  const folder = await mkdtemp(join(tmpdir(), 'weir-scene-'));
  const audit = join(folder, 'audit.jsonl');
  const port = await freePort();
  const github = await startEmulatedGitHub({ secret });
  const repository = await github.createRepository({ owner: 'acme', name: 'claims', files: { ...FILES, ...files } });
  github.install(repository);
  const running: WeirApp[] = [];
  const pulls: Pull[] = [];
  let disks = 0;
  let branches = 0;
  const scene: Scene = {
    github,
    repository,
    secret,
    audit,
    app() {
      const last = running.at(-1);
      if (last === undefined) throw new Error('the App was not started');
      return last;
    },
    async start({ fresh = false, env: more = {} } = {}) {
      if (fresh) disks += 1;
      const cache = join(folder, `cache-${disks}`);
      const settings = { WEIR_AUDIT_LOG: audit, ...env, ...more };
      const app = await startWeirApp(github, { secret, port, cache, env: settings });
      running.push(app);
      return app;
    },
    async propose(changes, options = {}) {
      branches += 1;
      // Otherwise the same change twice in a second would be the same commit.
      const named = { branch: `change-${branches}`, title: `Change ${branches}` };
      const pull = await github.openPull({ repository, files: changes, ...named, ...options });
      pulls.push(pull);
      return pull;
    },
    check: (pull, head = pull.head.sha) => runs(pull, head).at(-1),
    concluded(pull, head = pull.head.sha) {
      const what = `the check of pull request ${pull.number} concludes`;
      return scene.until(() => {
        const newest = runs(pull, head).at(-1);
        return newest && isDone(newest) && newest;
      }, what);
    },
    until: (look, what) => github.until(look, { within: PATIENCE, what }),
    async idle() {
      await scene.until(async () => {
        await github.settled();
        const told = github.deliveries.length;
        const quiet = await isQuiet(scene.app());
        await github.settled();
        return quiet && github.deliveries.length === told;
      }, 'the App has nothing left to do');
    },
    async close() {
      try {
        await scene.idle();
        expect(github.violations).toEqual([]);
        for (const app of running) expect(app.log()).not.toMatch(/A check crashed|A job was given up/);
        for (const run of repository.runs)
          expect(ALLOWED, `${run.externalId}: ${run.output.title}`).toContain(run.conclusion);
        expect(github.reopened, 'a check that was concluded and set back').toEqual([]);
        for (const pull of pulls) expect(runs(pull, pull.head.sha), `of pull request ${pull.number}`).not.toEqual([]);
      } finally {
        await running.at(-1)?.stop();
        await github.close();
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
  if (started) await scene.start();
  return scene;

  function runs(pull: Pull, head: string): readonly Run[] {
    const wanted = `pull/${pull.number}`;
    return github.checkRuns(pull.base.repository, head).filter(({ externalId }) => externalId === wanted);
  }
}

/** Concluded, with nothing left to say. */
function isDone({ status, output }: Run): boolean {
  return status === 'completed' && readState(output.summary)?.todo !== 'words';
}

/** It has begun to work, and nothing waits or runs. */
async function isQuiet({ url, log }: WeirApp): Promise<boolean> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return log().includes('Weir is at work') && /^weir_queue_waiting 0$[\s\S]*^weir_queue_running 0$/m.test(metrics);
}
