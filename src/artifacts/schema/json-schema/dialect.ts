/** Which draft a schema is written in, decided by its `$schema`. */

import type { Source } from '../../../document/source.ts';
import { ArtifactError } from '../../../errors.ts';
import { isObject } from './keywords.ts';

export type Dialect = 'draft-07' | '2019-09' | '2020-12';

/** Draft-06 reads as draft-07, which only added to it. Draft-04 and older give other meanings to the same words. */
const DIALECTS: readonly (readonly [pattern: RegExp, dialect: Dialect])[] = [
  [/^https?:\/\/json-schema\.org\/draft-0[67]\/schema#?$/, 'draft-07'],
  [/^https?:\/\/json-schema\.org\/draft\/2019-09\/schema#?$/, '2019-09'],
  [/^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/, '2020-12'],
];

/** The dialect of a `$schema` value; 2020-12 where there is none, `undefined` where it is none of ours. */
export function dialectOf(schema: unknown): Dialect | undefined {
  const uri = isObject(schema) ? schema.$schema : undefined;
  if (uri === undefined) return '2020-12';
  if (typeof uri !== 'string') return undefined;
  return DIALECTS.find(([pattern]) => pattern.test(uri))?.[1];
}

/** Keywords that ajv does not evaluate in a dialect: they are not yet, or no longer, part of it. */
const IGNORED = {
  'draft-07': [
    ...['$dynamicAnchor', '$dynamicRef', '$recursiveAnchor', '$recursiveRef', 'dependentRequired', 'dependentSchemas'],
    ...['maxContains', 'minContains', 'prefixItems', 'unevaluatedItems', 'unevaluatedProperties'],
  ],
  '2019-09': ['prefixItems'],
  '2020-12': ['additionalItems'],
} as const satisfies Record<Dialect, readonly string[]>;

export function isEvaluated(keyword: string, dialect: Dialect): boolean {
  const ignored: readonly string[] = IGNORED[dialect];
  return !ignored.includes(keyword);
}

/**
 * The dialect of a file. A `$schema` that another file of the artifact defines (a meta-schema of one's own) counts as
 * the dialect which that file is written in. Throws an ArtifactError at `$schema` where the draft is not supported.
 */
export function readDialect(source: Source, metaSchema: (uri: string) => unknown = () => undefined): Dialect {
  const schema = source.value;
  const uri = isObject(schema) ? schema.$schema : undefined;
  const custom = typeof uri === 'string' ? metaSchema(uri) : undefined;
  const dialect = dialectOf(custom === undefined ? schema : custom);
  if (dialect !== undefined) return dialect;
  const { line, column } = source.range('/$schema');
  throw new ArtifactError([
    {
      file: source.file,
      line,
      column,
      message: 'a draft of JSON Schema that is not supported',
      found: typeof uri === 'string' ? uri : JSON.stringify(uri),
      expected: 'draft-06, draft-07, 2019-09 or 2020-12',
    },
  ]);
}
