/** Who may do what: collaborators, teams and accounts. */
import { actor, type Call, Refusal, type Route, repositoryOf } from './call.ts';
import { personJson } from './json.ts';
import type { RepositoryRecord, Role } from './world.ts';

export const peopleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators/{username}/permission',
    needs: ['metadata:read'],
    handle: permission,
  },
  {
    method: 'GET',
    path: '/orgs/{org}/teams/{team_slug}/memberships/{username}',
    needs: ['members:read'],
    handle: membership,
  },
  { method: 'GET', path: '/orgs/{org}/teams/{team_slug}', needs: ['members:read'], handle: team },
  { method: 'GET', path: '/user', needs: [], handle: ownAccount },
  { method: 'GET', path: '/users/{username}', needs: ['metadata:read'], handle: account },
];

/** In a public repository everybody may read. */
export function roleOf(repository: RepositoryRecord, login: string): Role {
  return repository.permissions.get(login.toLowerCase()) ?? 'read';
}

/** `permission` knows four roles only: maintain counts as write, triage as read; `role_name` has the real one. */
function permission(call: Call) {
  const person = personOf(call);
  const role = roleOf(repositoryOf(call), person.login);
  const user = personJson(call.world, person);
  const coarse = role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role;
  return { status: 200, body: { permission: coarse, role_name: role, user: { ...user, role_name: role } } };
}

/** 404 for who is no member, and for a team that is not there. */
function membership(call: Call) {
  const { org, team_slug, username } = call.params;
  const members = call.world.teams.get(`${org}/${team_slug}`.toLowerCase());
  if (members?.has(`${username}`.toLowerCase()) !== true) throw new Refusal(404, 'Not Found');
  const url = `${call.world.url}/organizations/1/team/1/memberships/${username}`;
  return { status: 200, body: { url, role: 'member', state: 'active' } };
}

function team(call: Call) {
  const { org, team_slug: slug } = call.params;
  if (!call.world.teams.has(`${org}/${slug}`.toLowerCase())) throw new Refusal(404, 'Not Found');
  const url = `${call.world.url}/organizations/1/team/1`;
  return { status: 200, body: { id: 1, url, name: slug, slug, privacy: 'closed', permission: 'pull', parent: null } };
}

/** Of people only: an installation is refused before. */
function ownAccount(call: Call) {
  return { status: 200, body: personJson(call.world, actor(call)) };
}

function account(call: Call) {
  return { status: 200, body: personJson(call.world, personOf(call)) };
}

function personOf(call: Call) {
  const found = call.world.people.get(`${call.params.username}`.toLowerCase());
  if (found === undefined) throw new Refusal(404, 'Not Found');
  return found;
}
