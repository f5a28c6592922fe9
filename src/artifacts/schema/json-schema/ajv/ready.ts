/** Writes the files of a schema so that ajv means the same by every reference as the rest of Weir. */
import { pointerTokens } from '../../../../document/pointer.ts';
import { DATA, isObject, MAPS } from '../keywords.ts';
import { type Library, type Place, reachablePlaces, referencesOf } from '../library.ts';
import { memberOf } from '../place.ts';
import { resolveUri } from '../uri.ts';

/** All files by URI. Where nothing depends on `$id`s but references, those lead by file and pointer, and no name is left. */
export function readyForAjv(library: Library): ReadonlyMap<string, object | boolean> {
  const references = reachablePlaces(library).flatMap((place) => referencesOf(library, place));
  const isDynamic = references.some(({ keyword }) => keyword !== '$ref');
  const copies = new Map(library.files.map((file) => [file.source.file, copy(file.schema, isDynamic, 'schema')]));
  const bases = new Map(library.files.map((file) => [file.source.file, file.base]));
  for (const { place, keyword, reference, target } of references) {
    if (!target) continue;
    const isFound = resolveUri(reference, place.base)?.startsWith(target.base);
    if (isDynamic && isFound) continue;
    const holder = pointerTokens(place.pointer).reduce<unknown>(memberOf, copies.get(place.source.file));
    const fragment = isDynamic ? fragmentOf(reference) : uriFragment(target);
    if (isObject(holder)) Object.assign(holder, { [keyword]: bases.get(target.source.file) + fragment });
  }
  const ready = new Map<string, object | boolean>();
  for (const file of library.files) {
    const written = copies.get(file.source.file);
    if (typeof written === 'boolean') ready.set(file.base, written);
    else if (isObject(written)) ready.set(file.base, { ...written, $id: file.base });
  }
  return ready;
}

function fragmentOf(reference: string): string {
  return reference.includes('#') ? reference.slice(reference.indexOf('#')) : '';
}

function uriFragment({ pointer }: Place): string {
  return `#${pointer.split('/').map(encodeURIComponent).join('/')}`;
}

/** ajv's numbers are doubles, like those of the production that runs it. */
function copy(value: unknown, keepsNames: boolean, role: 'schema' | 'map' | 'data'): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map((item) => copy(item, keepsNames, role));
  if (!isObject(value)) return value;
  const isName = (key: string) => role === 'schema' && !keepsNames && NAMES.includes(key);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isName(key))
      .map(([key, inner]) => [key, copy(inner, keepsNames, roleOf(role, key))]),
  );
}

function roleOf(role: 'schema' | 'map' | 'data', key: string): 'schema' | 'map' | 'data' {
  if (role !== 'schema') return role === 'map' ? 'schema' : 'data';
  if (DATA.includes(key)) return 'data';
  return MAPS.includes(key) ? 'map' : 'schema';
}

const NAMES: readonly string[] = ['$id', 'id', '$anchor', '$dynamicAnchor', '$schema', '$async'];
