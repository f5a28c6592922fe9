/** Attributes as OTLP/JSON writes them: a list of keys, each with a value that says its type. */
import { exactInteger } from '../../exact-integer.ts';
import { isObject } from '../payload.ts';

export type Attributes = ReadonlyMap<string, unknown>;

/** The objects in what should be a list of them. */
export function listIn(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(list)) return [];
  return list.every(isObject) ? list : list.filter(isObject);
}

export function attributesIn(list: unknown): Map<string, unknown> {
  const attributes = new Map<string, unknown>();
  if (!Array.isArray(list)) return attributes;
  for (const one of list) if (isObject(one)) attributes.set(String(one.key), anyValue(one.value));
  return attributes;
}

function anyValue(any: unknown): unknown {
  if (!isObject(any)) return undefined;
  if (any.stringValue !== undefined) return any.stringValue;
  const { intValue, arrayValue, kvlistValue } = any;
  // 64 bits are text in JSON.
  if (intValue !== undefined) return /^-?\d{1,20}$/.test(String(intValue)) ? exactInteger(String(intValue)) : undefined;
  if (isObject(arrayValue)) return listIn(arrayValue.values).map(anyValue);
  if (isObject(kvlistValue)) return Object.fromEntries(attributesIn(kvlistValue.values));
  return any.doubleValue ?? any.boolValue ?? any.bytesValue;
}
