/** What flags share: targeting under `$evaluators`, which they refer to by `{"$ref": name}`. */
import { isObject } from '../../../document/is-object.ts';
import type { Artifact } from '../../artifact.ts';
import { parseArtifact, parseWhole } from '../../parse.ts';

/** Those that the flag refers to, directly or not, by their names; undefined for none, and for a whole file. */
export function evaluatorsOf(artifact: Artifact): Readonly<Record<string, unknown>> | undefined {
  if (artifact.pointer === undefined) return undefined;
  const root = parseWhole(artifact).value;
  const all = isObject(root) && isObject(root.$evaluators) ? root.$evaluators : {};
  const found = new Map<string, unknown>();
  const pending: unknown[] = [parseArtifact(artifact).value];
  // The list grows while it is walked.
  for (const value of pending) {
    if (typeof value !== 'object' || value === null) continue;
    const name = '$ref' in value ? value.$ref : undefined;
    if (typeof name === 'string' && Object.hasOwn(all, name) && !found.has(name)) {
      found.set(name, all[name]);
      pending.push(all[name]);
    }
    pending.push(...Object.values(value));
  }
  return found.size === 0 ? undefined : Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
