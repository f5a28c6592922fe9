/**
 * References that lead back to their own schema while still judging the same value: whoever meets one judges without end.
 * Those behind an alternative, a condition or a dependency are met by some values only, and are no circles here.
 */
import { DEFINITIONS, isConditional, isObject, subschemas } from './keywords.ts';
import { descend, keyOf, type Library, type Place, type Reference, referencesOf } from './library.ts';
import { oncePer } from './once-per.ts';
import { withoutDeadEnds } from './without-dead-ends.ts';

/** Every `$ref` in a circle that any value must meet, in the order of the schema. Definitions that nothing uses don't count. */
export const circularReferences: (library: Library) => readonly Reference[] = oncePer((library) => {
  const places = judgingPlaces(library);
  const names = new Map(places.map((place) => [keyOf(place), metBySameValue(library, place).map(keyOf)]));
  const leadingIn = withoutDeadEnds(names);
  const circular = withoutDeadEnds(reversed(names, leadingIn));
  return places
    .flatMap((place) => plainReferences(library, place))
    .filter(({ place, target }) => target && circular.has(keyOf(place)) && circular.has(keyOf(target)));
});

/** Every schema that some value may be judged by, the root first. */
function judgingPlaces(library: Library): Place[] {
  const reached = new Map<string, Place>();
  const queue = [library.root];
  for (const place of queue) {
    if (reached.has(keyOf(place))) continue;
    reached.set(keyOf(place), place);
    if (!isObject(place.schema)) continue;
    const inner = subschemas(place.schema).filter(([keyword = '']) => !DEFINITIONS.includes(keyword));
    queue.push(...referencesOf(library, place).flatMap(({ target }) => target ?? []));
    queue.push(...inner.flatMap((tokens) => descend(place, tokens) ?? []));
  }
  return [...reached.values()];
}

/** The schemas that judge the same value as this one, whatever the value is. */
function metBySameValue(library: Library, place: Place): Place[] {
  const { schema } = place;
  if (!isObject(schema)) return [];
  const always = subschemas(schema).filter(([keyword = '', index]) => {
    if (keyword === 'anyOf' || keyword === 'oneOf') return index === '0';
    return keyword === 'allOf' || keyword === 'not' || (keyword === 'if' && isConditional(schema));
  });
  return [
    ...plainReferences(library, place).flatMap(({ target }) => target ?? []),
    ...always.flatMap((tokens) => descend(place, tokens) ?? []),
  ];
}

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
