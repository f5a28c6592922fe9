/**
 * Puts the App together: a server that takes webhooks, a queue between it and the work, and the sweep that finds what
 * both have missed. `weir app` starts it.
 */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Probot } from 'probot';
import { removeOldFolders } from '../recordings/storage/arrivals.ts';
import { openRecordingCache } from '../recordings/storage/cache.ts';
import { Turns } from '../turns.ts';
import { version } from '../version.ts';
import { openAudit } from './approvals/audit.ts';
import { signer } from './approvals/decision.ts';
import { subscribe } from './events/index.ts';
import { ownerOfPulls } from './job.ts';
import { keptBy } from './kept.ts';
import { openLog } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { openApp } from './octokit/app.ts';
import { appOctokit, type ClientOptions, installationOctokit, type Octokit } from './octokit/client.ts';
import { openRepository } from './octokit/repository.ts';
import { ensureOwnFolder } from './own-folder.ts';
import type { RepositoryRef } from './port/repository.ts';
import { memoryQueue } from './queue/memory.ts';
import type { Queue, QueueOptions } from './queue/queue.ts';
import { ARCHIVE } from './reports/archive.ts';
import { CHARTS, type Charts, openCharts } from './reports/charts/charts.ts';
import type { Pages } from './reports/pages.ts';
import { showReports } from './reports/show.ts';
import { openTextStore } from './reports/store/open.ts';
import type { TextStore } from './reports/store/text-store.ts';
import { type Schedule, startSchedule } from './schedule.ts';
import { createSeal } from './seal.ts';
import { createReadiness } from './server/readiness.ts';
import { startServer } from './server/server.ts';
import { describeSettings, type Settings } from './settings.ts';
import { createConsumerIndex } from './work/consumer-index.ts';
import type { Bounds } from './work/context.ts';
import { Deployed } from './work/deployed.ts';
import { mapFacts } from './work/map-facts.ts';
import { Grants } from './work/monitor/grants.ts';
import { MONITORS, monitorNotes } from './work/monitor/notes.ts';
import { REPLAYS, reportStore } from './work/report-store.ts';
import { createWorker } from './work/work.ts';
import type { HandOver } from './workers/hand-over.ts';
import { ownProgram } from './workers/program.ts';

export interface RunningApp {
  readonly port: number;
  /** Takes nothing new, finishes or hands back what is under way, and resolves within so many milliseconds. */
  stop(milliseconds: number): Promise<void>;
}

/** Jobs that only wait for GitHub run beside each other; replays take turns. */
const JOBS_AT_ONCE = 20;

/** GitHub is asked who the App is until it answers, this often. */
const ASK_AGAIN = 5000;

/** How long GitHub is waited for and how often it is asked, where that is not what it is by default. */
export interface Patience {
  readonly client?: Pick<ClientOptions, 'pauses' | 'timeout' | 'fileTimeout'>;
  readonly queue?: Pick<QueueOptions, 'pause'>;
}

/**
 * Resolves once webhooks are taken and kept; work begins as soon as GitHub has told the App who it is.
 * Throws WeirErrors where the settings cannot be used: a port that is taken, a Redis or an audit log out of reach.
 */
export async function startApp(settings: Settings, patience: Patience = {}): Promise<RunningApp> {
  const log = openLog(settings.logLevel);
  const audit = openAudit(settings.auditLog);
  await ensureOwnFolder(settings.cache);
  const recordings = await openRecordingCache(join(settings.cache, 'recordings'), { maxBytes: settings.cacheBytes });
  const arriving = join(settings.cache, 'arriving');
  await removeOldFolders(arriving);
  const store = await openTextStore(settings.reports, [REPLAYS, ARCHIVE, CHARTS, MONITORS]);
  const metrics = createMetrics(() => queue.counts());
  const probot = makeProbot(settings, metrics, log, patience);
  const octokit: Octokit = await probot.auth();
  const queue = await openQueue(settings, {
    ...patience.queue,
    concurrency: JOBS_AT_ONCE,
    ownerOf: ownerOfPulls,
    onGaveUp: async (job, error) => (await worker).giveUp(job, error),
    onError: (error) => log.error({ err: error }, 'The queue has trouble'),
  });
  subscribe(probot, { app: settings.appId, queue, metrics });
  const askGitHub = (signal: AbortSignal) => octokit.rest.apps.getAuthenticated({ request: { signal } });
  const github = openApp(octokit, (id, signal) => installationOctokit(probot, id, signal));
  const open = async (ref: RepositoryRef, signal?: AbortSignal) =>
    openRepository(await installationOctokit(probot, ref.installation, signal), ref);
  const consumers = createConsumerIndex();
  const facts = mapFacts(consumers, { app: github, open });
  const shown = showReports({ settings, github, open, facts, store, log });
  const charts = chartsOf(settings, store);
  const notReady = createReadiness({ queue, askGitHub });
  const pages = eitherOf(charts?.pages, shown?.pages);
  const grants = new Grants();
  const server = await startServer({ settings, probot, metrics, notReady, pages, notices: () => grants.sentences() });
  log.info(
    { version, build: await ownProgram(), ...describeSettings(settings), port: server.port },
    'Weir takes webhooks',
  );

  const stopping = new AbortController();
  let schedule: Schedule | undefined;
  const handOver = await openWorkers(settings, metrics, log);
  const identity = whoAmI(askGitHub, stopping.signal, log);
  const worker = identity.then((slug) =>
    createWorker({
      app: { ...github, id: settings.appId, slug },
      open,
      queue,
      signer: signer(settings.privateKey),
      seal: createSeal(settings.privateKey, 'issues'),
      audit,
      reports: reportStore(store, log),
      archive: shown?.archive,
      charts,
      consumers,
      recordings,
      arriving: { folder: arriving, turns: new Turns(settings.concurrency) },
      kept: keptBy(settings, log),
      workers: (repository) => handOver?.of(repository),
      turns: new Turns(settings.concurrency),
      deployed: new Deployed(),
      monitors: monitorNotes(store, log),
      grants,
      checks: { app: settings.appId, detailsUrl: shown?.addressOf },
      bounds: boundsOf(settings),
      told: new Set(),
      metrics,
      log,
    }),
  );
  Promise.all([identity, worker]).then(
    ([app, { work }]) => {
      queue.process(work);
      queue.every('sweep', settings.sweepMinutes * 60_000, { kind: 'sweep' });
      schedule = watching(settings, queue, log);
      log.info({ app }, 'Weir is at work');
    },
    (error: unknown) => {
      // An App that takes requests and does no work would look healthy: it ends, and its supervisor starts it again.
      if (!stopping.signal.aborted) throw error;
    },
  );
  return {
    port: server.port,
    async stop(milliseconds) {
      stopping.abort();
      schedule?.stop();
      await Promise.all([server.close(milliseconds), queue.close(milliseconds)]);
      handOver?.close();
      log.info('Weir has stopped');
    },
  };
}

/** Of all processes that share the queue the first one's job of a tick is taken. */
function watching({ monitorCron }: Settings, queue: Queue, log: Logger): Schedule | undefined {
  if (monitorCron === undefined) return undefined;
  return startSchedule(monitorCron, (tick) => {
    queue.add({ kind: 'monitors', tick }, { id: `monitors/${tick}` }).catch((error: unknown) => {
      log.error({ err: error, tick }, 'It is time to watch, and the queue does not take it');
    });
  });
}

function chartsOf({ privateKey, publicUrl, publicImages }: Settings, store: TextStore): Charts | undefined {
  return publicImages && publicUrl !== undefined ? openCharts({ privateKey, publicUrl, store }) : undefined;
}

/** The first that knows the address answers. */
function eitherOf(...all: readonly (Pages | undefined)[]): Pages {
  return async (request, response) => {
    for (const pages of all) {
      if (await pages?.(request, response)) return true;
    }
    return false;
  };
}

function boundsOf(settings: Settings): Bounds {
  const { jobs, checkTimeoutMinutes: minutes, recordings, reportDays, endpoints, endpointSecrets } = settings;
  return { jobs, minutes, recordings, reportDays, endpoints, endpointSecrets };
}

function makeProbot(settings: Settings, metrics: Metrics, log: Logger, { client }: Patience): Probot {
  return new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    log,
    Octokit: appOctokit({
      ...client,
      baseUrl: settings.githubApiUrl,
      onAnswer: (status) => metrics.githubRequests.inc({ status }),
      onRetry: () => metrics.githubRetries.inc(),
    }),
  });
}

/** The App's slug, which tells its own comments from those of others. Rejects only once `stopping`. */
async function whoAmI(
  askGitHub: (signal: AbortSignal) => ReturnType<Octokit['rest']['apps']['getAuthenticated']>,
  stopping: AbortSignal,
  log: Logger,
): Promise<string> {
  for (;;) {
    try {
      const { data } = await askGitHub(stopping);
      if (data?.slug) return data.slug;
      log.error('GitHub does not say what the App is called');
    } catch (error) {
      log.error({ err: error }, 'GitHub does not tell who the App is: wrong APP_ID or PRIVATE_KEY, or out of reach');
    }
    await setTimeout(ASK_AGAIN, undefined, { signal: stopping, ref: false });
  }
}

async function openQueue(settings: Settings, options: QueueOptions): Promise<Queue> {
  if (settings.redisUrl === undefined) return memoryQueue({ ...options, journal: journalOf(settings) });
  const { bullQueue } = await import('./queue/bullmq.ts');
  return bullQueue({ ...options, url: settings.redisUrl });
}

/** Undefined where no Redis is set by which workers could be told. */
async function openWorkers(settings: Settings, metrics: Metrics, log: Logger): Promise<HandOver | undefined> {
  const { redisUrl: url, privateKey, repositoryShards: most, shareFromBytes: leastBytes } = settings;
  if (url === undefined) return undefined;
  const { openHandOver } = await import('./workers/hand-over.ts');
  return openHandOver({ url, privateKey, most, leastBytes, log, count: (outcome) => metrics.shards.inc({ outcome }) });
}

/** Of this process alone: no other listens on its port for webhooks of this App. */
function journalOf({ cache, appId, githubApiUrl, port }: Settings): string {
  return join(cache, 'queue', `${appId}-${port}-${new URL(githubApiUrl).host.replace(/[^\w.]/g, '-')}`);
}
