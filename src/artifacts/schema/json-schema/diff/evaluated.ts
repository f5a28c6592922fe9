/**
 * What two schemas look at, whatever they accept: beside `unevaluated…` even a schema that accepts everything has a say, and with
 * `$dynamicRef` one that nothing refers to. Where that may differ and no check finds anything, only traffic can tell.
 */
import { equal } from '../../../../document/equal.ts';
import { CONSTRAINTS, DEFINITIONS, isObject, subschemas } from '../keywords.ts';
import { descend, keyOf, type Library, type Place, reachablePlaces, referencesOf } from '../library.ts';
import { canonical } from '../validate/json-values.ts';
import { UNDECIDED, union } from './effects.ts';
import type { Finding } from './finding.ts';

/** Whether the two are sure to say the same but for what only describes, references followed. */
export function looksAtTheSame(base: Library, from: Place, head: Library, to: Place): boolean {
  const [before, after] = [{ left: MOST_PLACES }, { left: MOST_PLACES }];
  const isSame = equal(essence(base, from, new Map(), before), essence(head, to, new Map(), after));
  return isSame && before.left > 0 && after.left > 0;
}

/** Of more than these nothing is sure. */
const MOST_PLACES = 20_000;

/** A schema without what only describes, with what its references lead to; of what was met before, when that was. */
function essence(library: Library, place: Place, met: Map<string, number>, budget: { left: number }): unknown {
  const { schema } = place;
  budget.left -= 1;
  if (!isObject(schema) || budget.left <= 0) return schema;
  const before = met.get(keyOf(place));
  if (before !== undefined) return { before };
  met.set(keyOf(place), met.size);
  const inside = subschemas(schema)
    .filter(([keyword = '']) => !DEFINITIONS.includes(keyword))
    .map((tokens) => ({ tokens, keyword: tokens[0] ?? '', name: tokens.join('/') }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const holders = new Set(inside.map(({ keyword }) => keyword));
  const own = Object.entries(schema).filter(
    ([keyword]) => CONSTRAINTS.has(keyword) && !holders.has(keyword) && !REFERENCES.includes(keyword),
  );
  const [branches, others] = [true, false].map((isBranch) =>
    inside.filter(({ keyword }) => CHOICES.includes(keyword) === isBranch),
  );
  return {
    own: Object.fromEntries(own.map(([keyword, value]) => [keyword, inAnyOrder(value)])),
    others: others?.map(({ tokens, name }) => [name, within(descend(place, tokens), met)]),
    led: referencesOf(library, place).map(({ keyword, target }) => [keyword, within(target, met)]),
    branches: inAnyOrder(
      branches?.map(({ tokens, keyword }) => [keyword, within(descend(place, tokens), new Map(met))]),
    ),
  };

  function within(inner: Place | undefined, known: Map<string, number>): unknown {
    return inner && essence(library, inner, known, budget);
  }
}

/** Their branches may stand in any order. */
const CHOICES: readonly string[] = ['allOf', 'anyOf', 'oneOf'];

/** Lists that hold no schemas are sets: `required`, `enum`, `type`. */
function inAnyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical).sort();
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inAnyOrder(inner)]));
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
    essence(library, place, new Map(), { left: MOST_PLACES }),
  ]);
  return { isUsed: holders.some(({ schema }) => has(schema, '$dynamicRef') || has(schema, '$recursiveRef')), all };
}

const DYNAMIC: readonly string[] = ['$dynamicRef', '$recursiveRef', '$dynamicAnchor', '$recursiveAnchor'];

function has(schema: unknown, keyword: string): boolean {
  return isObject(schema) && Object.hasOwn(schema, keyword);
}
