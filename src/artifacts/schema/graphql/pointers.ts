/** Where a recorded operation holds its parts, as the step in weir.yml says or as GraphQL over HTTP names them. */
import type { Options } from '../../artifact.ts';

export interface Pointers {
  readonly query: string;
  readonly variables: string;
  readonly operation: string;
}

/** https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters */
export function pointersOf(options: Options | undefined): Pointers {
  const said = (key: string, usual: string) => (typeof options?.[key] === 'string' ? options[key] : usual);
  return {
    query: said('query', '/query'),
    variables: said('variables', '/variables'),
    operation: said('operation', '/operationName'),
  };
}
