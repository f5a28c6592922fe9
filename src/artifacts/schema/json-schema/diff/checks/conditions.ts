/** `if`, `then` and `else`. */
import { isConditional, isObject, own } from '../../keywords.ts';
import { blur, type Effects, NONE } from '../effects.ts';
import { type Finding, inBase, inHead, type Pair, seenAs } from '../finding.ts';
import { inner, type View } from '../view.ts';
import { compareRest } from './rest.ts';

const BRANCHES = [
  { keyword: 'then', closed: 'then-closed', opened: 'then-opened', narrowed: 'then-narrowed', widened: 'then-widened' },
  { keyword: 'else', closed: 'else-closed', opened: 'else-opened', narrowed: 'else-narrowed', widened: 'else-widened' },
] as const;

export function checkConditions(pair: Pair): Finding[] {
  const base = isConditional(pair.base.constraints);
  const head = isConditional(pair.head.constraints);
  if (!base && !head) return [];
  if (!base) return [inHead(pair, 'condition-added', ['if'], 'a condition was added', effectsOf(pair.head))];
  if (!head) return [inBase(pair, 'condition-removed', ['if'], 'a condition was removed', effectsOf(pair.base))];
  const condition = pair.compare(inner(pair.base, 'if'), inner(pair.head, 'if'));
  const branches = BRANCHES.flatMap(({ keyword, ...kinds }) => {
    const before = { tokens: [keyword], place: inner(pair.base, keyword) };
    return compareRest(pair, kinds, before, { tokens: [keyword], place: inner(pair.head, keyword) });
  });
  return [...seenAs(condition, blur), ...branches];
}

/** None where neither branch rejects anything, else as is usual. */
function effectsOf({ constraints }: View): Effects | undefined {
  const isOpen = BRANCHES.every(({ keyword }) => {
    const branch = own(constraints, keyword);
    return branch === undefined || branch === true || (isObject(branch) && Object.keys(branch).length === 0);
  });
  return isOpen ? NONE : undefined;
}
