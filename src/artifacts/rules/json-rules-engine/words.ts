/** How rules of json-rules-engine are compared, and what an edit of them is about. */
import { isObject } from '../../../document/is-object.ts';
import { compileRead, pointerTokens, toPointer } from '../../../document/pointer.ts';
import type { Grammar } from '../../diff/grammar.ts';
import type { ValueChange } from '../../diff/value-change.ts';

/** Conditions and rules are alike where they share most. */
export const grammar: Grammar = {};

/** `velocity, amount`: the rule by its name or its event, and the fact of the innermost condition. */
export function subjectOf(root: unknown, { pointer }: ValueChange): string | undefined {
  const tokens = pointerTokens(pointer);
  let rule: string | undefined;
  let fact: string | undefined;
  for (let depth = 0; depth < tokens.length; depth += 1) {
    const node = compileRead(toPointer(tokens.slice(0, depth)))(root);
    if (!isObject(node)) continue;
    if ('conditions' in node) rule = nameOf(node);
    if (typeof node.fact === 'string') fact = typeof node.path === 'string' ? `${node.fact} ${node.path}` : node.fact;
  }
  const parts = [rule, fact].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
}

function nameOf(rule: Readonly<Record<string, unknown>>): string | undefined {
  const { name, event } = rule;
  if (typeof name === 'string') return name;
  return isObject(event) && typeof event.type === 'string' ? event.type : undefined;
}
