/** `multipleOf`: the multiples of 10 are a part of the multiples of 5. */
import { own } from '../../keywords.ts';
import { became, type Finding, inBase, inHead, type Pair } from '../finding.ts';

export function checkMultipleOf(pair: Pair): Finding[] {
  const base = own(pair.base.constraints, 'multipleOf');
  const head = own(pair.head.constraints, 'multipleOf');
  if (base === head) return [];
  const message = became('multipleOf', base, head);
  if (typeof head !== 'number') return [inBase(pair, 'multiple-of-loosened', ['multipleOf'], message)];
  if (typeof base !== 'number' || divides(base, head)) {
    return [inHead(pair, 'multiple-of-tightened', ['multipleOf'], message)];
  }
  const change = divides(head, base) ? 'multiple-of-loosened' : 'multiple-of-changed';
  return [inHead(pair, change, ['multipleOf'], message)];
}

/** Decimals such as 0.1 are no exact binary fractions, hence the tolerance. */
function divides(part: number, whole: number): boolean {
  const ratio = whole / part;
  return Math.abs(ratio - Math.round(ratio)) < 1e-9;
}
