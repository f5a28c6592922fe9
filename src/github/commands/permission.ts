/** Who somebody is, asked of GitHub at the moment it matters: what a webhook or a job says about it is not trusted. */

import { sameLogin } from '../port/login.ts';
import type { Repository } from '../port/repository.ts';

const permissions = ['admin', 'maintain', 'write', 'triage', 'read', 'none'] as const;
export type Permission = (typeof permissions)[number];

/** `unreadable`: neither yes nor no, which counts as no and must be said. */
export type Ownership =
  | { readonly kind: 'owner' }
  | { readonly kind: 'other' }
  /** The teams (`@org/team`) whose members GitHub does not tell the App; `members: read` is missing, or the team is. */
  | { readonly kind: 'unreadable'; readonly teams: readonly string[] };

/** `none` for people that GitHub does not know. Throws where GitHub gives no answer. */
export async function permissionOf({ people }: Pick<Repository, 'people'>, login: string): Promise<Permission> {
  const found = await people.collaborator(login);
  if (found === undefined) return 'none';
  // `permission` knows neither maintain nor triage, `role` may be of the organization's own making.
  const { role, permission } = found;
  return permissions.find((name) => name === role) ?? permissions.find((name) => name === permission) ?? 'none';
}

/**
 * `owners` as in weir.yml: `@login` and `@org/team` (with the teams below it). Anything else, an e-mail address say, owns
 * nothing on GitHub, where nobody can show that it is theirs. Throws where GitHub gives no answer.
 */
export async function ownershipOf(
  { people }: Pick<Repository, 'people'>,
  owners: readonly string[],
  login: string,
): Promise<Ownership> {
  if (owners.some((owner) => sameLogin(owner, `@${login}`))) return { kind: 'owner' };
  const unreadable: string[] = [];
  for (const owner of owners) {
    const [, org, team] = /^@([\w-]+)\/([\w.-]+)$/.exec(owner) ?? [];
    if (org === undefined || team === undefined) continue;
    const member = await people.isMember({ org, team: team.toLowerCase() }, login);
    if (member) return { kind: 'owner' };
    if (member === undefined) unreadable.push(owner);
  }
  return unreadable.length > 0 ? { kind: 'unreadable', teams: unreadable } : { kind: 'other' };
}
