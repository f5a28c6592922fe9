/** Which keywords hold schemas, and in what form. Everything that walks a schema asks here. */

import { isObject } from '../../../document/is-object.ts';

export { isObject };

export type JsonObject = { readonly [key: string]: unknown };

export function isSchema(value: unknown): value is JsonObject | boolean {
  return typeof value === 'boolean' || isObject(value);
}

const SINGLE: readonly string[] = [
  'additionalItems',
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
];
const LISTS: readonly string[] = ['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems'];
/** Keywords that hold a schema or a list of them. */
export const SINGLE_AND_LISTS: readonly string[] = [...SINGLE, ...LISTS];
/** Keywords whose value is data: a `$ref` in there is text. */
export const DATA: readonly string[] = ['const', 'default', 'enum', 'examples'];
/** Keywords whose schemas count only where something refers to them. */
export const DEFINITIONS: readonly string[] = ['$defs', 'definitions'];
/** Keywords that hold schemas by name. */
export const MAPS: readonly string[] = [
  '$defs',
  'definitions',
  'dependencies',
  'dependentSchemas',
  'patternProperties',
  'properties',
];

/** Keywords by which another schema must match, too. */
export const CONJUNCTIONS: readonly string[] = ['allOf', '$ref', '$dynamicRef', '$recursiveRef'];
/** Keywords that accept or reject values, or have a part in it. */
export const CONSTRAINTS: ReadonlySet<string> = new Set([
  ...CONJUNCTIONS,
  ...['$dynamicAnchor', '$recursiveAnchor'],
  ...['additionalItems', 'additionalProperties', 'anyOf', 'const', 'contains', 'dependencies', 'dependentRequired'],
  ...['dependentSchemas', 'else', 'enum', 'exclusiveMaximum', 'exclusiveMinimum', 'format', 'if', 'items'],
  ...['maxContains', 'maxItems', 'maxLength', 'maxProperties', 'maximum', 'minContains', 'minItems', 'minLength'],
  ...['minProperties', 'minimum', 'multipleOf', 'not', 'nullable', 'oneOf', 'pattern', 'patternProperties'],
  ...['prefixItems', 'properties', 'propertyNames', 'required', 'then', 'type', 'unevaluatedItems'],
  ...['unevaluatedProperties', 'uniqueItems'],
]);

/** The places of the subschemas directly below a schema, as tokens of a JSON Pointer. */
export function subschemas(schema: JsonObject): (readonly string[])[] {
  const places: (readonly string[])[] = [];
  for (const keyword of SINGLE) {
    if (isSchema(own(schema, keyword))) places.push([keyword]);
  }
  for (const keyword of LISTS) {
    const list = own(schema, keyword);
    if (!Array.isArray(list)) continue;
    for (const [index, item] of list.entries()) if (isSchema(item)) places.push([keyword, String(index)]);
  }
  for (const keyword of MAPS) {
    const map = own(schema, keyword);
    if (!isObject(map)) continue;
    for (const name of Object.keys(map)) if (isSchema(map[name])) places.push([keyword, name]);
  }
  return places;
}

/** Without `if` the other two say nothing, and without them `if` doesn't. */
export function isConditional(schema: JsonObject): boolean {
  return isSchema(own(schema, 'if')) && ['then', 'else'].some((keyword) => isSchema(own(schema, keyword)));
}

/** A member of an object that is its own, never one of Object.prototype. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The strings of a list; empty for anything else. */
export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
