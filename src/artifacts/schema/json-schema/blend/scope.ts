/** Which schemas a change of a schema file has to do with, through references too. */
import { pointerTokens } from '../../../../document/pointer.ts';
import { DEFINITIONS, isObject, subschemas } from '../keywords.ts';
import { descend, keyOf, type Library, type Place, referencesOf } from '../library.ts';
import { keywordAt } from './keyword-place.ts';

export interface Scope {
  readonly places: ReadonlySet<string>;
  /** It leads out of what the pointer holds. */
  readonly refers: boolean;
}

/** What a value that stands on this side is made of: all schemas in it and those that they refer to. */
export function scopeOf(library: Library, file: string, pointer: string): Scope {
  const { schema, keyword } = keywordAt(pointer);
  const holder = placeAt(library, file, schema);
  if (!holder) return { places: new Set(), refers: false };
  const references = referencesOf(library, holder).filter((reference) => reference.keyword === keyword);
  if (references.length > 0)
    return {
      places: reach(
        library,
        references.flatMap(({ target }) => target ?? []),
      ),
      refers: true,
    };
  const places = reach(library, schemasAt(library, file, pointer));
  const own = `${file}#${pointer}`;
  return { places, refers: [...places].some((place) => place !== own && !place.startsWith(`${own}/`)) };
}

/** Where this side does not have the value: what the schema has that holds it on the other side. */
export function scopeAround(library: Library, file: string, pointer: string): Scope {
  const holder = placeAt(library, file, keywordAt(pointer).schema);
  return { places: reach(library, holder ? [holder] : []), refers: false };
}

/** `file#pointer` of every schema that has a say where these have one. */
export function reach(library: Library, starts: readonly Place[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...starts];
  for (const place of queue) {
    if (reached.has(keyOf(place))) continue;
    reached.add(keyOf(place));
    if (!isObject(place.schema)) continue;
    const inner = subschemas(place.schema).filter(([keyword = '']) => !DEFINITIONS.includes(keyword));
    queue.push(...inner.flatMap((tokens) => descend(place, tokens) ?? []));
    queue.push(...referencesOf(library, place).flatMap(({ target }) => target ?? []));
  }
  return reached;
}

function schemasAt(library: Library, file: string, pointer: string): Place[] {
  const place = placeAt(library, file, pointer);
  if (!place) return [];
  if (!Array.isArray(place.schema)) return [place];
  return [...place.schema.keys()].flatMap((index) => descend(place, [String(index)]) ?? []);
}

function placeAt(library: Library, file: string, pointer: string): Place | undefined {
  const root = library.files.find(({ source }) => source.file === file);
  return root && descend(root, pointerTokens(pointer));
}
