/** What a JSONLogic rule reads and answers, without evaluating it: enough to find the traffic that it is meant for. */

import { isObject } from '../../../document/is-object.ts';

/** Operators whose second argument sees the items of a list instead of the document. */
const iterators: ReadonlySet<string> = new Set(['map', 'filter', 'reduce', 'all', 'some', 'none', 'find']);

/** True for what one of these operations is, if it reads anything at all: other files too have a single key. */
export function looksLikeRule(value: unknown, operators: ReadonlySet<string>): boolean {
  const operation = operationOf(value);
  return operation !== undefined && operators.has(operation.operator) && readsOf(value).length > 0;
}

/** Distinct paths into the document, each as its parts: `["params", "limit"]`. */
export function readsOf(rule: unknown): string[][] {
  const found = new Map<string, string[]>();
  const pending = [rule];
  // The list grows while it is walked.
  for (const value of pending) {
    if (Array.isArray(value)) pending.push(...value);
    else if (isObject(value)) visit(value);
  }
  return [...found.values()];

  function visit(value: object): void {
    const operation = operationOf(value);
    // An object with several keys is data; what stands in it is not evaluated.
    if (!operation) return;
    const { operator, operands } = operation;
    if (operator === 'var') add(operands[0], '.');
    else if (operator === 'val') add(operands, '.');
    else if (operator === 'missing') for (const path of operands.flat()) add(path, '.');
    if (operator === 'var' || operator === 'val') pending.push(...operands.slice(1));
    else if (operator === 'eachKey' && isObject(operands[0])) pending.push(...Object.values(operands[0]));
    else if (iterators.has(operator)) pending.push(operands[0], ...operands.slice(2));
    else pending.push(...operands);
  }

  function add(path: unknown, separator: string): void {
    const parts = Array.isArray(path) ? path.map(String) : typeof path === 'string' ? path.split(separator) : [];
    if (parts.length > 0 && parts[0] !== '') found.set(parts.join('\u0000'), parts);
  }
}

/** The literal results that a rule can end with: what `if` and its like choose from. */
export function literalResults(rule: unknown): unknown[] {
  const operation = operationOf(rule);
  if (!operation) return [rule];
  const { operator, operands } = operation;
  if (operator === 'if' || operator === '?:') {
    const results = operands.filter((_, index) => index % 2 === 1 || index === operands.length - 1);
    return results.flatMap(literalResults);
  }
  if (['==', '===', '!=', '!==', '<', '<=', '>', '>=', '!', '!!', 'in', 'some', 'all', 'none'].includes(operator)) {
    return [true, false];
  }
  return ['+', '-', '*', '/', '%', 'min', 'max'].includes(operator) ? [0] : [];
}

/** An object with exactly one key; its argument as a list. */
function operationOf(value: unknown): { operator: string; operands: readonly unknown[] } | undefined {
  if (!isObject(value)) return undefined;
  const [operation, another] = Object.entries(value);
  if (!operation || another) return undefined;
  const [operator, argument] = operation;
  return { operator, operands: Array.isArray(argument) ? argument : [argument] };
}
