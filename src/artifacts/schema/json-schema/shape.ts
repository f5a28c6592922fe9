/**
 * What a schema declares about one place of a document: all schemas that apply there, through `$ref`, `allOf`, `anyOf`,
 * `oneOf` and conditions, read together.
 */
import { isConditional, isObject, isSchema, own, strings } from './keywords.ts';
import { descend, keyOf, type Library, type Place, referencesOf } from './library.ts';
import { toRegExp } from './pattern.ts';

/** A schema that applies to a place. `sure`: to every document, not only in a branch. */
export interface Part {
  readonly place: Place;
  readonly sure: boolean;
}

export interface Shape {
  readonly properties: ReadonlyMap<string, readonly Part[]>;
  /** What each schema says of members and of items; what one says hides nothing of the others. */
  readonly schemas: readonly Local[];
  /** What is left for members and items of which no schema says anything. */
  readonly unevaluatedMembers: readonly Part[];
  readonly unevaluatedItems: readonly Part[];
  /** Every pattern for names, once. */
  readonly patterns: readonly RegExp[];
  /** So many positions have a schema of their own somewhere. */
  readonly positions: number;
  /** Every name in a `required`, branches included. */
  readonly mentioned: ReadonlySet<string>;
  /** Names that every object has to have. */
  readonly required: readonly string[];
  /** Nothing at all is said about the place: `true`, `{}`, or no schema. */
  readonly silent: boolean;
}

interface Local {
  readonly properties: ReadonlyMap<string, Part>;
  readonly patterns: readonly (readonly [pattern: RegExp, part: Part])[];
  /** For names that neither of these knows; only a schema that says something. */
  readonly additional: readonly Part[];
  readonly prefix: readonly (readonly Part[])[];
  readonly rest: readonly Part[];
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
  const applying = expand(library, parts);
  const objects = applying.filter(({ place }) => isObject(place.schema));
  const schemas = objects.map(localOf);
  const properties = new Map<string, Part[]>();
  for (const [name, part] of schemas.flatMap((local) => [...local.properties])) {
    properties.set(name, [...(properties.get(name) ?? []), part]);
  }
  const patterns = new Map(schemas.flatMap((local) => local.patterns.map(([pattern]) => [pattern.source, pattern])));
  const requiring = objects.map(({ place, sure }) => ({ names: requiredBy(place), sure }));
  return {
    properties,
    schemas,
    unevaluatedMembers: objects.flatMap((part) => single(part, ['unevaluatedProperties'])),
    unevaluatedItems: objects.flatMap((part) => single(part, ['unevaluatedItems'])),
    patterns: [...patterns.values()],
    positions: Math.max(0, ...schemas.map(({ prefix }) => prefix.length)),
    mentioned: new Set(requiring.flatMap(({ names }) => names)),
    required: [...new Set(requiring.flatMap(({ names, sure }) => (sure ? names : [])))],
    silent: objects.every(({ place }) => keysOf(place).length === 0),
  };
}

function localOf(part: Part): Local {
  const { schema } = part.place;
  const items = isObject(schema) ? schema.items : undefined;
  const [tuple, rest] = Array.isArray(items)
    ? (['items', 'additionalItems'] as const)
    : (['prefixItems', 'items'] as const);
  const list = isObject(schema) ? schema[tuple] : undefined;
  return {
    properties: new Map(members(part, 'properties')),
    patterns: members(part, 'patternProperties').flatMap(([pattern, inner]) => {
      const regExp = toRegExp(pattern);
      return regExp ? [[regExp, inner] as const] : [];
    }),
    additional: single(part, ['additionalProperties']),
    prefix: Array.isArray(list) ? list.map((_, index) => single(part, [tuple, String(index)])) : [],
    rest: single(part, [rest]),
  };
}

function requiredBy({ schema }: Place): string[] {
  return isObject(schema) ? strings(schema.required) : [];
}

function keysOf({ schema }: Place): string[] {
  return isObject(schema) ? Object.keys(schema) : [];
}

/** The schemas for one property. */
export function partsOf(shape: Shape, name: string): readonly Part[] {
  const found = shape.schemas.flatMap(({ properties, patterns, additional }) => {
    const named = properties.get(name);
    const matched = patterns.filter(([pattern]) => pattern.test(name)).map(([, part]) => part);
    return named || matched.length > 0 ? [...(named ? [named] : []), ...matched] : additional;
  });
  return found.length > 0 ? found : shape.unevaluatedMembers;
}

/** The schemas for the item at a position; past the last that has one of its own, those for the rest. */
export function itemParts(shape: Shape, index: number): readonly Part[] {
  const found = shape.schemas.flatMap(({ prefix, rest }) => prefix[index] ?? rest);
  return found.length > 0 ? found : shape.unevaluatedItems;
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
    for (let index = 0; index < count; index++)
      parts.push(...single({ place, sure: always }, [keyword, String(index)]));
  }
  for (const keyword of isConditional(schema) ? CONDITIONS : [])
    parts.push(...single({ place, sure: false }, [keyword]));
  for (const keyword of ['dependentSchemas', 'dependencies']) {
    parts.push(...members({ place, sure: false }, keyword).map(([, part]) => part));
  }
  return parts;
}

type Tokens = readonly [keyword: string, ...rest: readonly string[]];

function single({ place, sure }: Part, tokens: Tokens): Part[] {
  const inner = descend(place, tokens);
  return inner && isObject(inner.schema) ? [{ place: inner, sure }] : [];
}

function members({ place, sure }: Part, keyword: string): [string, Part][] {
  const map = isObject(place.schema) ? own(place.schema, keyword) : undefined;
  if (!isObject(map)) return [];
  return Object.keys(map).flatMap((name) => {
    const inner = descend(place, [keyword, name]);
    // Assigning to `__proto__` would change the copy's prototype, not set a property.
    return inner && isSchema(inner.schema) && name !== '__proto__' ? [[name, { place: inner, sure }]] : [];
  });
}
