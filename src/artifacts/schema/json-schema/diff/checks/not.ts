/** `not`: what is newly accepted inside is newly rejected outside. */
import { swap } from '../effects.ts';
import { type Finding, inBase, inHead, type Pair, seenAs } from '../finding.ts';
import { inner } from '../view.ts';

export function checkNot(pair: Pair): Finding[] {
  const base = inner(pair.base, 'not');
  const head = inner(pair.head, 'not');
  if (base && head) return seenAs(pair.compare(base, head), swap);
  if (head) return [inHead(pair, 'not-added', ['not'], 'what matches this is rejected now')];
  return base ? [inBase(pair, 'not-removed', ['not'], 'what matches this is no longer rejected')] : [];
}
