/** Schemas in GraphQL's own language, which recorded operations are held to. */
import { pointerTokens } from '../../../document/pointer.ts';
import { toText } from '../../content.ts';
import type { Artifact, Engine } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { packageVersion } from '../../version.ts';
import { CHANGES } from './change-names.ts';
import { diffGraphQL } from './diff.ts';
import { excerptOf } from './excerpt.ts';
import { imports } from './imports.ts';
import { language } from './language.ts';
import { pointersOf } from './pointers.ts';
import { isGraphQLSchema } from './recognise.ts';
import { mistakesIn, openSdl } from './sdl.ts';
import { operationCandidates } from './witness.ts';

const version = packageVersion('graphql');

function pointer(what: string, usual: string): object {
  return {
    type: 'string',
    format: 'json-pointer',
    description: `GraphQL: where in the document the ${what} of a recorded operation stands. Default: ${usual}.`,
    examples: [usual],
  };
}

export const graphql: Engine = {
  id: 'graphql',
  kind: 'schema',
  name: 'a GraphQL schema',
  version,
  extensions: ['.graphql', '.graphqls', '.gql'],
  selectedBy: 'schema',
  languages: ['GraphQL'],
  content: 'text',
  parts: false,
  options: {
    query: pointer('text', '/query'),
    variables: pointer('mapping of variables', '/variables'),
    operation: pointer('name', '/operationName'),
  },
  needs: { addons: false },
  client: '/client',
  references: (content, path) => imports(toText(content, path), path),
  // The library is loaded where something is compiled or compared, never where files are only looked at.
  compile: async (artifact, options) => (await import('./compile.ts')).compile(artifact, options),
  diff: (base, head) => withinStack(head.path, () => diffGraphQL(base, head, `graphql@${version}`)),
  changes: CHANGES,
  excerpts: (base, head) => withinStack(head.path, () => [excerptOf(base, head)]),
  candidates: (base, head, edit) => withinStack(head.path, () => operationCandidates(base, head, edit)),
  mistakes: (artifact) => withinStack(artifact.path, () => mistakesIn(openSdl(artifact), artifact.path)),
  inspect: async (artifact) => withinStack(artifact.path, () => inspected(artifact)),
  warnings: (artifact, inForce) => withinStack(artifact.path, () => openSdl(artifact, inForce).warnings),
  language,
  recognise: isGraphQLSchema,
  outline: async ({ options }) => ({ reads: Object.values(pointersOf(options)).map(pointerTokens) }),
};

function inspected(artifact: Artifact): undefined {
  openSdl(artifact);
}
