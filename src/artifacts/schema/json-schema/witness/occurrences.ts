/** Where in a document the schemas of an artifact apply: for each of them a way to make a document around a value. */
import { DEFINITIONS, isObject, type JsonObject } from '../keywords.ts';
import { innerPlaces, keyOf, type Library, type Place, referencesOf } from '../library.ts';
import { oncePer } from '../once-per.ts';
import { item, smallest, together } from './smallest.ts';
import { textFor } from './text-for.ts';

export interface Occurrence {
  readonly place: Place;
  /** The outermost schema of the same value: what it must match as a whole. */
  readonly whole: Place;
  /** The document with this value there. */
  readonly wrap: (value: unknown) => unknown;
}

/** Schemas that are looked at, of a large artifact. */
const MOST = 5_000;

/** Each schema once, the least deep occurrence first. */
export const occurrences: (library: Library) => readonly Occurrence[] = oncePer(findOccurrences);

function findOccurrences(library: Library): readonly Occurrence[] {
  const seen = new Set<string>();
  const queue: Occurrence[] = [{ place: library.root, whole: library.root, wrap: (value) => value }];
  const found: Occurrence[] = [];
  for (const one of queue) {
    const key = keyOf(one.place);
    if (seen.has(key) || found.length >= MOST) continue;
    seen.add(key);
    found.push(one);
    if (!isObject(one.place.schema)) continue;
    for (const { target } of referencesOf(library, one.place)) if (target) queue.push({ ...one, place: target });
    for (const place of innerPlaces(one.place, one.place.schema)) queue.push(...below(library, one, place));
  }
  return found;
}

/** Of a schema that stands directly in the one of an occurrence. */
function below(library: Library, { place, whole, wrap }: Occurrence, inner: Place): Occurrence[] {
  const [keyword = '', token = ''] = tokensOf(inner.pointer.slice(place.pointer.length));
  const within = (make: (value: unknown) => unknown): Occurrence[] => [
    { place: inner, whole: inner, wrap: (value) => wrap(make(value)) },
  ];
  const member = (name: string) => within((value) => ({ ...asObject(smallest(library, whole)), [name]: value }));
  const element = (index: number) => within((value) => withItem(library, whole, index, value));
  // What stands there counts where something refers to it.
  if (DEFINITIONS.includes(keyword)) return [];
  switch (keyword) {
    case 'properties':
      return member(token);
    case 'patternProperties':
      return member(textFor(token) ?? token);
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return member(otherName(library, whole));
    case 'propertyNames':
      return within((value) => ({ ...asObject(smallest(library, whole)), [`${value}`]: null }));
    case 'prefixItems':
      return element(Number(token));
    case 'items':
      return element(token === '' ? 0 : Number(token));
    case 'contains':
    case 'unevaluatedItems':
      return element(0);
    case 'additionalItems': {
      const items = (place.schema as JsonObject).items;
      return element(Array.isArray(items) ? items.length : 0);
    }
    default:
      return [{ place: inner, whole, wrap }];
  }
}

/** A name that the schemas say nothing of. */
export function otherName(library: Library, whole: Place): string {
  const names = together(library, whole).flatMap(({ schema }) => Object.keys(asObject(asObject(schema).properties)));
  let name = 'other';
  while (names.includes(name)) name += '_';
  return name;
}

function withItem(library: Library, whole: Place, index: number, value: unknown): unknown[] {
  const list = smallest(library, whole);
  const items = Array.isArray(list) ? [...list] : [];
  const places = together(library, whole);
  while (items.length < index) items.push(item(library, places, items.length));
  items[index] = value;
  return items;
}

export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function tokensOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
