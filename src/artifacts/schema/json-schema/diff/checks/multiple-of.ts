/** `multipleOf`: the multiples of 10 are a part of the multiples of 5. */
import { own } from '../../keywords.ts';
import { isMultiple, isNumber } from '../../validate/json-values.ts';
import { became, type Finding, inBase, inHead, type Pair } from '../finding.ts';

export function checkMultipleOf(pair: Pair): Finding[] {
  const base = own(pair.base.constraints, 'multipleOf');
  const head = own(pair.head.constraints, 'multipleOf');
  if (base === head) return [];
  const message = became('multipleOf', base, head);
  if (!isNumber(head)) return [inBase(pair, 'multiple-of-loosened', ['multipleOf'], message)];
  if (!isNumber(base) || isMultiple(head, base)) {
    return [inHead(pair, 'multiple-of-tightened', ['multipleOf'], message)];
  }
  const change = isMultiple(base, head) ? 'multiple-of-loosened' : 'multiple-of-changed';
  return [inHead(pair, change, ['multipleOf'], message)];
}
