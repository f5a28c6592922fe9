/** Which other files of the repository a schema refers to. */

import { extname, posix } from 'node:path';
import { decoded } from '../../../document/decoded.ts';
import { rootOf } from '../../../document/elsewhere.ts';
import { parseSource } from '../../../document/source.ts';
import { ArtifactError } from '../../../errors.ts';
import type { Artifact } from '../../engine.ts';
import type { Reading } from './dialect.ts';
import { DATA, MAPS } from './keywords.ts';
import { descend, openLibrary, type Place, problemAt, reachablePlaces, referencesOf } from './library.ts';
import { isAbsolute, isMetaSchemaUri, resolveUri, withoutFragment } from './uri.ts';

/**
 * Paths of the files that relative references lead to, sorted, without the file itself. References by URL, and to what
 * the file itself holds, name no file. Looks at every object, since a file may hold schemas anywhere (OpenAPI).
 * Throws an ArtifactError where the text does not parse or where a reference leads out of the repository.
 */
export function references(text: string, path: string): readonly string[] {
  if (extname(path) === '.json' && !mayLeadElsewhere(text)) {
    const { value } = parseSource(text, path, ArtifactError, 'last-counts');
    if (!isDeep(value)) return [];
  }
  const library = openLibrary({ path, kind: 'schema', files: new Map([[path, text]]) });
  const found = new Set<string>();
  const queue: { readonly place: Place; readonly isMap: boolean }[] = [{ place: library.root, isMap: false }];
  for (const { place, isMap } of queue) {
    for (const { keyword, reference, target } of isMap ? [] : referencesOf(library, place)) {
      const file = target ? undefined : fileOf(reference, keyword, place);
      if (file !== undefined && file !== path) found.add(file);
    }
    for (const key of keys(place.schema)) {
      // In a map of schemas a key is a name, whatever it reads like.
      const inner = !isMap && DATA.includes(key) ? undefined : descend(place, [key]);
      if (inner) queue.push({ place: inner, isMap: !isMap && MAPS.includes(key) });
    }
  }
  return [...found].sort();
}

/** Addresses that reachable references lead to and no file of the artifact answers, sorted. */
export function sought(artifact: Artifact, reading: Reading): readonly string[] {
  if (![...artifact.files.values()].some((text) => typeof text === 'string' && mayLeadElsewhere(text))) return [];
  const library = openLibrary(artifact, reading);
  const addresses = reachablePlaces(library).flatMap((place) =>
    referencesOf(library, place).flatMap(({ reference, target }) => {
      const address = target || reference.startsWith('#') ? undefined : resolveUri(reference, place.base);
      return address === undefined || isMetaSchemaUri(address) ? [] : withoutFragment(address);
    }),
  );
  // Where the address is answered, only what stands in it is missing.
  return [...new Set(addresses)].filter((address) => !library.resource(address)).sort();
}

/** Cheap to tell, and false for most schemas. */
function mayLeadElsewhere(text: string): boolean {
  return LEADS_ELSEWHERE.test(text) || ESCAPED.test(text);
}

const LEADS_ELSEWHERE = /\$(ref|dynamicRef|recursiveRef)["']?\s*:\s*["']?[^"'#\s]/;
/** Letters of these keywords, written in another way. */
const ESCAPED = /\\u00(24|4[2-9a-f]|5\d|6\d|7\d)/i;

export function answers(text: string, path: string, address: string): boolean {
  const name = address.slice(address.lastIndexOf('/') + 1);
  if (!text.includes(name)) return false;
  try {
    return openLibrary({ path, kind: 'schema', files: new Map([[path, text]]) }).resource(address) !== undefined;
  } catch (error) {
    // Some other file of the repository may be no schema at all, or nested deeper than the stack.
    if (error instanceof ArtifactError || error instanceof RangeError) return false;
    throw error;
  }
}

/** Whether so many values lie in each other that whoever reads the schema may run out of stack. */
function isDeep(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth < DEEP; depth++) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
    if (level.length === 0) return false;
  }
  return true;
}

const DEEP = 500;

function keys(schema: unknown): string[] {
  return typeof schema === 'object' && schema !== null ? Object.keys(schema) : [];
}

function fileOf(reference: string, keyword: string, place: Place): string | undefined {
  const address = decoded(reference.split('#')[0] ?? '');
  if (address === '' || isAbsolute(address) || address.startsWith('//')) return undefined;
  const { file } = place.source;
  const folder = address.startsWith('/') ? rootOf(file) || '/' : posix.dirname(file);
  const path = posix.join(folder, address).replace(/^\//, '');
  if (!path.startsWith('../')) return path;
  throw new ArtifactError([
    { ...problemAt(place, 'a reference that leads out of the repository', undefined, `/${keyword}`), found: reference },
  ]);
}
