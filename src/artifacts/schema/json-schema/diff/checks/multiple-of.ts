/** `multipleOf`: the multiples of 10 are a part of the multiples of 5, and every whole number is a multiple of 1. */
import { own } from '../../keywords.ts';
import { isMultiple, isNumber } from '../../validate/json-values.ts';
import { NONE } from '../effects.ts';
import { became, type Finding, inBase, inHead, type Pair } from '../finding.ts';
import { typesOf } from './type.ts';

export function checkMultipleOf(pair: Pair): Finding[] {
  const base = own(pair.base.constraints, 'multipleOf');
  const head = own(pair.head.constraints, 'multipleOf');
  if (base === head) return [];
  const message = became('multipleOf', base, head);
  const isWhole = [pair.base, pair.head].every((view) => typesOf(view).join() === 'integer');
  if (
    isWhole &&
    [base, head].every((divisor) => divisor === undefined || (isNumber(divisor) && isMultiple(1, divisor)))
  ) {
    if (head === undefined) return [inBase(pair, 'multiple-of-loosened', ['multipleOf'], message, NONE)];
    return [inHead(pair, 'multiple-of-tightened', ['multipleOf'], message, NONE)];
  }
  if (!isNumber(head)) return [inBase(pair, 'multiple-of-loosened', ['multipleOf'], message)];
  if (!isNumber(base) || isMultiple(head, base)) {
    return [inHead(pair, 'multiple-of-tightened', ['multipleOf'], message)];
  }
  const change = isMultiple(base, head) ? 'multiple-of-loosened' : 'multiple-of-changed';
  return [inHead(pair, change, ['multipleOf'], message)];
}
