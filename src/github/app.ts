/**
 * Puts the App together: a server that takes webhooks, a queue between it and the work, and the sweep that finds what
 * both have missed. `weir app` starts it.
 */
import { join } from 'node:path';
import { pino } from 'pino';
import { Probot } from 'probot';
import { openAudit } from './approvals/audit.ts';
import { signer } from './approvals/decision.ts';
import { subscribe } from './events/index.ts';
import { createMetrics } from './metrics.ts';
import { appOctokit, installationOctokit } from './octokit.ts';
import { memoryQueue } from './queue/memory.ts';
import type { Queue, QueueOptions } from './queue/queue.ts';
import type { Octokit } from './repository.ts';
import { createReadiness } from './server/readiness.ts';
import { startServer } from './server/server.ts';
import { describeSettings, type Settings } from './settings.ts';
import { openRecordingCache } from './snapshot/recording-cache.ts';
import type { WorkContext } from './work/context.ts';
import { reportStore } from './work/report-store.ts';
import { Turns } from './work/turns.ts';
import { createWork, giveUp } from './work/work.ts';

export interface RunningApp {
  readonly port: number;
  /** Takes nothing new, finishes or hands back what is under way, and resolves within so many milliseconds. */
  stop(milliseconds: number): Promise<void>;
}

/** Jobs that only wait for GitHub run beside each other; replays take turns. */
const JOBS_AT_ONCE = 20;

/** Throws WeirErrors where the settings cannot be used: a port that is taken, a Redis or an audit log out of reach. */
export async function startApp(settings: Settings): Promise<RunningApp> {
  const log = pino({ level: settings.logLevel });
  const audit = openAudit(settings.auditLog);
  const recordings = await openRecordingCache(join(settings.cache, 'recordings'), { maxBytes: settings.cacheBytes });
  const metrics = createMetrics(() => queue.counts());
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    log,
    Octokit: appOctokit({
      baseUrl: settings.githubApiUrl,
      onAnswer: (status) => metrics.githubRequests.inc({ status }),
      onRetry: () => metrics.githubRetries.inc(),
    }),
  });
  const octokit: Octokit = await probot.auth();
  // Who the App is tells its own comments from those of others; without an answer it must not begin.
  const { data: own } = await octokit.rest.apps.getAuthenticated();
  const slug = own?.slug ?? String(settings.appId);
  const queue = await openQueue(settings, {
    concurrency: JOBS_AT_ONCE,
    onGaveUp: (job, error) => giveUp(context, job, error),
    onError: (error) => log.error({ err: error }, 'The queue has trouble'),
  });
  const context: WorkContext = {
    app: { id: settings.appId, slug, octokit },
    open: async (ref) => ({ ...ref, octokit: await installationOctokit(probot, ref.installation) }),
    queue,
    signer: signer(settings.privateKey),
    audit,
    reports: reportStore(join(settings.cache, 'reports')),
    recordings,
    turns: new Turns(settings.concurrency),
    checks: { app: settings.appId },
    bounds: { jobs: settings.jobs, minutes: settings.checkTimeoutMinutes, recordings: settings.recordings },
    metrics,
    log,
  };
  subscribe(probot, { app: settings.appId, queue, metrics });
  const notReady = createReadiness({
    queue,
    askGitHub: (signal) => octokit.rest.apps.getAuthenticated({ request: { signal } }),
  });
  const server = await startServer({ settings, probot, metrics, notReady });
  queue.process(createWork(context));
  queue.every('sweep', settings.sweepMinutes * 60_000, { kind: 'sweep' });
  log.info({ ...describeSettings(settings), slug, port: server.port }, 'Weir is running');
  return {
    port: server.port,
    async stop(milliseconds) {
      await Promise.all([server.close(milliseconds), queue.close(milliseconds)]);
      log.info('Weir has stopped');
    },
  };
}

async function openQueue(settings: Settings, options: QueueOptions): Promise<Queue> {
  if (settings.redisUrl === undefined) return memoryQueue(options);
  const { bullQueue } = await import('./queue/bullmq.ts');
  return bullQueue({ ...options, url: settings.redisUrl });
}
