/** Checks of the keywords that ask other schemas about the same value: `not`, `anyOf`, `oneOf`, `allOf`, `if`. */
import { type JsonObject, own } from '../keywords.ts';
import type { Inner } from './lists.ts';
import { type Cell, type Check, fail, Seen, type State, through } from './state.ts';

export function combinatorChecks(schema: JsonObject, inner: Inner): Check[] {
  const branches = (keyword: string) => {
    const list = own(schema, keyword);
    return Array.isArray(list) ? list.flatMap((_, index) => inner(keyword, String(index)) ?? []) : [];
  };
  const checks: Check[] = [];
  const not = inner('not');
  if (not) {
    checks.push((value, state) => {
      const { deepest } = state;
      const matches = not.check(value, state, undefined);
      state.deepest = deepest;
      return !matches || fail(state, 'must NOT be valid');
    });
  }
  const any = branches('anyOf');
  if (Array.isArray(own(schema, 'anyOf'))) {
    checks.push((value, state, seen) => {
      const matches = matching(any, value, state, seen, seen ? any.length : 1);
      return matches > 0 || fail(state, 'must match a schema in anyOf');
    });
  }
  const one = branches('oneOf');
  if (Array.isArray(own(schema, 'oneOf'))) {
    checks.push((value, state, seen) => {
      return matching(one, value, state, seen, 2) === 1 || fail(state, 'must match exactly one schema in oneOf');
    });
  }
  for (const all of branches('allOf')) checks.push(through(all));
  return [...checks, ...conditionChecks(inner)];
}

/** How many branches match, counted up to a number that is enough to know. */
function matching(
  branches: readonly Cell[],
  value: unknown,
  state: State,
  seen: Seen | undefined,
  enough: number,
): number {
  const { deepest } = state;
  let count = 0;
  for (const branch of branches) {
    const mine = seen && new Seen();
    if (!branch.check(value, state, mine)) continue;
    if (mine) seen?.add(mine);
    count += 1;
    if (count >= enough) break;
  }
  // Where one branch matches, nothing is wrong with what the others found.
  if (count > 0) state.deepest = deepest;
  return count;
}

function conditionChecks(inner: Inner): Check[] {
  const condition = inner('if');
  if (!condition) return [];
  const met = inner('then');
  const unmet = inner('else');
  return [
    (value, state, seen) => {
      if (!met && !unmet && !seen) return true;
      const mine = seen && new Seen();
      const { deepest } = state;
      const holds = condition.check(value, state, mine);
      state.deepest = deepest;
      if (holds && mine) seen?.add(mine);
      const branch = holds ? met : unmet;
      return !branch || branch.check(value, state, seen);
    },
  ];
}
