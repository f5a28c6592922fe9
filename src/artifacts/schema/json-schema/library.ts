/**
 * The schema files of one artifact with every `$id`, anchor and `$ref` resolved to a place in a file, so that
 * validation, projection and diff agree on what a reference means.
 */
import { MOST_SCHEMA_LEVELS } from '../../../document/levels.ts';
import { pointerTokens } from '../../../document/pointer.ts';
import type { Source } from '../../../document/source.ts';
import { ArtifactError, type Problem } from '../../../errors.ts';
import type { Artifact } from '../../engine.ts';
import { assertLevels, parseFile } from '../../parse.ts';
import { adapt, type Holder } from './adapt.ts';
import { type Dialect, type Reading, readDialect } from './dialect.ts';
import { isObject, isSchema, type JsonObject, own } from './keywords.ts';
import { enterNames, type Names } from './names.ts';
import { oncePer } from './once-per.ts';
import { descend, enter, innerPlaces, keyOf, memberOf, type Place, problemAt } from './place.ts';
import { fileUri, isAbsolute, resolveUri, splitUri } from './uri.ts';
import { vendoredOf } from './vendored.ts';

export { descend, innerPlaces, keyOf, type Place, problemAt } from './place.ts';

export interface Library {
  /** The root's. */
  readonly dialect: Dialect;
  readonly reading: Reading;
  /** Mistakes in it say nothing, since production runs it as it is. */
  readonly inForce: boolean;
  readonly root: Place;
  /** Every file's root. */
  readonly files: readonly Place[];
  /** What is read all the same, though it may not mean what its author thinks. */
  warnings(): readonly Problem[];
  /** What no reading of the files makes good. */
  readonly problems: readonly Problem[];
  /** Keys that stand twice in one object, of which the last counts. */
  duplicateKeys(): readonly Problem[];
  /** Where a reference leads; `undefined` for what is in no file of the artifact. */
  resolve(place: Place, reference: string): Place | undefined;
  /** The schema that has this `$id` (or file address), without a fragment. */
  resource(uri: string): Place | undefined;
  /** The place of a `$dynamicAnchor` in the schema with this `$id`. */
  dynamicAnchor(uri: string, name: string): Place | undefined;
}

/** Parses all files, once for each artifact. Throws an ArtifactError for the first that is no JSON or YAML. */
export function openLibrary(
  artifact: Artifact,
  reading: Reading = 'specification',
  inForce = false,
  holder?: Holder,
): Library {
  if (holder) return parseLibrary(artifact, reading, inForce, holder);
  const opened = openedOf(artifact);
  // An artifact grows while the files that it refers to are looked for.
  const key = `${artifact.files.size} ${reading} ${inForce}`;
  const library = opened.get(key) ?? parseLibrary(artifact, reading, inForce);
  opened.set(key, library);
  return library;
}

const openedOf = oncePer((_artifact: Artifact) => new Map<string, Library>());

function parseLibrary(artifact: Artifact, reading: Reading, inForce: boolean, holder?: Holder): Library {
  const sources = [...artifact.files.keys()].map((file) => parseFile(artifact, file));
  for (const source of sources) assertLevels(source, MOST_SCHEMA_LEVELS);
  const own = sources.find(({ file }) => file === artifact.path);
  if (own === undefined) throw new ArtifactError([{ file: artifact.path, message: 'the file is missing' }]);
  const metaSchema = (uri: string) => sources.map(({ value }) => value).find((value) => identifier(value) === uri);
  const main = holder ? { dialect: holder.dialect } : readDialect(own, metaSchema);
  const names: Names = { resources: new Map(), anchors: new Map(), dynamic: new Map(), problems: [] };
  const roots = new Map<string, Place>();
  const told: (() => Problem[])[] = [];
  const copies = new Map(vendoredOf(artifact.options).map(([address, path]) => [path, address]));
  for (const source of sources) {
    // A file that does not say in which draft it is written is a part of the one that refers to it.
    const { dialect, warning } = source !== own && declares(source) ? readDialect(source, metaSchema) : main;
    const { value, ignored, nullable, foreign } = adapt(source, dialect, reading, holder);
    // What stands for an address is read as if it had come from there.
    const address = copies.get(source.file);
    const root = enter({ source, pointer: '', schema: value, base: address ?? fileUri(source.file) });
    if (address !== undefined) names.resources.set(address, root);
    told.push(() => [
      ...(warning ? [warning] : []),
      ...ignored.map((pointer) => besideReference(root, pointer, dialect)),
      ...[...foreign].map(([keyword, pointers]) => ofAnotherDraft(root, keyword, pointers, dialect)),
      ...nullable.map((pointer) => problemAt(root, NULLABLE, undefined, pointer)),
    ]);
    roots.set(fileUri(source.file), root);
    enterNames(root, names);
  }
  const resource = (uri: string) => names.resources.get(uri) ?? roots.get(uri);
  const resolved = new Map<string, Place | undefined>();
  const root = roots.get(fileUri(artifact.path)) ?? missing();
  return {
    dialect: main.dialect,
    reading,
    inForce,
    root: inForce && !isSchema(root.schema) ? { ...root, schema: true } : root,
    files: [...roots.values()],
    warnings: () => [...new Set(told.flatMap((tell) => tell()))],
    problems: names.problems,
    duplicateKeys: () => sources.flatMap((source) => source.duplicates()),
    resource,
    dynamicAnchor: (uri, name) => names.dynamic.get(`${uri}#${name}`),
    resolve(place, reference) {
      const key = `${place.base}\n${place.source.file}\n${reference}`;
      if (!resolved.has(key)) resolved.set(key, find(place, reference));
      return resolved.get(key);
    },
  };

  function find(place: Place, reference: string): Place | undefined {
    const [address, fragment] = splitUri(resolveUri(reference, place.base) ?? '');
    // A schema published under an https $id usually lies in the repository beside the files it refers to.
    const beside = splitUri(resolveUri(reference, fileUri(place.source.file)) ?? '')[0];
    const found = resource(address) ?? (isAbsolute(reference) ? undefined : roots.get(beside));
    if (found === undefined || fragment === '') return found;
    if (!fragment.startsWith('/')) return names.anchors.get(`${found.base}#${fragment}`);
    return descend(found, pointerTokens(fragment)) ?? written(found, fragment);
  }

  /** A pointer may lead to what stands beside a `$ref`, where it judges nothing, or to what a draft says in other words. */
  function written(found: Place, fragment: string): Place | undefined {
    const pointer = found.pointer + fragment;
    const value = pointerTokens(pointer).reduce<unknown>(memberOf, found.source.value);
    if (value === undefined) return undefined;
    const part = { ...found.source, value, text: (inner: string) => found.source.text(pointer + inner) };
    return { ...found, pointer, schema: adapt(part, main.dialect, reading, holder).value };
  }
}

/**
 * Opens an artifact whose root must be a schema; throws an ArtifactError where it is a list, a text or empty.
 * @param inForce then such a root says nothing
 */
export function openSchema(artifact: Artifact, reading?: Reading, inForce = false): Library {
  const library = openLibrary(artifact, reading, inForce);
  if (library.problems.length > 0 && !inForce) throw new ArtifactError(library.problems);
  if (isSchema(library.root.schema)) return library;
  throw new ArtifactError([problemAt(library.root, 'not a JSON Schema', 'an object, true or false')]);
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
export const reachablePlaces: (library: Library) => readonly Place[] = oncePer((library) =>
  placesFromRoot(library, innerPlaces),
);

/**
 * Those that the root leads to through references and by one way of going down.
 * @param isMeant asked once of each place: what only leads on from others is left out
 */
export function placesFromRoot(
  library: Library,
  below: (place: Place, schema: JsonObject) => Iterable<Place>,
  isMeant: (place: Place) => boolean = () => true,
): readonly Place[] {
  const reached = new Map<string, Place>();
  const queue = [library.root];
  for (const place of queue) {
    const key = keyOf(place);
    if (reached.has(key) || !isMeant(place)) continue;
    reached.set(key, place);
    if (!isObject(place.schema)) continue;
    for (const { target } of referencesOf(library, place)) if (target) queue.push(target);
    for (const inner of below(place, place.schema)) queue.push(inner);
  }
  return [...reached.values()];
}

/** Schemas of so many places cost what is used of them; smaller ones are made ready as a whole, which pays for every record. */
const MANY_PLACES = 4_000;

export function isBig(library: Library): boolean {
  return reachablePlaces(library).length > MANY_PLACES;
}

/** The references that stand directly in a schema. `$dynamicRef` and `$recursiveRef` lead where they do by default. */
export function referencesOf(library: Library, place: Place): readonly Reference[] {
  const { schema } = place;
  if (!isObject(schema) || !REFERENCE_KEYWORDS.some((keyword) => Object.hasOwn(schema, keyword))) return NONE;
  const known = referencesBySchema(library);
  // No two places have one object for their schema.
  const references = known.get(schema) ?? resolveAll(library, place, schema);
  known.set(schema, references);
  return references;
}

const NONE: readonly Reference[] = [];

const referencesBySchema = oncePer((_library: Library) => new WeakMap<JsonObject, readonly Reference[]>());

function resolveAll(library: Library, place: Place, schema: JsonObject): readonly Reference[] {
  return REFERENCE_KEYWORDS.flatMap((keyword) => {
    const reference = own(schema, keyword);
    if (typeof reference !== 'string') return [];
    return { place, keyword, reference, target: library.resolve(place, reference) };
  });
}

function declares({ value }: Source): boolean {
  return isObject(value) && Object.hasOwn(value, '$schema');
}

function identifier(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const id = own(value, '$id') ?? own(value, 'id');
  return typeof id === 'string' ? id : undefined;
}

function besideReference(root: Place, pointer: string, dialect: Dialect): Problem {
  const keyword = pointerTokens(pointer).at(-1);
  const message = `${keyword} stands beside $ref, where ${dialect} ignores it; \`engine: json-schema-ajv\` reads as validators do that evaluate it`;
  return problemAt(root, message, undefined, pointer);
}

/** Said once for each keyword, where it first stands. */
function ofAnotherDraft(root: Place, keyword: string, pointers: readonly string[], dialect: Dialect): Problem {
  const more = pointers.length > 1 ? `, here and at ${pointers.length - 1} more places` : '';
  return problemAt(root, `${keyword} is no keyword of ${dialect} and says nothing${more}`, undefined, pointers[0]);
}

const NULLABLE =
  'nullable is no keyword of JSON Schema and lets nothing through; `engine: json-schema-ajv` reads it as ajv and OpenAPI 3.0 do';

function missing(): never {
  throw new Error('the file that was parsed is missing');
}
