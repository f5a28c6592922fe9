/** Values at the edges of what schemas say: one of them may be accepted by one schema and rejected by another. */
import { isObject, type JsonObject, strings } from '../keywords.ts';
import { descend, type Library, type Place } from '../library.ts';
import { asObject } from './occurrences.ts';
import { item, member, smallest, together } from './smallest.ts';
import { textFor } from './text-for.ts';

const LONGEST = 10_000;
/** One and more of every type. */
const PLAIN: readonly unknown[] = [null, true, false, 0, 1, -1, 0.5, '', 'a', [], {}];

/** `places`: what a value must match, or some of it. */
export function valuesAtEdges(library: Library, place: Place): unknown[] {
  const places = together(library, place);
  const small = smallest(library, place);
  const own = places.flatMap(({ schema }) => (isObject(schema) ? edgesOf(schema) : []));
  return [small, ...PLAIN, ...own, ...objects(library, places, small), ...lists(library, places, small)];
}

function edgesOf(schema: JsonObject): unknown[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, pattern, minLength, maxLength } = schema;
  const values: unknown[] = [];
  if (Array.isArray(schema.enum)) values.push(...schema.enum);
  if (Object.hasOwn(schema, 'const')) values.push(schema.const);
  for (const bound of [minimum, maximum, exclusiveMinimum, exclusiveMaximum]) {
    if (typeof bound === 'number') values.push(bound - 1, bound, bound + 1, bound - 0.5, bound + 0.5);
  }
  if (typeof multipleOf === 'number') values.push(multipleOf, 2 * multipleOf, 1.5 * multipleOf);
  if (typeof pattern === 'string') values.push(textFor(pattern) ?? '');
  for (const length of [minLength, maxLength]) {
    if (typeof length === 'number' && length <= LONGEST)
      values.push(...[length - 1, length, length + 1].map((count) => 'a'.repeat(Math.max(0, count))));
  }
  if (typeof schema.format === 'string') values.push(smallestOfFormat(schema));
  return values;
}

function smallestOfFormat({ format }: JsonObject): unknown {
  return format === 'date' ? '2000-01-01' : 'a';
}

function objects(library: Library, places: readonly Place[], small: unknown): unknown[] {
  const about = places.map(({ schema }) => asObject(schema));
  const names = new Set(
    about.flatMap((schema) => [
      ...strings(schema.required),
      ...Object.keys(asObject(schema.properties)),
      ...Object.keys(asObject(schema.patternProperties)).map((pattern) => textFor(pattern) ?? pattern),
      ...Object.entries(asObject(schema.dependentRequired)).flatMap(([name, needed]) => [name, ...strings(needed)]),
      ...Object.keys(asObject(schema.dependentSchemas)),
    ]),
  );
  const isAbout = names.size > 0 || isObject(small) || about.some(isAboutObjects);
  if (!isAbout) return [];
  const whole = asObject(small);
  const without = Object.keys(whole).map((name) =>
    Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name)),
  );
  const withOne = [...names].slice(0, 50).flatMap((name) => [
    { ...whole, [name]: member(library, places, name) },
    { ...whole, [name]: null },
  ]);
  const others = [null, 0, 'a', true, {}].map((value) => ({ ...whole, other: value }));
  const counts = about.flatMap(({ minProperties, maxProperties }) =>
    [minProperties, maxProperties].flatMap((bound) =>
      typeof bound === 'number' && bound <= 50 ? [bound - 1, bound, bound + 1] : [],
    ),
  );
  const filled = counts.map((count) => filledTo(whole, count));
  return [whole, ...without, ...withOne, ...others, ...filled];
}

const ABOUT_OBJECTS = [
  'additionalProperties',
  'minProperties',
  'maxProperties',
  'propertyNames',
  'unevaluatedProperties',
];

function isAboutObjects(schema: JsonObject): boolean {
  return ABOUT_OBJECTS.some((keyword) => Object.hasOwn(schema, keyword));
}

function filledTo(whole: JsonObject, count: number): JsonObject {
  const names = Object.keys(whole);
  const more = Array.from({ length: Math.max(0, count - names.length) }, (_, index) => [`p${index}`, null]);
  return { ...whole, ...Object.fromEntries(more) };
}

function lists(library: Library, places: readonly Place[], small: unknown): unknown[] {
  const about = places.map(({ schema }) => asObject(schema));
  if (!Array.isArray(small) && !about.some((schema) => Object.keys(schema).some((key) => /items|contains/i.test(key))))
    return [];
  const counts = about.flatMap(({ minItems, maxItems, prefixItems, items }) => [
    ...[minItems, maxItems].flatMap((bound) => (typeof bound === 'number' ? [bound - 1, bound, bound + 1] : [])),
    ...[prefixItems, items].flatMap((list) => (Array.isArray(list) ? [list.length, list.length + 1] : [])),
  ]);
  const wanted = [...new Set([1, 2, ...counts])].filter((count) => count >= 0 && count <= 100);
  const contained = places.flatMap((place) => descend(place, ['contains']) ?? [])[0];
  return wanted.flatMap((length) => {
    const items = Array.from({ length }, (_, index) => item(library, places, index));
    const alike = items.map(() => items[0]);
    return contained ? [items, alike, items.map(() => smallest(library, contained))] : [items, alike];
  });
}
