/**
 * JSON and YAML in the language of another tool, told by what stands in it: an OpenAPI document is no JSON Schema, whatever the
 * file is called.
 */

import { isRead } from './engines.ts';
import { member, members } from './loose.ts';
import { type UnreadFormat, unreadFormat } from './unread.ts';

export interface UnreadDocument {
  readonly format: UnreadFormat;
  /** Of the root's members the one that tells. */
  readonly key: string;
}

type Members = Readonly<Record<string, unknown>>;
type Tell = readonly [format: UnreadFormat | undefined, key: (value: Members) => string | undefined];

const tells: readonly Tell[] = [
  [unreadFormat('openapi.json'), ({ openapi, swagger, info, paths }) => version({ openapi, swagger }, info ?? paths)],
  [unreadFormat('asyncapi.json'), ({ asyncapi, info, channels }) => version({ asyncapi }, info ?? channels)],
  [
    { name: 'ODCS', one: 'data contract', many: 'data contracts', sort: 'schema' },
    ({ kind, apiVersion }) => (kind === 'DataContract' && apiVersion ? 'kind' : undefined),
  ],
  [
    { name: 'the Data Contract Specification', one: 'data contract', many: 'data contracts', sort: 'schema' },
    ({ dataContractSpecification }) => version({ dataContractSpecification }, true),
  ],
  [
    unreadFormat('x.avsc'),
    ({ type, name, fields, symbols }) =>
      typeof name === 'string' &&
      ((type === 'record' && Array.isArray(fields)) || (type === 'enum' && Array.isArray(symbols)))
        ? 'type'
        : undefined,
  ],
  [
    unreadFormat('x.graphql'),
    ({ __schema, data }) => (__schema ? '__schema' : member(data, '__schema') ? 'data' : undefined),
  ],
  [
    { name: 'GoRules', one: 'GoRules decision', many: 'GoRules decisions', sort: 'rules' },
    ({ contentType, nodes, edges }) =>
      typeof contentType === 'string' && contentType.startsWith('application/vnd.gorules.')
        ? 'contentType'
        : Array.isArray(nodes) && Array.isArray(edges)
          ? 'nodes'
          : undefined,
  ],
  [unreadFormat('x.xgb'), ({ learner }) => (member(learner, 'gradient_booster') ? 'learner' : undefined)],
  [
    { name: 'Great Expectations', one: 'expectation suite', many: 'expectation suites', sort: 'schema' },
    ({ expectations, expectation_suite_name, name }) =>
      Array.isArray(expectations) && typeof (expectation_suite_name ?? name) === 'string' ? 'expectations' : undefined,
  ],
];

/** Undefined for what is in none of these languages, and for a schema that says which draft it is. */
export function unreadDocument(value: unknown): UnreadDocument | undefined {
  const own: Members = Object.fromEntries(members(value));
  if (own.$schema !== undefined || own.properties !== undefined) return undefined;
  for (const [format, tell] of tells) {
    const key = tell(own);
    if (format && key !== undefined && !isRead(format.name)) return { format, key };
  }
  return undefined;
}

/** The name of the member that gives the version of a specification, where the document has the rest of it. */
function version(versions: Members, rest: unknown): string | undefined {
  if (rest === undefined) return undefined;
  return Object.entries(versions).find(([, given]) => typeof given === 'string' || typeof given === 'number')?.[0];
}
