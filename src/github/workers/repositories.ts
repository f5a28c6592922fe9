/** Opens repositories for a worker, which reads tracked recordings from them and nothing else. Asked for once there is one to read. */
import type { Logger } from 'pino';
import { once } from '../../once.ts';
import type { Repository, RepositoryRef } from '../port/repository.ts';
import { ensureProbot } from '../probot.ts';
import type { WorkerSettings } from './settings.ts';

export function openRepositories(
  { appId, privateKey, githubApiUrl }: WorkerSettings,
  log: Logger,
): (repository: RepositoryRef) => Promise<Repository> {
  const app = once(async () => {
    await ensureProbot();
    const { Probot } = await import('probot');
    const { appOctokit, installationOctokit } = await import('../octokit/client.ts');
    const { openRepository } = await import('../octokit/repository.ts');
    // It takes no webhooks.
    const secret = crypto.randomUUID();
    const probot = new Probot({ appId, privateKey, secret, log, Octokit: appOctokit({ baseUrl: githubApiUrl }) });
    return async (ref: RepositoryRef) => openRepository(await installationOctokit(probot, ref.installation), ref);
  });
  return async (ref) => (await app())(ref);
}
