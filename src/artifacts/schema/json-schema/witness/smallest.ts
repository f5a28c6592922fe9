/** A small document that a schema is likely to accept. It decides nothing: whoever asks has it validated. */
import { isObject, type JsonObject, strings } from '../keywords.ts';
import { descend, type Library, type Place, referencesOf } from '../library.ts';
import { oncePer } from '../once-per.ts';
import { textFor } from './text-for.ts';

/** Deeper than this a document is not small. */
const DEEPEST = 8;
const LONGEST = 1_000;

/** What a value of a format looks like. */
const FORMATS: Readonly<Record<string, string>> = {
  date: '2000-01-01',
  'date-time': '2000-01-01T00:00:00Z',
  time: '00:00:00Z',
  duration: 'P1D',
  email: 'a@b.cd',
  hostname: 'a',
  ipv4: '0.0.0.0',
  ipv6: '::',
  uri: 'a:b',
  uuid: '00000000-0000-0000-0000-000000000000',
  'json-pointer': '',
  regex: '',
};

/** The schema itself and those that its documents must match with it: by reference, in `allOf`, and the first of a choice. */
export function together(library: Library, place: Place): readonly Place[] {
  const found = new Set<unknown>();
  const queue = [place];
  for (const one of queue) {
    if (!isObject(one.schema) || found.has(one.schema)) continue;
    found.add(one.schema);
    for (const { target } of referencesOf(library, one)) if (target) queue.push(target);
    for (const [keyword, most] of CHOICES) {
      const schemas = one.schema[keyword];
      const count = Array.isArray(schemas) ? Math.min(schemas.length, most) : 0;
      for (let index = 0; index < count; index += 1) queue.push(...listed(one, keyword, index));
    }
  }
  return queue.filter(
    ({ schema }, index) => isObject(schema) && queue.findIndex((one) => one.schema === schema) === index,
  );
}

const CHOICES = [
  ['allOf', Number.POSITIVE_INFINITY],
  ['anyOf', 1],
  ['oneOf', 1],
] as const;

function listed(place: Place, keyword: string, index: number): Place[] {
  const found = descend(place, [keyword, `${index}`]);
  return found ? [found] : [];
}

export function smallest(library: Library, place: Place, depth = 0): unknown {
  const known = smallestOfSchema(library);
  const { schema } = place;
  if (!isObject(schema)) return null;
  if (known.has(schema)) return known.get(schema);
  // What a schema requires of itself has no end: nothing stands there.
  known.set(schema, null);
  const value = make(library, place, depth);
  known.set(schema, value);
  return value;
}

const smallestOfSchema = oncePer((_library: Library) => new WeakMap<JsonObject, unknown>());

function make(library: Library, place: Place, depth: number): unknown {
  const places = together(library, place);
  const schemas = places.map(({ schema }) => schema).filter(isObject) as JsonObject[];
  for (const schema of schemas) {
    if (Object.hasOwn(schema, 'const')) return schema.const;
    if (Array.isArray(schema.enum)) return schema.enum[0];
  }
  switch (typeOf(schemas)) {
    case 'object':
      return smallestObject(library, places, depth);
    case 'array':
      return smallestList(library, places, depth);
    case 'string':
      return smallestText(schemas);
    case 'integer':
    case 'number':
      return smallestNumber(schemas);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

const TOLD: readonly (readonly [type: string, keywords: readonly string[]])[] = [
  ['object', ['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties', 'maxProperties']],
  ['array', ['items', 'prefixItems', 'minItems', 'maxItems', 'contains', 'uniqueItems']],
  ['string', ['pattern', 'minLength', 'maxLength', 'format']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

function typeOf(schemas: readonly JsonObject[]): string | undefined {
  const types = schemas.flatMap(({ type }) => (type === undefined ? [] : [Array.isArray(type) ? type : [type]]));
  const shared = types.reduce((common, next) => common.filter((type) => next.includes(type)), types[0] ?? []);
  const told = TOLD.find(([, keywords]) =>
    schemas.some((schema) => keywords.some((key) => Object.hasOwn(schema, key))),
  );
  return shared.find((type) => type === told?.[0]) ?? shared[0] ?? told?.[0];
}

function smallestObject(library: Library, places: readonly Place[], depth: number): JsonObject {
  const required = places.flatMap(({ schema }) => (isObject(schema) ? strings(schema.required) : []));
  const members = [...new Set(required)].map((name) => [name, member(library, places, name, depth)]);
  return Object.fromEntries(members);
}

/** What may stand at a property. */
export function member(library: Library, places: readonly Place[], name: string, depth = 0): unknown {
  const own = places.flatMap((place) => descend(place, ['properties', name]) ?? [])[0];
  const other = places.flatMap((place) => descend(place, ['additionalProperties']) ?? [])[0];
  const place = own ?? other;
  return place && depth < DEEPEST ? smallest(library, place, depth + 1) : null;
}

function smallestList(library: Library, places: readonly Place[], depth: number): unknown[] {
  const length = Math.min(20, largestOf(places.map(({ schema }) => (schema as JsonObject).minItems)) ?? 0);
  const contains = places.flatMap((place) => descend(place, ['contains']) ?? [])[0];
  const items = Array.from({ length }, (_, index) => item(library, places, index, depth));
  return contains && depth < DEEPEST ? [smallest(library, contains, depth + 1), ...items.slice(1)] : items;
}

/** What may stand in a list. */
export function item(library: Library, places: readonly Place[], index: number, depth = 0): unknown {
  const ways = [['prefixItems', `${index}`], ['items', `${index}`], ['items'], ['additionalItems']];
  for (const way of ways) {
    const place = places.flatMap((one) => descend(one, way) ?? []).find(({ schema }) => !Array.isArray(schema));
    if (place && depth < DEEPEST) return smallest(library, place, depth + 1);
  }
  return index;
}

function smallestText(schemas: readonly JsonObject[]): string {
  for (const { pattern, format } of schemas) {
    if (typeof pattern === 'string') return textFor(pattern) ?? '';
    if (typeof format === 'string' && Object.hasOwn(FORMATS, format)) return FORMATS[format] ?? '';
  }
  return 'a'.repeat(Math.min(LONGEST, largestOf(schemas.map(({ minLength }) => minLength)) ?? 0));
}

function smallestNumber(schemas: readonly JsonObject[]): number {
  const least = largestOf(schemas.map(({ minimum }) => minimum));
  const above = largestOf(schemas.map(({ exclusiveMinimum }) => exclusiveMinimum));
  const most = smallestOf(schemas.map(({ maximum }) => maximum));
  const below = smallestOf(schemas.map(({ exclusiveMaximum }) => exclusiveMaximum));
  const from = Math.max(least ?? Number.NEGATIVE_INFINITY, above === undefined ? Number.NEGATIVE_INFINITY : above + 1);
  const to = Math.min(most ?? Number.POSITIVE_INFINITY, below === undefined ? Number.POSITIVE_INFINITY : below - 1);
  const step = largestOf(schemas.map(({ multipleOf }) => multipleOf)) ?? 1;
  if (from <= 0 && to >= 0) return 0;
  return from > 0 ? Math.ceil(from / step) * step : Math.floor(to / step) * step;
}

function largestOf(values: readonly unknown[]): number | undefined {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

function smallestOf(values: readonly unknown[]): number | undefined {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}
