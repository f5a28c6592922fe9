/**
 * The schema files of one artifact with every `$id`, anchor and `$ref` resolved to a place in a file, so that
 * validation, projection and diff agree on what a reference means.
 */
import { pointerTokens, toPointer } from '../../../document/pointer.ts';
import { parseSource, type Source } from '../../../document/source.ts';
import { ArtifactError, type Problem } from '../../../errors.ts';
import type { Artifact } from '../../engine.ts';
import { type Dialect, readDialect } from './dialect.ts';
import { isObject, isSchema, type JsonObject, own, subschemas } from './keywords.ts';

/** A schema and where it stands. */
export interface Place {
  readonly source: Source;
  readonly pointer: string;
  readonly schema: unknown;
  /** The URI that references inside are relative to, without a fragment. */
  readonly base: string;
}

export interface Library {
  /** The root's. Throws an ArtifactError where the draft is not supported. */
  dialect(): Dialect;
  readonly root: Place;
  /** Every file's root. */
  readonly files: readonly Place[];
  /** Where a reference leads; `undefined` for what is in no file of the artifact. */
  resolve(place: Place, reference: string): Place | undefined;
}

/** Parses all files. Throws an ArtifactError for the first that is no JSON or YAML. */
export function openLibrary(artifact: Artifact): Library {
  const resources = new Map<string, Place>();
  const anchors = new Map<string, Place>();
  const roots = new Map<string, Place>();
  for (const [path, text] of artifact.files) {
    const source = parseSource(text, path, ArtifactError);
    const root = enter({ source, pointer: '', schema: source.value, base: fileUri(path) });
    roots.set(fileUri(path), root);
    index(root, resources, anchors);
  }
  const root = roots.get(fileUri(artifact.path));
  if (root === undefined) throw new ArtifactError([{ file: artifact.path, message: 'the file is missing' }]);
  const metaSchema = (uri: string) => resources.get(withoutFragment(uri))?.schema;
  return {
    dialect: () => readDialect(root.source, metaSchema),
    root,
    files: [...roots.values()],
    resolve(place, reference) {
      const uri = resolveUri(reference, place.base);
      const [address, fragment] = splitUri(uri ?? '');
      // A schema published under an https $id usually lies in the repository beside the files it refers to.
      const beside = splitUri(resolveUri(reference, fileUri(place.source.file)) ?? '')[0];
      const resource =
        resources.get(address) ?? roots.get(address) ?? (isAbsolute(reference) ? undefined : roots.get(beside));
      if (resource === undefined || fragment === '') return resource;
      if (fragment.startsWith('/')) return descend(resource, pointerTokens(fragment));
      return anchors.get(`${resource.base}#${fragment}`);
    },
  };
}

/** Opens an artifact whose root must be a schema; throws an ArtifactError where it is a list, a text or empty. */
export function openSchema(artifact: Artifact): Library {
  const library = openLibrary(artifact);
  if (isSchema(library.root.schema)) return library;
  throw new ArtifactError([problemAt(library.root, 'not a JSON Schema', 'an object, true or false')]);
}

/** The place of a subschema, along the tokens of a JSON Pointer; `undefined` where there is nothing. */
export function descend(place: Place, tokens: readonly string[]): Place | undefined {
  let { schema, base } = place;
  for (const token of tokens) {
    const inner = Array.isArray(schema) ? schema[Number(token)] : isObject(schema) ? own(schema, token) : undefined;
    if (inner === undefined) return undefined;
    schema = inner;
    base = baseOf(schema, base);
  }
  return { source: place.source, pointer: place.pointer + toPointer(tokens), schema, base };
}

/** A reference found in a schema: where it stands and what it says. */
export interface Reference {
  readonly place: Place;
  readonly keyword: string;
  readonly reference: string;
  readonly target: Place | undefined;
}

const REFERENCE_KEYWORDS = ['$ref', '$dynamicRef', '$recursiveRef'] as const;

/** Every schema that the root leads to, itself first: below it, and through references. */
export function reachablePlaces(library: Library): Place[] {
  const reached = new Map<string, Place>();
  const queue = [library.root];
  for (const place of queue) {
    if (reached.has(keyOf(place))) continue;
    reached.set(keyOf(place), place);
    if (!isObject(place.schema)) continue;
    queue.push(...referencesOf(library, place).flatMap(({ target }) => target ?? []));
    queue.push(...subschemas(place.schema).flatMap((tokens) => descend(place, tokens) ?? []));
  }
  return [...reached.values()];
}

/** The references that stand directly in a schema. `$dynamicRef` and `$recursiveRef` lead where they do by default. */
export function referencesOf(library: Library, place: Place): Reference[] {
  return REFERENCE_KEYWORDS.flatMap((keyword) => {
    const reference = isObject(place.schema) ? own(place.schema, keyword) : undefined;
    if (typeof reference !== 'string') return [];
    return { place, keyword, reference, target: library.resolve(place, reference) };
  });
}

/** Names a place among all files of an artifact. */
export function keyOf(place: Place): string {
  return `${place.source.file}#${place.pointer}`;
}

export function problemAt(place: Place, message: string, expected?: string, pointer = ''): Problem {
  const { line, column } = place.source.range(place.pointer + pointer);
  return { file: place.source.file, line, column, message, expected };
}

/** Meta-schemas are published by json-schema.org and known to ajv; no repository has to hold them. */
export function isMetaSchemaUri(reference: string): boolean {
  return /^https?:\/\/json-schema\.org\//.test(reference);
}

/** The URI of a file of the repository, for references that are relative to it. */
export function fileUri(path: string): string {
  return `file:///${path.split('/').map(encodeURIComponent).join('/')}`;
}

export function isAbsolute(reference: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(reference);
}

/** RFC 3986 resolution; `undefined` for what is no URI or cannot be relative to this base. */
export function resolveUri(reference: string, base: string): string | undefined {
  return URL.canParse(reference, base) ? new URL(reference, base).href : undefined;
}

function index(place: Place, resources: Map<string, Place>, anchors: Map<string, Place>): void {
  if (!isObject(place.schema)) return;
  const { $id, $anchor, $dynamicAnchor } = place.schema;
  if (typeof $id === 'string' && !resources.has(place.base)) resources.set(place.base, place);
  // Before 2019-09 an anchor was written as an $id of a fragment only.
  const fragment = typeof $id === 'string' ? splitUri($id)[1] : '';
  for (const anchor of [fragment, $anchor, $dynamicAnchor]) {
    if (typeof anchor === 'string' && anchor !== '') anchors.set(`${place.base}#${anchor}`, place);
  }
  for (const tokens of subschemas(place.schema)) {
    const inner = descend(place, tokens);
    if (inner) index(inner, resources, anchors);
  }
}

function enter(place: Place): Place {
  return { ...place, base: baseOf(place.schema, place.base) };
}

function baseOf(schema: unknown, base: string): string {
  const id = isObject(schema) ? (schema as JsonObject).$id : undefined;
  if (typeof id !== 'string' || id.startsWith('#')) return base;
  return withoutFragment(resolveUri(id, base) ?? base);
}

function withoutFragment(uri: string): string {
  return splitUri(uri)[0];
}

function splitUri(uri: string): readonly [address: string, fragment: string] {
  const hash = uri.indexOf('#');
  if (hash < 0) return [uri, ''];
  return [uri.slice(0, hash), decode(uri.slice(hash + 1))];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
