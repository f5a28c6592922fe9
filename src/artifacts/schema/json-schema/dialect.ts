/** Which draft a schema is written in, decided by its `$schema`, and what each draft does not evaluate. */
import type { Source } from '../../../document/source.ts';
import type { Problem } from '../../../errors.ts';
import { DATA, isObject, type JsonObject, MAPS } from './keywords.ts';

export type Dialect = 'draft-03' | 'draft-04' | 'draft-06' | 'draft-07' | '2019-09' | '2020-12';

/**
 * Whose word counts where ajv is known to differ from the specification: the specification's, or that of a production
 * that runs ajv. docs/schemas.md lists the differences.
 */
export type Reading = 'specification' | 'ajv';

/** Hyper-schemas add nothing that judges. */
const DIALECTS: readonly (readonly [pattern: RegExp, dialect: Dialect])[] = [
  [/^https?:\/\/json-schema\.org\/draft-03\/(hyper-)?schema#?$/, 'draft-03'],
  [/^https?:\/\/json-schema\.org\/draft-04\/(hyper-)?schema#?$/, 'draft-04'],
  [/^https?:\/\/json-schema\.org\/draft-06\/(hyper-)?schema#?$/, 'draft-06'],
  [/^https?:\/\/json-schema\.org\/draft-07\/(hyper-)?schema#?$/, 'draft-07'],
  [/^https?:\/\/json-schema\.org\/draft\/2019-09\/(hyper-)?schema#?$/, '2019-09'],
  [/^https?:\/\/json-schema\.org\/draft\/2020-12\/(hyper-)?schema#?$/, '2020-12'],
  // Snowplow's registry: draft-04 with a `self` that only describes.
  [/^https?:\/\/iglucentral\.com\/schemas\/com\.snowplowanalytics\.self-desc\/schema\//, 'draft-04'],
];

export interface Read {
  readonly dialect: Dialect;
  /** Says that the dialect is a guess, and why. */
  readonly warning?: Problem;
}

/**
 * The dialect of a file. A `$schema` that a file of the artifact defines (a meta-schema of one's own) counts as the
 * dialect that it is written in. Any other is read as what its keywords look like, with a warning.
 */
export function readDialect(source: Source, metaSchema: (uri: string) => unknown = () => undefined): Read {
  const uri = isObject(source.value) ? source.value.$schema : undefined;
  if (uri === undefined) return undeclared(source);
  if (typeof uri !== 'string') return { dialect: '2020-12' };
  const known = knownDialect(uri);
  if (known) return { dialect: known };
  const custom = metaSchema(uri);
  const extended = isObject(custom) && typeof custom.$schema === 'string' ? knownDialect(custom.$schema) : undefined;
  if (extended) return { dialect: extended };
  const dialect = looksLike(source.value);
  const message = `not a draft of JSON Schema that is known here, and no file of the repository has this $id; read as ${dialect}, which its keywords look like`;
  return { dialect, warning: { ...placeOf(source, '/$schema'), message, found: uri } };
}

/** The dialect of a `$schema` value; 2020-12 where there is none, `undefined` where it is none that is known. */
export function dialectOf(schema: unknown): Dialect | undefined {
  const uri = isObject(schema) ? schema.$schema : undefined;
  if (uri === undefined) return '2020-12';
  return typeof uri === 'string' ? knownDialect(uri) : undefined;
}

function knownDialect(uri: string): Dialect | undefined {
  return DIALECTS.find(([pattern]) => pattern.test(uri))?.[1];
}

/** 2020-12 where nothing is said, unless the keywords would be mistakes in it. */
function undeclared(source: Source): Read {
  const dialect = looksLike(source.value);
  if (dialect === '2020-12') return { dialect };
  const message = `has no $schema and is no 2020-12, so it is read as ${dialect}; say which draft it is`;
  return { dialect, warning: { ...placeOf(source, ''), message } };
}

function placeOf(source: Source, pointer: string): Problem {
  const { line, column } = source.range(pointer);
  return { file: source.file, line, column, message: '' };
}

/** By keywords that have a form of their own in a draft, wherever they stand. */
function looksLike(value: unknown): Dialect {
  let tuple = false;
  const queue: { readonly schema: unknown; readonly isMap: boolean }[] = [{ schema: value, isMap: false }];
  for (const { schema, isMap } of queue) {
    if (Array.isArray(schema)) queue.push(...schema.map((item) => ({ schema: item, isMap: false })));
    if (!isObject(schema)) continue;
    if (!isMap && isDraft04(schema)) return 'draft-04';
    if (!isMap && Array.isArray(schema.items)) tuple = true;
    for (const [key, inner] of Object.entries(schema)) {
      if (isMap || !DATA.includes(key)) queue.push({ schema: inner, isMap: !isMap && MAPS.includes(key) });
    }
  }
  return tuple ? 'draft-07' : '2020-12';
}

function isDraft04({ exclusiveMinimum, exclusiveMaximum }: JsonObject): boolean {
  return typeof exclusiveMinimum === 'boolean' || typeof exclusiveMaximum === 'boolean';
}

const SINCE_2019: readonly string[] = [
  ...['$dynamicAnchor', '$dynamicRef', '$recursiveAnchor', '$recursiveRef', '$anchor', 'dependentRequired'],
  ...['dependentSchemas', 'maxContains', 'minContains', 'prefixItems', 'unevaluatedItems', 'unevaluatedProperties'],
];
const SINCE_07: readonly string[] = ['else', 'if', 'then'];
const SINCE_06: readonly string[] = ['const', 'contains', 'propertyNames'];
const SINCE_04: readonly string[] = ['allOf', 'anyOf', 'maxProperties', 'minProperties', 'not', 'oneOf'];

/** Keywords that are not evaluated in a dialect: they are not yet, or no longer, part of it. */
const IGNORED = {
  'draft-03': [...SINCE_2019, ...SINCE_07, ...SINCE_06, ...SINCE_04, 'multipleOf'],
  'draft-04': [...SINCE_2019, ...SINCE_07, ...SINCE_06],
  'draft-06': [...SINCE_2019, ...SINCE_07],
  'draft-07': SINCE_2019,
  '2019-09': ['prefixItems', '$dynamicAnchor', '$dynamicRef'],
  '2020-12': ['additionalItems', '$recursiveAnchor', '$recursiveRef'],
} as const satisfies Record<Dialect, readonly string[]>;

/** ajv evaluates some keywords of the other draft that it has in common code. */
const IGNORED_BY_AJV = {
  ...IGNORED,
  'draft-06': SINCE_2019.filter((keyword) => keyword !== '$anchor'),
  'draft-07': SINCE_2019.filter((keyword) => keyword !== '$anchor'),
  '2019-09': ['prefixItems'],
  '2020-12': ['additionalItems'],
} as const satisfies Record<Dialect, readonly string[]>;

/** Whether a `$ref` silences what stands beside it. ajv judges by that, too, except in the drafts that it doesn't read itself. */
export function refersAlone(dialect: Dialect, reading: Reading): boolean {
  if (dialect === 'draft-03' || dialect === 'draft-04') return true;
  return (dialect === 'draft-06' || dialect === 'draft-07') && reading !== 'ajv';
}

export function isEvaluated(keyword: string, dialect: Dialect, reading: Reading): boolean {
  const ignored: readonly string[] = (reading === 'ajv' ? IGNORED_BY_AJV : IGNORED)[dialect];
  return !ignored.includes(keyword) && (reading === 'ajv' || keyword !== 'nullable');
}
