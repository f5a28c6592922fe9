/**
 * What two schemas look at, whatever they accept: beside `unevaluated…` even a schema that accepts everything has a say, and with
 * `$dynamicRef` one that nothing refers to. Where that may differ and no check finds anything, only traffic can tell.
 */
import { equal } from '../../../../document/equal.ts';
import { CONSTRAINTS, DEFINITIONS, isObject, subschemas } from '../keywords.ts';
import { descend, keyOf, type Library, type Place, reachablePlaces, referencesOf } from '../library.ts';
import { UNDECIDED, union } from './effects.ts';
import type { Finding } from './finding.ts';

/** Whether the two say the same but for what only describes, references followed. */
export function looksAtTheSame(base: Library, from: Place, head: Library, to: Place): boolean {
  return equal(essence(base, from, new Map()), essence(head, to, new Map()));
}

/** A schema without what only describes, with what its references lead to; of what was met before, when that was. */
function essence(library: Library, place: Place, met: Map<string, number>): unknown {
  const { schema } = place;
  if (!isObject(schema)) return schema;
  const before = met.get(keyOf(place));
  if (before !== undefined) return { before };
  met.set(keyOf(place), met.size);
  const inside = subschemas(schema)
    .filter(([keyword = '']) => !DEFINITIONS.includes(keyword))
    .map((tokens) => [tokens, descend(place, tokens)] as const);
  const holders = new Set(inside.map(([[keyword]]) => keyword));
  const own = Object.entries(schema).filter(
    ([keyword]) => CONSTRAINTS.has(keyword) && !holders.has(keyword) && !REFERENCES.includes(keyword),
  );
  return {
    own: Object.fromEntries(own),
    inner: inside.map(([tokens, inner]) => [tokens.join('/'), inner && essence(library, inner, met)]).sort(byName),
    led: referencesOf(library, place).map(({ keyword, target }) => [keyword, target && essence(library, target, met)]),
  };
}

function byName([one]: readonly unknown[], [other]: readonly unknown[]): number {
  return String(one) < String(other) ? -1 : 1;
}

const REFERENCES: readonly string[] = ['$ref', '$dynamicRef', '$recursiveRef'];

/** A finding where what redirects references on their way is another on either side, and no other finding allows for it. */
export function redirectedReferences(base: Library, head: Library, findings: readonly Finding[]): Finding[] {
  const { accepts, rejects } = union(findings);
  if (accepts !== 'no' && rejects !== 'no') return [];
  const [before, after] = [redirections(base), redirections(head)];
  if ((!before.isUsed && !after.isUsed) || equal(before.all, after.all)) return [];
  const message = 'what a dynamic reference leads to may be another schema';
  return [
    { ...UNDECIDED, change: 'reference-changed', message, side: 'head', tokens: [], base: base.root, head: head.root },
  ];
}

/** All that has a part in where `$dynamicRef` and `$recursiveRef` lead. */
function redirections(library: Library): { readonly isUsed: boolean; readonly all: readonly unknown[] } {
  const holders = reachablePlaces(library).filter(({ schema }) => DYNAMIC.some((keyword) => has(schema, keyword)));
  const all = holders.map((place) => [
    ...DYNAMIC.map((keyword) => (isObject(place.schema) ? place.schema[keyword] : undefined)),
    essence(library, place, new Map()),
  ]);
  return { isUsed: holders.some(({ schema }) => has(schema, '$dynamicRef') || has(schema, '$recursiveRef')), all };
}

const DYNAMIC: readonly string[] = ['$dynamicRef', '$recursiveRef', '$dynamicAnchor', '$recursiveAnchor'];

function has(schema: unknown, keyword: string): boolean {
  return isObject(schema) && Object.hasOwn(schema, keyword);
}
