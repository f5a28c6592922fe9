/** The packages that read and compare GraphQL, required where they are first needed: most never meet a schema in it. */
import { createRequire } from 'node:module';
import { requirePeer } from '../../../peer.ts';

const require = createRequire(import.meta.url);

export type GraphQL = typeof import('graphql');
type Validation = typeof import('graphql/validation/validate');
type Inspector = typeof import('@graphql-inspector/core/diff/schema');

const PEERS = ['graphql', '@graphql-inspector/core'] as const;

/** Throws a PeerError that names the command. */
export function graphql(file?: string): GraphQL {
  return requirePeer('a schema in GraphQL needs', PEERS, () => require('graphql') as GraphQL, file);
}

/** What a document of definitions is held to. Throws as `graphql`. */
export function validation(file?: string): Validation {
  const load = () => require('graphql/validation/validate') as Validation;
  return requirePeer('a schema in GraphQL needs', PEERS, load, file);
}

/** Throws as `graphql`. */
export function inspector(file?: string): Inspector {
  const load = () => require('@graphql-inspector/core/diff/schema') as Inspector;
  return requirePeer('comparing schemas in GraphQL needs', PEERS, load, file);
}
