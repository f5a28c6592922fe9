/**
 * A schema and all that must match beside it (`allOf`, the target of a `$ref`) read as one schema, where that means the
 * same: so that what was only split up, moved behind a reference or put together is no change.
 */
import { equal } from '../../../../document/equal.ts';
import { isObject, strings } from '../keywords.ts';
import type { Library } from '../library.ts';
import { type Home, homeKey, homeOf, isEntangled, type View, viewOf } from './view.ts';

/** Keywords that mean something together, so that they may stand only in one of the schemas. */
const GROUPS: readonly (readonly string[])[] = [
  ['additionalItems', 'items', 'prefixItems'],
  ['contains', 'maxContains', 'minContains'],
  ['else', 'if', 'then'],
  ['nullable', 'type'],
];
/** What these say depends on the names that the same schema lists. */
const LISTING: readonly string[] = ['additionalProperties', 'patternProperties', 'properties'];
const UNMERGED: readonly string[] = ['$dynamicAnchor', '$recursiveAnchor', '$ref', '$dynamicRef', '$recursiveRef'];
/** How deep wrappers are taken off. */
const DEEPEST = 10;

/** `undefined` where it has to be read part by part. */
export function merge(library: Library, view: View, depth = 0): View | undefined {
  if (view.conjuncts.length === 0) return view;
  // What the outermost says of the rest it says of all that are put together.
  if (depth > DEEPEST || (depth > 0 && isEntangled(view))) return undefined;
  let merged: View | undefined = { ...view, conjuncts: [] };
  for (const { place } of view.conjuncts) {
    const other = merge(library, viewOf(library, place), depth + 1);
    merged = merged && other && join(merged, other);
  }
  return merged;
}

function join(one: View, other: View): View | undefined {
  if (one.never || other.never || isEntangled(other)) return undefined;
  const constraints = new Map(Object.entries(one.constraints));
  const homes = new Map(one.homes);
  if (![...GROUPS, ...listing(one, other)].every((group) => fits(one, other, group))) return undefined;
  for (const [keyword, value] of Object.entries(other.constraints)) {
    if (UNMERGED.includes(keyword)) return undefined;
    const known = constraints.get(keyword);
    if (known === undefined) {
      constraints.set(keyword, value);
      homes.set(keyword, { place: other.place, tokens: [keyword] });
      for (const [key, home] of other.homes) if (key.startsWith(homeKey([keyword, '']))) homes.set(key, home);
      const itself = other.homes.get(keyword);
      if (itself) homes.set(keyword, itself);
    } else if (keyword === 'required') constraints.set(keyword, required(known, value, other, homes));
    else if (keyword === 'properties') {
      const both = properties(known, value, other, homes);
      if (!both) return undefined;
      constraints.set(keyword, both);
    } else if (!equal(known, value)) return undefined;
  }
  const annotations = new Map([...other.annotations, ...one.annotations]);
  return { ...one, constraints: Object.fromEntries(constraints), annotations, homes };
}

/** Without `additionalProperties` a list of properties may be spread over several schemas. */
function listing(one: View, other: View): readonly (readonly string[])[] {
  const isOpen = [one, other].every(({ constraints }) => !Object.hasOwn(constraints, 'additionalProperties'));
  return isOpen ? [['patternProperties']] : [LISTING];
}

function fits(one: View, other: View, group: readonly string[]): boolean {
  const [before, after] = [one, other].map(({ constraints }) =>
    Object.fromEntries(Object.entries(constraints).filter(([keyword]) => group.includes(keyword))),
  );
  return Object.keys(before ?? {}).length === 0 || Object.keys(after ?? {}).length === 0 || equal(before, after);
}

function required(known: unknown, value: unknown, other: View, homes: Map<string, Home>): string[] {
  const names = [...strings(known)];
  for (const [index, name] of strings(value).entries()) {
    if (names.includes(name)) continue;
    homes.set(homeKey(['required', String(names.length)]), homeOf(other, ['required', String(index)]));
    names.push(name);
  }
  return names;
}

function properties(known: unknown, value: unknown, other: View, homes: Map<string, Home>): object | undefined {
  if (!isObject(known) || !isObject(value)) return undefined;
  const both = new Map(Object.entries(known));
  for (const [name, schema] of Object.entries(value)) {
    if (!both.has(name)) {
      both.set(name, schema);
      homes.set(homeKey(['properties', name]), homeOf(other, ['properties', name]));
    } else if (!equal(both.get(name), schema)) return undefined;
  }
  return Object.fromEntries(both);
}
