/** Puts a worker together: what takes shards, and what opens repositories where these hold tracked recordings. `weir worker` starts it. */
import type { Logger } from 'pino';
import { once } from '../once.ts';
import { openLog } from './log.ts';
import type { Repository, RepositoryRef } from './port/repository.ts';
import { ensureProbot } from './probot.ts';
import { type Patience, type RunningWorker, serveShards } from './workers/serve.ts';
import type { WorkerSettings } from './workers/settings.ts';

/** Throws WeirErrors where the settings cannot be used. */
export function startWorker(settings: WorkerSettings, patience?: Patience): Promise<RunningWorker> {
  const log = openLog(settings.logLevel);
  return serveShards(settings, { log, open: openRepositories(settings, log), patience });
}

/** Probot takes a moment to load, which most workers never need. */
function openRepositories(
  { appId, privateKey, githubApiUrl }: WorkerSettings,
  log: Logger,
): (repository: RepositoryRef) => Promise<Repository> {
  const app = once(async () => {
    await ensureProbot('tracked recordings need');
    const { Probot } = await import('probot');
    const { appOctokit, installationOctokit } = await import('./octokit/client.ts');
    const { openRepository } = await import('./octokit/repository.ts');
    // It takes no webhooks.
    const secret = crypto.randomUUID();
    const probot = new Probot({ appId, privateKey, secret, log, Octokit: appOctokit({ baseUrl: githubApiUrl }) });
    return async (ref: RepositoryRef) => openRepository(await installationOctokit(probot, ref.installation), ref);
  });
  return async (ref) => (await app())(ref);
}
