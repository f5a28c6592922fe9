/** Members of a mapping that kept what they hold and got another key. */
import { distance } from './distance.ts';
import type { Mapping, Tree } from './tree.ts';

/**
 * Old key → new key. A member was renamed if exactly one that went and one that came hold the same; where mappings with
 * one key are operations, also if what it holds stayed alike.
 */
export function findRenames(base: Mapping, head: Mapping, operations: boolean): Map<string, string> {
  const gone = [...base.members].filter(([key]) => !head.members.has(key));
  const came = [...head.members].filter(([key]) => !base.members.has(key));
  const [from] = gone;
  const [to] = came;
  if (!from || !to) return new Map();
  if (operations && base.members.size === 1 && head.members.size === 1) {
    return distance(from[1], to[1]) <= 1 ? new Map([[from[0], to[0]]]) : new Map();
  }
  const origins = solePerIdentity(gone);
  const renames = new Map<string, string>();
  for (const [identity, key] of solePerIdentity(came)) {
    const origin = origins.get(identity);
    if (origin !== undefined && key !== undefined) renames.set(origin, key);
  }
  return renames;
}

/** The key that holds an identity; undefined where several do, for then nobody can tell which became which. */
function solePerIdentity(members: readonly (readonly [string, Tree])[]): Map<number, string | undefined> {
  const keys = new Map<number, string | undefined>();
  for (const [key, { identity }] of members) keys.set(identity, keys.has(identity) ? undefined : key);
  return keys;
}
