/** Keeps Apps running in a chaos run, as an orchestrator would, and kills them as a machine that fails would. */
import { join } from 'node:path';
import type { EmulatedGitHub } from '../../emulated-github/index.ts';
import { freePort } from '../../free-port.ts';
import { startWeirApp, type WeirApp } from '../e2e/weir-app.ts';

export interface KeeperOptions {
  readonly secret: string;
  /** How many Apps share the work. */
  readonly apps: number;
  /** For their caches and the audit log; kept over restarts. */
  readonly directory: string;
  readonly program?: string;
  readonly redisUrl?: string;
}

export interface Keeper {
  /** One of them, and starts it again at once. */
  kill(which: number): Promise<void>;
  /** All, as an operator does, and starts them again. */
  restart(): Promise<void>;
  /** Resolves when each has swept since it was last started, and none has anything left to do. */
  idle(): Promise<void>;
  readonly auditLog: string;
  /** What all of them have logged. */
  log(): string;
  close(): Promise<void>;
}

/** An App asks GitHub who it is before it begins, and may find GitHub out of order. */
const MOST_STARTS = 10;

export async function keepApps(github: EmulatedGitHub, options: KeeperOptions): Promise<Keeper> {
  const { apps: count, directory, secret, program, redisUrl } = options;
  const auditLog = join(directory, 'audit.jsonl');
  const past: string[] = [];
  const places = await Promise.all(
    Array.from({ length: count }, async (_, index) => ({
      port: await freePort(),
      cache: join(directory, `app-${index}`),
    })),
  );
  const env = {
    WEIR_AUDIT_LOG: auditLog,
    WEIR_SWEEP_MINUTES: '1',
    WEIR_MONITOR_CRON: '* * * * *',
    ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
  };

  async function start(which: number): Promise<WeirApp> {
    const place = places[which];
    for (let attempt = 1; ; attempt++) {
      try {
        return await startWeirApp(github, { secret, program, env, ...place });
      } catch (error) {
        if (attempt === MOST_STARTS) throw error;
      }
    }
  }

  const apps: WeirApp[] = [];
  for (const which of places.keys()) apps.push(await start(which));
  const appAt = (which: number): WeirApp => {
    const app = apps[which];
    if (!app) throw new Error(`there are ${apps.length} Apps`);
    return app;
  };

  return {
    auditLog,
    async kill(which) {
      const app = appAt(which);
      await app.kill();
      past.push(app.log());
      apps[which] = await start(which);
    },
    async restart() {
      for (const [which, app] of apps.entries()) {
        const status = await app.stop();
        past.push(app.log());
        if (status !== 0) throw new Error(`the App ended with status ${status}\n${app.log()}`);
        apps[which] = await start(which);
      }
    },
    async idle() {
      await github.until(() => apps.some((app) => app.log().includes('"msg":"Swept"')), {
        within: 90_000,
        what: 'a sweep',
      });
      await github.until(() => isIdle(github, apps), { within: 90_000, what: 'nothing left to do' });
    },
    log: () => [...past, ...apps.map((app) => app.log())].join(''),
    async close() {
      for (const app of apps) await app.kill();
    },
  };
}

/** No job waits or runs, and none has come of what was under way a moment ago. */
async function isIdle(github: EmulatedGitHub, apps: readonly WeirApp[]): Promise<boolean> {
  const before = github.requests.length;
  await github.settled();
  for (const { url } of apps) {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const busy = [...metrics.matchAll(/^weir_queue_(?:waiting|running) (\d+)$/gm)];
    if (busy.length !== 2 || busy.some(([, jobs]) => jobs !== '0')) return false;
  }
  return github.requests.length === before;
}
