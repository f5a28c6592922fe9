/**
 * Schemas that lead back to themselves without going any deeper into the document (`{"$ref": "#"}`): a validator that
 * meets one never ends. Place by place they say nothing, so they are looked for in the schema as a whole.
 */
import { isObject, subschemas } from '../keywords.ts';
import { descend, keyOf, type Library, type Place, type Reference, reachablePlaces, referencesOf } from '../library.ts';
import { withoutDeadEnds } from '../without-dead-ends.ts';
import { UNDECIDED } from './effects.ts';
import type { Finding } from './finding.ts';

/** A finding for each reference into an endless circle that one side has and the other has not, wherever it stands. */
export function endlessReferences(base: Library, head: Library): Finding[] {
  const before = referencesIntoCircles(base);
  const after = referencesIntoCircles(head);
  const common = { ...UNDECIDED, change: 'reference-changed', base: base.root, head: head.root } as const;
  const added = surplus(after, before).map(({ place, keyword }): Finding => {
    const message = `${keyword} leads into a circle without end`;
    return { ...common, message, side: 'head', tokens: [keyword], head: place };
  });
  const removed = surplus(before, after).map(({ place, keyword }): Finding => {
    const message = `${keyword} no longer leads into a circle without end`;
    return { ...common, message, side: 'base', tokens: [keyword], base: place };
  });
  return [...added, ...removed];
}

/** Those that stand more often among the first than among the second, by what they say: branches may change their order. */
function surplus(some: readonly Reference[], others: readonly Reference[]): Reference[] {
  const text = ({ keyword, reference }: Reference) => `${keyword} ${reference}`;
  const known = Map.groupBy(others, text);
  return [...Map.groupBy(some, text)].flatMap(([name, same]) => same.slice(known.get(name)?.length ?? 0));
}

function referencesIntoCircles(library: Library): Reference[] {
  const places = reachablePlaces(library);
  const ways = new Map<string, readonly string[]>();
  for (const place of places) {
    const met = onTheSameValue(library, place);
    if (met.length > 0) ways.set(keyOf(place), met.map(keyOf));
  }
  const endless = withoutDeadEnds(ways);
  if (endless.size === 0) return [];
  return places
    .flatMap((place) => referencesOf(library, place))
    .filter(({ place, target }) => target && endless.has(keyOf(place)) && endless.has(keyOf(target)));
}

/** The schemas that judge the same value as this one. */
function onTheSameValue(library: Library, place: Place): Place[] {
  const { schema } = place;
  const inner =
    isObject(schema) && IN_PLACE.some((keyword) => Object.hasOwn(schema, keyword)) ? subschemas(schema) : [];
  return [
    ...referencesOf(library, place).flatMap(({ target }) => target ?? []),
    ...inner.filter(([keyword = '']) => IN_PLACE.includes(keyword)).flatMap((tokens) => descend(place, tokens) ?? []),
  ];
}

const IN_PLACE: readonly string[] = [
  'allOf',
  'anyOf',
  'dependencies',
  'dependentSchemas',
  'else',
  'if',
  'not',
  'oneOf',
  'then',
];
