/** Who somebody is, asked of GitHub at the moment it matters: what a webhook or a job says about it is not trusted. */

import type { Repository } from '../repository.ts';
import { unlessStatus } from '../status.ts';

const permissions = ['admin', 'maintain', 'write', 'triage', 'read', 'none'] as const;
export type Permission = (typeof permissions)[number];

/** `unreadable`: neither yes nor no, which counts as no and must be said. */
export type Ownership =
  | { readonly kind: 'owner' }
  | { readonly kind: 'other' }
  /** The teams (`@org/team`) whose members GitHub does not tell the App; `members: read` is missing, or the team is. */
  | { readonly kind: 'unreadable'; readonly teams: readonly string[] };

/** `none` for people that GitHub does not know. Throws where GitHub gives no answer. */
export async function permissionOf({ octokit, owner, repo }: Repository, login: string): Promise<Permission> {
  const level = await unlessStatus([404], () =>
    octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: login }),
  );
  if (level === undefined) return 'none';
  // `permission` knows neither maintain nor triage, `role_name` may be a role of the organization's own making.
  const { role_name: role, permission } = level.data;
  return permissions.find((name) => name === role) ?? permissions.find((name) => name === permission) ?? 'none';
}

/**
 * `owners` as in weir.yml: `@login` and `@org/team` (with the teams below it). Anything else, an e-mail address say, owns
 * nothing on GitHub, where nobody can show that it is theirs. Throws where GitHub gives no answer.
 */
export async function ownershipOf(
  repository: Repository,
  owners: readonly string[],
  login: string,
): Promise<Ownership> {
  if (owners.some((owner) => sameLogin(owner, `@${login}`))) return { kind: 'owner' };
  const unreadable: string[] = [];
  for (const owner of owners) {
    const [, org, team] = /^@([\w-]+)\/([\w.-]+)$/.exec(owner) ?? [];
    if (org === undefined || team === undefined) continue;
    const member = await isMember(repository, { org, team_slug: team.toLowerCase() }, login);
    if (member) return { kind: 'owner' };
    if (member === undefined) unreadable.push(owner);
  }
  return unreadable.length > 0 ? { kind: 'unreadable', teams: unreadable } : { kind: 'other' };
}

/** GitHub's logins differ in more than their capitals. */
export function sameLogin(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Undefined where GitHub does not say. It says 404 both of people outside a team and of a team the App may not see. */
async function isMember(
  { octokit }: Repository,
  team: { readonly org: string; readonly team_slug: string },
  login: string,
): Promise<boolean | undefined> {
  return unlessStatus([403], async () => {
    const membership = await unlessStatus([404], () =>
      octokit.rest.teams.getMembershipForUserInOrg({ ...team, username: login }),
    );
    if (membership) return membership.data.state === 'active';
    const visible = await unlessStatus([404], () => octokit.rest.teams.getByName(team));
    return visible && false;
  });
}
