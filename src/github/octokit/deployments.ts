/** https://docs.github.com/rest/deployments */
import type { Deployments } from '../port/deployments.ts';
import { bounded } from './bounded.ts';
import type { Door } from './door.ts';

/** Of one commit there are few. */
const MOST = 30;

export function deploymentsOf({ octokit, owner, repo }: Door): Deployments {
  const place = { owner, repo };
  return {
    async find(head, environment, signal) {
      const where = environment === undefined ? {} : { environment };
      const wanted = { ...place, ...where, sha: head, per_page: MOST, ...bounded(signal) };
      const { data } = await octokit.rest.repos.listDeployments(wanted);
      for (const { id } of data) {
        const newest = { ...place, deployment_id: id, per_page: 1, ...bounded(signal) };
        const [status] = (await octokit.rest.repos.listDeploymentStatuses(newest)).data;
        if (status?.state === 'success' && status.environment_url) return status.environment_url;
      }
      return undefined;
    },
  };
}
