/** Turns the schemas of an artifact into ajv's compiled validator, after saying where they are wrong. */
import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { pointerTokens, toPointer } from '../../../document/pointer.ts';
import { ArtifactError, type Problem } from '../../../errors.ts';
import type { Dialect } from './dialect.ts';
import { isObject, isSchema } from './keywords.ts';
import {
  isAbsolute,
  isMetaSchemaUri,
  keyOf,
  type Library,
  type Place,
  problemAt,
  type Reference,
  reachablePlaces,
  referencesOf,
  resolveUri,
} from './library.ts';

/**
 * The validator of the root schema. Throws an ArtifactError with file, line and column. What the meta-schema says of a
 * schema that did not change is left out, since compiling the meta-schema takes longer than all the rest.
 */
export function compileValidator(library: Library, unchanged = false): ValidateFunction {
  const ajv = createAjv(library.dialect());
  const places = reachablePlaces(library);
  const references = places.flatMap((place) => referencesOf(library, place));
  const problems = [
    ...(unchanged ? [] : schemaProblems(ajv, library, references)),
    ...places.flatMap(unsupportedProblems),
    ...references.flatMap(referenceProblems),
  ];
  if (problems.length > 0) throw new ArtifactError(problems);
  for (const [base, schema] of readyForAjv(library, references)) ajv.addSchema(schema, base);
  try {
    const validate = ajv.getSchema(library.root.base);
    if (validate === undefined) throw new Error('ajv does not find the schema under its own $id');
    return validate as ValidateFunction;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ArtifactError([problemAt(library.root, `ajv cannot compile the schema: ${message}`)], { cause });
  }
}

function createAjv(dialect: Dialect): Ajv {
  // Validated by schemaProblems, which knows the lines; formats that ajv does not know say nothing about a value.
  const options: Options = {
    strict: false,
    allErrors: false,
    logger: false,
    validateSchema: false,
    addUsedSchema: false,
  };
  const ajv = create(dialect, options);
  addFormats.default(ajv);
  return ajv;
}

function create(dialect: Dialect, options: Options): Ajv {
  switch (dialect) {
    case 'draft-07':
      return new Ajv(options);
    case '2019-09':
      return new Ajv2019(options);
    case '2020-12':
      return new Ajv2020(options);
  }
}

const META_SCHEMAS = {
  'draft-07': 'http://json-schema.org/draft-07/schema',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
} as const satisfies Record<Dialect, string>;

/** What the meta-schema says about the root and about whatever its references lead to outside of it. */
function schemaProblems(ajv: Ajv, library: Library, references: readonly Reference[]): Problem[] {
  const checked: Place[] = [];
  const problems: Problem[] = [];
  for (const place of [library.root, ...references.flatMap(({ target }) => target ?? [])]) {
    if (checked.some((other) => holds(other, place))) continue;
    checked.push(place);
    if (!isSchema(place.schema)) {
      problems.push(problemAt(place, 'not a JSON Schema', 'an object, true or false'));
      continue;
    }
    if (ajv.validate(META_SCHEMAS[library.dialect()], place.schema)) continue;
    problems.push(metaSchemaProblem(place, ajv.errors ?? []));
  }
  return problems;
}

/** The deepest of the errors names the value that is wrong; the outer ones only say that something below them is. */
function metaSchemaProblem(place: Place, errors: readonly ErrorObject[]): Problem {
  const depth = Math.max(...errors.map(({ instancePath }) => pointerTokens(instancePath).length));
  const error = errors.find(({ instancePath }) => pointerTokens(instancePath).length === depth);
  const keyword = pointerTokens(error?.instancePath ?? '').at(-1) ?? 'the schema';
  const allowed: unknown = error?.params.allowedValues;
  const expected = Array.isArray(allowed) ? allowed.join(', ') : undefined;
  return problemAt(place, `${keyword} ${error?.message ?? 'is not valid'}`, expected, error?.instancePath);
}

/** What the meta-schema lets pass but no record can be judged by. */
function unsupportedProblems(place: Place): Problem[] {
  if (!isObject(place.schema)) return [];
  const { $async, pattern, patternProperties } = place.schema;
  const problems: Problem[] = [];
  // An asynchronous schema answers with a promise, which would read as "valid".
  if ($async !== undefined)
    problems.push(problemAt(place, 'asynchronous schemas are not supported', undefined, '/$async'));
  if (typeof pattern === 'string') problems.push(...patternProblems(place, pattern, ['pattern']));
  for (const name of Object.keys(isObject(patternProperties) ? patternProperties : {})) {
    problems.push(...patternProblems(place, name, ['patternProperties', name]));
  }
  return problems;
}

function patternProblems(place: Place, pattern: string, tokens: readonly string[]): Problem[] {
  try {
    new RegExp(pattern, 'u');
    return [];
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return [problemAt(place, message, undefined, toPointer(tokens))];
  }
}

function holds(outer: Place, inner: Place): boolean {
  const key = keyOf(outer);
  return keyOf(inner) === key || keyOf(inner).startsWith(`${key}/`);
}

function referenceProblems({ place, keyword, reference, target }: Reference): Problem[] {
  if (target !== undefined || isMetaSchemaUri(resolveUri(reference, place.base) ?? '')) return [];
  const message = isAbsolute(reference)
    ? 'a reference to another host, which is never fetched; keep the schema in the repository, under this $id'
    : 'a reference that leads nowhere';
  return [{ ...problemAt(place, message, undefined, `/${keyword}`), found: reference }];
}

/** Copies of all files by URI, in which every reference is one that ajv resolves to the same place as the library. */
function readyForAjv(library: Library, references: readonly Reference[]): ReadonlyMap<string, object | boolean> {
  const copies = new Map(library.files.map((file) => [file.source.file, structuredClone(file.schema)]));
  const bases = new Map(library.files.map((file) => [file.source.file, file.base]));
  for (const { place, keyword, reference, target } of references) {
    if (target === undefined || resolveUri(reference, place.base)?.startsWith(target.base)) continue;
    const holder = pointerTokens(place.pointer).reduce(step, copies.get(place.source.file));
    const fragment = reference.includes('#') ? reference.slice(reference.indexOf('#')) : '';
    if (isObject(holder)) Object.assign(holder, { [keyword]: bases.get(target.source.file) + fragment });
  }
  const ready = new Map<string, object | boolean>();
  for (const file of library.files) {
    const copy = copies.get(file.source.file);
    if (typeof copy === 'boolean') ready.set(file.base, copy);
    else if (isObject(copy)) ready.set(file.base, { ...copy, $id: file.base });
  }
  return ready;
}

function step(value: unknown, token: string): unknown {
  if (Array.isArray(value)) return value[Number(token)];
  return isObject(value) ? value[token] : undefined;
}
