/** What happened to a pull request, in order: of GitHub's many kinds of events those that the App looks for. */
import { type Call, numberOf, page, type Route, repositoryOf } from './call.ts';
import { nodeId, personJson } from './json.ts';
import { findPull } from './pulls.ts';

export const timelineRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/timeline',
    needs: ['issues:read', 'pull_requests:read'],
    handle: list,
  },
];

function list(call: Call) {
  const { world } = call;
  const pull = findPull(repositoryOf(call), numberOf(call, 'issue_number'));
  return page(call, pull.forcePushes, (items) =>
    items.map(({ id, actor, commit, createdAt }) => ({
      id,
      node_id: nodeId('HeadRefForcePushedEvent', id),
      url: `${world.url}/repos/${pull.base.repository.fullName}/issues/events/${id}`,
      actor: personJson(world, actor),
      event: 'head_ref_force_pushed',
      commit_id: commit,
      commit_url: `${world.url}/repos/${pull.base.repository.fullName}/commits/${commit}`,
      created_at: createdAt,
      performed_via_github_app: null,
    })),
  );
}
