/**
 * What a schema declares about one place of a document: all schemas that apply there, through `$ref`, `allOf`, `anyOf`,
 * `oneOf` and conditions, read together.
 */
import { isConditional, isObject, isSchema, own, strings } from './keywords.ts';
import { descend, keyOf, type Library, type Place, referencesOf } from './library.ts';

/** A schema that applies to a place. `sure`: to every document, not only in a branch. */
export interface Part {
  readonly place: Place;
  readonly sure: boolean;
}

export interface Shape {
  readonly properties: ReadonlyMap<string, readonly Part[]>;
  readonly patterns: readonly (readonly [pattern: RegExp, part: Part])[];
  /** For names that neither `properties` nor `patternProperties` of the same schema knows; only schemas that say something. */
  readonly additional: readonly Part[];
  readonly prefix: readonly (readonly Part[])[];
  readonly rest: readonly Part[];
  /** Every name in a `required`, branches included. */
  readonly mentioned: ReadonlySet<string>;
  /** Names that every object has to have. */
  readonly required: readonly string[];
  /** Nothing at all is said about the place: `true`, `{}`, or no schema. */
  readonly silent: boolean;
}

/** All schemas that apply where these do, themselves included. */
export function expand(library: Library, parts: readonly Part[]): Part[] {
  const expanded = new Map<string, Part>();
  const queue = [...parts];
  for (const part of queue) {
    const key = keyOf(part.place);
    const known = expanded.get(key);
    if (known && (known.sure || !part.sure)) continue;
    expanded.set(key, part);
    queue.push(...applied(library, part));
  }
  return [...expanded.values()];
}

export function shapeOf(library: Library, parts: readonly Part[]): Shape {
  const properties = new Map<string, Part[]>();
  const patterns: [RegExp, Part][] = [];
  const additional: Part[] = [];
  const prefix: Part[][] = [];
  const rest: Part[] = [];
  const mentioned = new Set<string>();
  const required = new Set<string>();
  let silent = true;
  for (const { place, sure } of expand(library, parts)) {
    const { schema } = place;
    if (!isObject(schema)) continue;
    if (Object.keys(schema).length > 0) silent = false;
    for (const [name, part] of members(library, place, 'properties', sure)) {
      properties.set(name, [...(properties.get(name) ?? []), part]);
    }
    for (const [pattern, part] of members(library, place, 'patternProperties', sure)) {
      patterns.push([new RegExp(pattern, 'u'), part]);
    }
    additional.push(
      ...single(library, place, ['additionalProperties'], sure),
      ...single(library, place, ['unevaluatedProperties'], sure),
    );
    const tuple = Array.isArray(schema.items) ? 'items' : 'prefixItems';
    const length = Array.isArray(schema[tuple]) ? schema[tuple].length : 0;
    for (let index = 0; index < length; index++) {
      prefix[index] = [...(prefix[index] ?? []), ...single(library, place, [tuple, String(index)], sure)];
    }
    rest.push(...single(library, place, [tuple === 'items' ? 'additionalItems' : 'items'], sure));
    rest.push(...single(library, place, ['unevaluatedItems'], sure));
    for (const name of strings(schema.required)) {
      mentioned.add(name);
      if (sure) required.add(name);
    }
  }
  return { properties, patterns, additional, prefix, rest, mentioned, required: [...required], silent };
}

/** The schemas for one property, in order of how directly they name it. */
export function partsOf(shape: Shape, name: string): readonly Part[] {
  const named = shape.properties.get(name) ?? [];
  const matched = shape.patterns.filter(([pattern]) => pattern.test(name)).map(([, part]) => part);
  return named.length + matched.length > 0 ? [...named, ...matched] : shape.additional;
}

/** Whether a property may be sent by this name: it is named, matched, required, or every name is described. */
export function declares(shape: Shape, name: string): boolean {
  return shape.mentioned.has(name) || partsOf(shape, name).length > 0;
}

const BRANCHES = ['anyOf', 'oneOf'] as const;
const CONDITIONS = ['if', 'then', 'else'] as const;

/** The schemas that apply to the same value as this one. What `not` says is no declaration. */
function applied(library: Library, { place, sure }: Part): Part[] {
  const { schema } = place;
  if (!isObject(schema)) return [];
  const parts = referencesOf(library, place).flatMap(({ target }) => (target ? [{ place: target, sure }] : []));
  for (const keyword of ['allOf', ...BRANCHES]) {
    const count = Array.isArray(schema[keyword]) ? schema[keyword].length : 0;
    const always = sure && keyword === 'allOf';
    for (let index = 0; index < count; index++) parts.push(...single(library, place, [keyword, String(index)], always));
  }
  for (const keyword of isConditional(schema) ? CONDITIONS : [])
    parts.push(...single(library, place, [keyword], false));
  for (const keyword of ['dependentSchemas', 'dependencies']) {
    parts.push(...members(library, place, keyword, false).map(([, part]) => part));
  }
  return parts;
}

type Tokens = readonly [keyword: string, ...rest: readonly string[]];

function single(library: Library, place: Place, [keyword, ...rest]: Tokens, sure: boolean): Part[] {
  const inner = descend(place, [keyword, ...rest]);
  return inner && isObject(inner.schema) ? [{ place: inner, sure }] : [];
}

function members(library: Library, place: Place, keyword: string, sure: boolean): [string, Part][] {
  const map = isObject(place.schema) ? own(place.schema, keyword) : undefined;
  if (!isObject(map)) return [];
  return Object.keys(map).flatMap((name) => {
    const inner = descend(place, [keyword, name]);
    // Assigning to `__proto__` would change the copy's prototype, not set a property.
    return inner && isSchema(inner.schema) && name !== '__proto__' ? [[name, { place: inner, sure }]] : [];
  });
}
