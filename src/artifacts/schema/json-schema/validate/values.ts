/** Keywords that judge a value by itself: its type, numbers, texts, and lists of allowed values. */
import { equal } from '../../../../document/equal.ts';
import { isObject, type JsonObject, own, strings } from '../keywords.ts';
import type { ToTest } from '../pattern.ts';
import { formatCheck } from './formats.ts';
import { isInteger, isMultiple, isNumber } from './json-values.ts';
import { type Check, fail } from './state.ts';

export const TYPES: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['array', Array.isArray],
  ['boolean', (value) => typeof value === 'boolean'],
  ['integer', isInteger],
  ['null', (value) => value === null],
  ['number', isNumber],
  ['object', isObject],
  ['string', (value) => typeof value === 'string'],
]);

export function typeCheck(schema: JsonObject): Check | undefined {
  const type = own(schema, 'type');
  const names = typeof type === 'string' ? [type] : strings(type);
  if (type === undefined || (names.length === 0 && !Array.isArray(type))) return undefined;
  const tests = names.flatMap((name) => TYPES.get(name) ?? []);
  // A name that is no type says nothing; where there is such a mistake, only a schema in force is judged by.
  if (tests.length === 0 && names.length > 0) return undefined;
  const message = `must be ${names.join(',')}`;
  const [only, ...more] = tests;
  if (only && more.length === 0) return (value, state) => only(value) || fail(state, message);
  return (value, state) => tests.some((test) => test(value)) || fail(state, message);
}

export function allowedChecks(schema: JsonObject): Check[] {
  const checks: Check[] = [];
  const listed = own(schema, 'enum');
  if (Array.isArray(listed)) {
    const texts = new Set<unknown>(listed.filter((value) => typeof value === 'string'));
    const others = listed.filter((value) => typeof value !== 'string');
    checks.push(
      (value, state) =>
        (typeof value === 'string' ? texts.has(value) : others.some((other) => equal(other, value))) ||
        fail(state, 'must be equal to one of the allowed values', listed),
    );
  }
  if (Object.hasOwn(schema, 'const')) {
    const constant = schema.const;
    checks.push((value, state) => equal(constant, value) || fail(state, 'must be equal to constant'));
  }
  return checks;
}

type Bound = number | bigint;

const BOUNDS: readonly (readonly [string, string, (value: Bound, bound: Bound) => boolean])[] = [
  ['maximum', '<=', (value, bound) => value <= bound],
  ['minimum', '>=', (value, bound) => value >= bound],
  ['exclusiveMaximum', '<', (value, bound) => value < bound],
  ['exclusiveMinimum', '>', (value, bound) => value > bound],
  ['multipleOf', 'multiple of', isMultiple],
];

/** For numbers only. */
export function numberChecks(schema: JsonObject): Check[] {
  return BOUNDS.flatMap(([keyword, words, holds]): Check[] => {
    const bound = own(schema, keyword);
    if (!isNumber(bound)) return [];
    const message = `must be ${words} ${bound}`;
    return [(value, state) => holds(value as Bound, bound) || fail(state, message)];
  });
}

/** For texts only. */
export function textChecks(schema: JsonObject, toTest: ToTest): Check[] {
  const { maxLength, minLength } = limits(schema, 'Length');
  const checks: Check[] = [];
  if (maxLength !== undefined) {
    const message = `must NOT have more than ${maxLength} characters`;
    // There are at most as many characters as UTF-16 units.
    checks.push(
      (value, state) =>
        (value as string).length <= maxLength || length(value as string) <= maxLength || fail(state, message),
    );
  }
  if (minLength !== undefined) {
    const message = `must NOT have fewer than ${minLength} characters`;
    checks.push((value, state) => length(value as string) >= minLength || fail(state, message));
  }
  const pattern = own(schema, 'pattern');
  const regExp = typeof pattern === 'string' ? toTest(pattern) : undefined;
  if (regExp) {
    const message = `must match pattern "${pattern}"`;
    checks.push((value, state) => regExp.test(value as string) || fail(state, message));
  }
  return checks;
}

/** For every value; a format says nothing about values of another type than its own. */
export function formatChecks(schema: JsonObject): Check[] {
  const format = own(schema, 'format');
  const test = typeof format === 'string' ? formatCheck(format) : undefined;
  if (!test) return [];
  const message = `must match format "${format}"`;
  return [(value, state) => test(value) || fail(state, message)];
}

/** `max…` and `min…` of something that is counted. */
export function limits<const Counted extends string>(
  schema: JsonObject,
  counted: Counted,
): { readonly [K in `${'max' | 'min'}${Counted}`]: number | undefined } {
  const read = (side: string) => {
    const limit = own(schema, `${side}${counted}`);
    return isNumber(limit) ? Number(limit) : undefined;
  };
  return { [`max${counted}`]: read('max'), [`min${counted}`]: read('min') } as ReturnType<typeof limits<Counted>>;
}

/** Characters, of which those beyond the basic plane take two units. */
function length(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0xd800 || unit > 0xdbff) continue;
    const next = text.charCodeAt(index + 1);
    if (next < 0xdc00 || next > 0xdfff) continue;
    count -= 1;
    index += 1;
  }
  return count;
}
