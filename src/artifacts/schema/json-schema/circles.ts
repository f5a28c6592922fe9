/**
 * References that lead back to their own schema while still judging the same value: whoever meets one judges without end.
 * Those behind an alternative, a condition or a dependency are met by some values only, and are no circles here.
 */
import { DEFINITIONS, isConditional, isObject, isSchema, own, subschemas } from './keywords.ts';
import {
  descend,
  keyOf,
  type Library,
  type Place,
  placesFromRoot,
  type Reference,
  reachablePlaces,
  referencesOf,
} from './library.ts';
import { oncePer } from './once-per.ts';
import { withoutDeadEnds } from './without-dead-ends.ts';

/** Every `$ref` in a circle that any value must meet, in the order of the schema. Definitions that nothing uses don't count. */
export const circularReferences: (library: Library) => readonly Reference[] = oncePer((library) => {
  // Most schemas have no circle at all, be it among definitions that nothing uses.
  if (withoutDeadEnds(waysAmong(library, reachablePlaces(library))).size === 0) return [];
  const places = judgingPlaces(library);
  const names = waysAmong(library, places);
  const leadingIn = withoutDeadEnds(names);
  const circular = withoutDeadEnds(reversed(names, leadingIn));
  return places
    .flatMap((place) => plainReferences(library, place))
    .filter(({ place, target }) => target && circular.has(keyOf(place)) && circular.has(keyOf(target)));
});

function waysAmong(library: Library, places: readonly Place[]): ReadonlyMap<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>();
  for (const place of places) {
    const met = metBySameValue(library, place);
    if (met.length > 0) ways.set(keyOf(place), met.map(keyOf));
  }
  return ways;
}

/** Every schema that some value may be judged by, the root first. */
function judgingPlaces(library: Library): readonly Place[] {
  return placesFromRoot(library, (place, schema) =>
    subschemas(schema).flatMap((tokens) => {
      const inner = DEFINITIONS.includes(tokens[0] ?? '') ? undefined : descend(place, tokens);
      return inner ? [inner] : [];
    }),
  );
}

/** The schemas that judge the same value as this one, whatever the value is. */
function metBySameValue(library: Library, place: Place): Place[] {
  const { schema } = place;
  if (!isObject(schema)) return [];
  const always = ALWAYS.flatMap(([keyword, count]) => {
    const value = own(schema, keyword);
    if (keyword === 'if' && !isConditional(schema)) return [];
    if (!Array.isArray(value)) return isSchema(value) && count === 0 ? [[keyword]] : [];
    return value.slice(0, count).flatMap((item, index) => (isSchema(item) ? [[keyword, String(index)]] : []));
  });
  return [
    ...plainReferences(library, place).flatMap(({ target }) => target ?? []),
    ...always.flatMap((tokens) => descend(place, tokens) ?? []),
  ];
}

/** Keywords whose schemas judge the same value, and how many of their list every value meets; 0 for those that hold one. */
const ALWAYS: readonly (readonly [keyword: string, count: number])[] = [
  ['if', 0],
  ['not', 0],
  ['allOf', Number.POSITIVE_INFINITY],
  ['anyOf', 1],
  ['oneOf', 1],
];

function plainReferences(library: Library, place: Place): Reference[] {
  return referencesOf(library, place).filter(({ keyword }) => keyword === '$ref');
}

/** The ways among some nodes, from their ends. */
function reversed(
  ways: ReadonlyMap<string, readonly string[]>,
  among: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const back = new Map([...among].map((node): [string, string[]] => [node, []]));
  for (const node of among) for (const next of ways.get(node) ?? []) back.get(next)?.push(node);
  return back;
}
