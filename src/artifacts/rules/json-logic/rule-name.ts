/** What a rule is called that is a part of a file: the key, or the `id`, by which the file tells it from the others. */
import { compileRead, pointerTokens, toPointer } from '../../../document/pointer.ts';

/** Keys that say which part of a rule something is, and of no rule which one. */
const roles = new Set('when if then condition conditions rule rules logic expression expr definition value'.split(' '));
const names = ['id', 'name', 'key'] as const;

/**
 * `velocity` of `/rules/velocity/when`. Names are the keys on the way beside which others stand that lead to something in
 * the same way, and the `id` or `name` of items of a list; of a file with a single rule the last key that is no role.
 * @param pointer leads to the rule in the whole file
 */
export function nameOfRule(file: unknown, pointer: string): string | undefined {
  const tokens = pointerTokens(pointer);
  const steps = tokens.map((token, depth) => ({
    token,
    holder: compileRead(toPointer(tokens.slice(0, depth)))(file),
    rest: toPointer(tokens.slice(depth + 1)),
  }));
  const found = steps.flatMap(({ token, holder, rest }) => {
    if (Array.isArray(holder)) return nameOfItem(holder[Number(token)]) ?? [];
    return !roles.has(token) && hasAlike(holder, token, rest) ? token : [];
  });
  if (found.length > 0) return found.join('.');
  return tokens.findLast((token) => !roles.has(token) && !/^\d+$/.test(token)) ?? tokens.at(-1);
}

function hasAlike(holder: unknown, token: string, rest: string): boolean {
  if (!isMapping(holder)) return false;
  const read = compileRead(rest);
  return Object.entries(holder).some(([key, other]) => key !== token && read(other) !== undefined);
}

function nameOfItem(item: unknown): string | undefined {
  if (!isMapping(item)) return undefined;
  return names.map((name) => item[name]).find((value) => typeof value === 'string' && value !== '') as
    | string
    | undefined;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
