/**
 * Names that repositories had: GitHub leads on from there, to an address by number, as long as nobody else has the name.
 * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects
 */
import type { Answer } from './call.ts';
import { findRepository, type World } from './world.ts';

const NAMED = /^\/repos\/([^/?]+\/[^/?]+)(.*)$/;
const NUMBERED = /^\/repositories\/(\d+)(.*)$/;

/** The answer to a request by a name that a repository had; undefined for any other. */
export function leadOn(world: World, method: string, target: string): Answer | undefined {
  const [, name = '', rest = ''] = NAMED.exec(target) ?? [];
  const known = decodeURIComponent(name);
  const meant = findRepository(world, known) ? undefined : world.formerNames.get(known.toLowerCase());
  if (!meant) return undefined;
  const url = `${world.url}/repositories/${meant.id}${rest}`;
  const isRead = method === 'GET' || method === 'HEAD';
  return {
    status: isRead ? 301 : 307,
    body: { message: isRead ? 'Moved Permanently' : 'Temporary Redirect', url },
    headers: { location: url },
  };
}

/** A request by number, as it would be by name; others as they are. */
export function byName(world: World, target: string): string {
  const [, id, rest = ''] = NUMBERED.exec(target) ?? [];
  const meant = id === undefined ? undefined : world.repositories.find((one) => one.id === Number(id));
  return meant ? `/repos/${meant.fullName}${rest}` : target;
}
