/** `contains`; how often is among the bounds. */
import { own } from '../../keywords.ts';
import { blur } from '../effects.ts';
import { type Finding, inBase, inHead, type Pair, seenAs } from '../finding.ts';
import { inner } from '../view.ts';

export function checkContains(pair: Pair): Finding[] {
  const base = inner(pair.base, 'contains');
  const head = inner(pair.head, 'contains');
  if (base === undefined && head === undefined) return [];
  if (base === undefined)
    return [inHead(pair, 'contains-added', ['contains'], 'lists must contain a certain item now')];
  if (head === undefined) {
    return [inBase(pair, 'contains-removed', ['contains'], 'lists no longer have to contain a certain item')];
  }
  const findings = pair.compare(base, head);
  // With an upper bound on the matches, a wider schema may match too often.
  const counted = [pair.base, pair.head].some(({ constraints }) => own(constraints, 'maxContains') !== undefined);
  return counted ? seenAs(findings, blur) : [...findings];
}
