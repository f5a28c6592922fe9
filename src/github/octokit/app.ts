/** https://docs.github.com/rest/apps: the port to GitHub of the App itself. */
import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { GitHubApp, Installation } from '../port/app.ts';
import { unlessStatus } from '../port/status.ts';
import { bounded } from './bounded.ts';
import type { Octokit } from './client.ts';
import { filesOf } from './files.ts';
import { visibilityOf } from './visibility.ts';

type Data = RestEndpointMethodTypes['apps']['getRepoInstallation']['response']['data'];

/**
 * @param octokit with the App's own token
 * @param open a client with the token of an installation
 */
export function openApp(
  octokit: Octokit,
  open: (installation: number, signal: AbortSignal) => Promise<Octokit>,
): GitHubApp {
  const { apps } = octokit.rest;
  return {
    async time() {
      const { headers } = await apps.getAuthenticated();
      const told = Date.parse(headers.date ?? '');
      return Number.isNaN(told) ? undefined : told;
    },
    async *installations() {
      for await (const { data } of octokit.paginate.iterator(apps.listInstallations, { per_page: 100 })) {
        yield* data.map(toInstallation);
      }
    },
    async *repositories(installation, signal) {
      const installed = await open(installation, signal);
      const list = installed.rest.apps.listReposAccessibleToInstallation;
      for await (const { data } of installed.paginate.iterator(list, { per_page: 100 })) {
        for (const one of data) {
          const { name: repo, owner, archived, disabled, id, node_id: nodeId, default_branch } = one;
          const named = { installation, owner: owner.login, repo, frozen: archived || disabled, id, nodeId };
          const about = {
            defaultBranch: default_branch,
            visibility: visibilityOf(one),
            createdAt: one.created_at ?? '',
          };
          yield { ...named, ...about, pushedAt: one.pushed_at ?? '' };
        }
      }
    },
    async files(installation, path, repositories, signal) {
      return filesOf(await open(installation, signal), path, repositories, signal);
    },
    async installationOf(owner, repo, signal) {
      const ask = () => apps.getRepoInstallation({ owner, repo, ...bounded(signal) });
      const found = await unlessStatus([404], ask);
      return found && toInstallation(found.data);
    },
    async *deliveries() {
      for await (const { data } of octokit.paginate.iterator(apps.listWebhookDeliveries, { per_page: 100 })) {
        yield data.map(({ id, guid, status_code: status, delivered_at: at }) => ({ id, guid, status, at }));
      }
    },
    async redeliver(id) {
      await apps.redeliverWebhookDelivery({ delivery_id: id });
    },
  };
}

function toInstallation({ id, suspended_at, permissions }: Data): Installation {
  return { id, suspended: Boolean(suspended_at), permissions: { ...permissions } };
}
