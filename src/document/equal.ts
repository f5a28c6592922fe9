/** Equality of values, as JSON has it and a little beyond: what is no JSON value is never taken for equal by mistake. */
import { isDeepStrictEqual } from 'node:util';

/**
 * Key order is no difference; NaN equals itself and -0 equals 0, which JSON and people write the same. An integer may be a
 * number or a bigint. Dates, sets, maps and the like are equal where their contents are.
 */
export function equal(a: unknown, b: unknown): boolean {
  return compare(a, b, false);
}

/** As `equal`, yet 0 and -0 are two values: what comes after may divide by them. */
export function identical(a: unknown, b: unknown): boolean {
  return compare(a, b, true);
}

function compare(a: unknown, b: unknown, isStrict: boolean): boolean {
  if (a === b) return !isStrict || a !== 0 || Object.is(a, b);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return Object.is(a, b) || isSameInteger(a, b);
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => compare(item, b[index], isStrict));
  }
  if (!isPlain(a) || !isPlain(b)) return isDeepStrictEqual(a, b);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && compare(member(a, key), member(b, key), isStrict));
}

/** 9007199254740992 and 9007199254740992n are written the same. */
function isSameInteger(a: unknown, b: unknown): boolean {
  if (typeof a === 'bigint') return typeof b === 'number' && Number.isInteger(b) && BigInt(b) === a;
  return typeof b === 'bigint' && isSameInteger(b, a);
}

/** Whether an object's own members are all that there is to it. From another realm it has another prototype. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

function member(value: object, key: string): unknown {
  return (value as Record<string, unknown>)[key];
}
