/** Which facts rules can ask for, in their conditions or as what these are compared with. */
import { isObject } from '../../../document/is-object.ts';
import type { Rules } from './read.ts';

/** Names of the document's own members; of each all that stands there. */
export function factsRead(rules: Rules): readonly string[] {
  // The library takes no document that has a member without a name.
  const names = new Set(['']);
  const pending: unknown[] = [rules.rules, rules.conditions];
  // The list grows while it is walked.
  for (const value of pending) {
    if (typeof value !== 'object' || value === null) continue;
    if (isObject(value) && typeof value.fact === 'string') names.add(value.fact);
    pending.push(...Object.values(value));
  }
  return [...names];
}
