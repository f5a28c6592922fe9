/** `contains`; how often is among the bounds. */
import { own } from '../../keywords.ts';
import { blur, type Effects, NONE } from '../effects.ts';
import { type Finding, inBase, inHead, type Pair, seenAs } from '../finding.ts';
import { inner, type View } from '../view.ts';

/** Where no item has to match and any number may, nobody can fail. */
function idle({ constraints }: View): Effects | undefined {
  const isIdle = own(constraints, 'minContains') === 0 && own(constraints, 'maxContains') === undefined;
  return isIdle ? NONE : undefined;
}

export function checkContains(pair: Pair): Finding[] {
  const base = inner(pair.base, 'contains');
  const head = inner(pair.head, 'contains');
  if (base === undefined && head === undefined) return [];
  if (base === undefined)
    return [inHead(pair, 'contains-added', ['contains'], 'lists must contain a certain item now', idle(pair.head))];
  if (head === undefined) {
    const message = 'lists no longer have to contain a certain item';
    return [inBase(pair, 'contains-removed', ['contains'], message, idle(pair.base))];
  }
  const findings = pair.compare(base, head);
  if (idle(pair.base) && idle(pair.head)) return seenAs(findings, () => NONE);
  // With an upper bound on the matches, a wider schema may match too often.
  const counted = [pair.base, pair.head].some(({ constraints }) => own(constraints, 'maxContains') !== undefined);
  return counted ? seenAs(findings, blur) : [...findings];
}
