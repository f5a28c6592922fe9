/**
 * `properties`. What a property that comes or goes changes depends on what the other side says about names that it
 * does not list: nothing (an open model), a schema, or `false` (a closed model).
 */
import { isObject, strings } from '../../keywords.ts';
import type { Place } from '../../library.ts';
import { matchesAll } from '../../pattern.ts';
import { blur, type Effects, union } from '../effects.ts';
import { type Finding, inBase, inHead, type Pair } from '../finding.ts';
import { inner, namesIn, type View } from '../view.ts';

export function checkProperties(pair: Pair): Finding[] {
  const base = namesIn(pair.base, 'properties');
  const head = namesIn(pair.head, 'properties');
  const renames = renamesOf(pair, base, head);
  const findings: Finding[] = [];
  for (const name of head) {
    const from = renames.get(name);
    if (base.includes(name)) findings.push(...pair.compare(propertyOf(pair.base, name), propertyOf(pair.head, name)));
    else if (from !== undefined) findings.push(...renamed(pair, from, name));
    else findings.push(added(pair, name));
  }
  const moved = [...renames.values()];
  for (const name of base) {
    if (!head.includes(name) && !moved.includes(name)) findings.push(removed(pair, name));
  }
  return findings;
}

function added(pair: Pair, name: string): Finding {
  return inHead(
    pair,
    'property-added',
    ['properties', name],
    `property ${name} was added`,
    effectsOfAdding(pair, name),
  );
}

function removed(pair: Pair, name: string): Finding {
  const effects = effectsOfRemoving(pair, name);
  return inBase(pair, 'property-removed', ['properties', name], `property ${name} was removed`, effects);
}

function renamed(pair: Pair, from: string, to: string): Finding[] {
  const effects = union([effectsOfAdding(pair, to), effectsOfRemoving(pair, from)]);
  const message = `property ${from} was renamed to ${to}`;
  return [
    { ...inHead(pair, 'property-renamed', ['properties', to], message, effects), former: ['properties', from] },
    // The new property says where it comes from; that is the rename itself, not one more change.
    ...pair
      .compare(propertyOf(pair.base, from), propertyOf(pair.head, to))
      .filter(({ change }) => change !== 'rename-declaration-changed'),
  ];
}

function effectsOfAdding(pair: Pair, name: string): Effects {
  const others = othersOf(pair.base, name);
  const effects = union(others.places.map((place) => pair.relate(place, propertyOf(pair.head, name))));
  return others.certain ? effects : blur(effects);
}

function effectsOfRemoving(pair: Pair, name: string): Effects {
  const others = othersOf(pair.head, name);
  const effects = union(others.places.map((place) => pair.relate(propertyOf(pair.base, name), place)));
  return others.certain ? effects : blur(effects);
}

function propertyOf(view: View, name: string): Place | undefined {
  return inner(view, 'properties', name);
}

/** New name → old name, where head declares with `x-renamed-from` that it took over a property of base. */
function renamesOf(pair: Pair, base: readonly string[], head: readonly string[]): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  for (const name of head) {
    const schema = propertyOf(pair.head, name)?.schema;
    const declared = isObject(schema) ? schema['x-renamed-from'] : undefined;
    const former = typeof declared === 'string' ? [declared] : strings(declared);
    const from = former.find((old) => base.includes(old) && !head.includes(old));
    if (from !== undefined && !base.includes(name)) renames.set(name, from);
  }
  return renames;
}

/** The schemas for a name that `properties` does not list; an absent one accepts everything. */
function othersOf(
  view: View,
  name: string,
): { readonly places: readonly (Place | undefined)[]; readonly certain: boolean } {
  const rest = inner(view, 'additionalProperties') ?? inner(view, 'unevaluatedProperties');
  const patterns = namesIn(view, 'patternProperties').map((pattern) => ({
    place: inner(view, 'patternProperties', pattern),
    matches: literalMatch(pattern, name),
  }));
  const matched = patterns.filter(({ matches }) => matches === true);
  const possible = patterns.filter(({ matches }) => matches !== false);
  const places = possible.map(({ place }) => place);
  return { places: matched.length > 0 ? places : [...places, rest], certain: matched.length === possible.length };
}

/**
 * Whether a pattern matches, for those that are plain text with anchors. Other patterns are never run: a diff may run
 * where a pattern out of a pull request must not be able to loop.
 */
function literalMatch(pattern: string, name: string): boolean | undefined {
  if (matchesAll(pattern)) return true;
  const plain = /^(\^?)([\w-]*)(\$?)$/.exec(pattern);
  if (plain === null) return undefined;
  const [, start, text = '', end] = plain;
  if (start && end) return name === text;
  if (start) return name.startsWith(text);
  return end ? name.endsWith(text) : name.includes(text);
}
