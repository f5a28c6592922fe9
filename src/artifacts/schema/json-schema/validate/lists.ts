/** Keywords that judge lists. */
import { type JsonObject, own } from '../keywords.ts';
import { canonical } from './json-values.ts';
import { type Check, fail, inside } from './state.ts';
import { limits } from './values.ts';

/** The check of a subschema, by its way there; `undefined` where there is none. */
export type Inner = (...tokens: readonly [string, ...string[]]) => { readonly check: Check } | undefined;

type Values = readonly unknown[];

/** For lists only. `marksContained`: what `contains` matches counts as evaluated. */
export function listChecks(schema: JsonObject, inner: Inner, marksContained: boolean): Check[] {
  return [...sizeChecks(schema), ...itemChecks(schema, inner), ...containsChecks(schema, inner, marksContained)];
}

function sizeChecks(schema: JsonObject): Check[] {
  const { maxItems, minItems } = limits(schema, 'Items');
  const checks: Check[] = [];
  if (maxItems !== undefined) {
    const message = `must NOT have more than ${maxItems} items`;
    checks.push((value, state) => (value as Values).length <= maxItems || fail(state, message));
  }
  if (minItems !== undefined) {
    const message = `must NOT have fewer than ${minItems} items`;
    checks.push((value, state) => (value as Values).length >= minItems || fail(state, message));
  }
  if (own(schema, 'uniqueItems') === true) {
    checks.push((value, state) => areUnique(value as Values) || fail(state, 'must NOT have duplicate items'));
  }
  return checks;
}

function areUnique(items: Values): boolean {
  if (items.length < 2) return true;
  return new Set(items.map(canonical)).size === items.length;
}

function itemChecks(schema: JsonObject, inner: Inner): Check[] {
  // Before 2020-12 a tuple stood in `items` and the rest in `additionalItems`.
  const [tuple, rest] = Array.isArray(own(schema, 'items'))
    ? (['items', 'additionalItems'] as const)
    : (['prefixItems', 'items'] as const);
  const list = own(schema, tuple);
  const length = Array.isArray(list) ? list.length : 0;
  const positions = Array.from({ length }, (_, index) => inner(tuple, String(index)));
  const others = inner(rest);
  if (length === 0 && !others) return [];
  const isClosed = own(schema, rest) === false;
  const check: Check = (value, state, seen) => {
    const items = value as Values;
    for (let index = 0; index < items.length; index++) {
      const judge = index < length ? positions[index] : others;
      if (!judge) continue;
      if (isClosed && index >= length) return fail(state, `must NOT have more than ${length} items`);
      if (!inside(judge.check, items[index], index, state)) return false;
    }
    if (seen) seen.upTo = Math.max(seen.upTo, others ? Number.POSITIVE_INFINITY : length);
    return true;
  };
  return [check];
}

function containsChecks(schema: JsonObject, inner: Inner, marks: boolean): Check[] {
  const contained = inner('contains');
  if (!contained) return [];
  const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = limits(schema, 'Contains');
  const few = `must contain at least ${minContains} valid item(s)`;
  const many = `${few} and no more than ${maxContains} valid item(s)`;
  const message = Number.isFinite(maxContains) ? many : few;
  return [
    (value, state, seen) => {
      const { deepest } = state;
      let count = 0;
      for (const [index, item] of (value as Values).entries()) {
        if (!inside(contained.check, item, index, state)) continue;
        count += 1;
        if (marks) seen?.indexes.add(index);
      }
      if (count >= minContains) state.deepest = deepest;
      return (count >= minContains && count <= maxContains) || fail(state, message);
    },
  ];
}

/** After all others of the same schema. */
export function unevaluatedItemsCheck(schema: JsonObject, inner: Inner): Check | undefined {
  const others = inner('unevaluatedItems');
  if (!others) return undefined;
  const isClosed = own(schema, 'unevaluatedItems') === false;
  return (value, state, seen) => {
    if (!seen) return true;
    const items = value as Values;
    for (let index = Math.min(seen.upTo, items.length); index < items.length; index++) {
      if (seen.indexes.has(index)) continue;
      if (isClosed) return fail(state, 'must NOT have unevaluated items');
      if (!inside(others.check, items[index], index, state)) return false;
    }
    seen.upTo = Number.POSITIVE_INFINITY;
    return true;
  };
}
