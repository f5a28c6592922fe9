/** https://docs.github.com/rest/collaborators/collaborators and https://docs.github.com/rest/teams/members */
import type { People } from '../port/people.ts';
import { unlessStatus } from '../port/status.ts';
import { bounded } from './bounded.ts';
import type { Door } from './door.ts';

export function peopleOf({ octokit, owner, repo }: Door): People {
  const { repos, teams } = octokit.rest;
  return {
    async collaborator(login, signal) {
      const which = { owner, repo, username: login, ...bounded(signal) };
      const level = await unlessStatus([404], () => repos.getCollaboratorPermissionLevel(which));
      if (!level) return undefined;
      const { user, permission, role_name: role } = level.data;
      return { id: user?.id, permission, role };
    },
    /** GitHub says 404 both of people outside a team and of a team that the App may not see. */
    isMember({ org, team }, login) {
      const which = { org, team_slug: team };
      return unlessStatus([403], async () => {
        const membership = await unlessStatus([404], () =>
          teams.getMembershipForUserInOrg({ ...which, username: login }),
        );
        if (membership) return membership.data.state === 'active';
        const visible = await unlessStatus([404], () => teams.getByName(which));
        return visible && false;
      });
    },
  };
}
