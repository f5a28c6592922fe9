/**
 * Writes `schema.graphql`: what the emulated GitHub answers of GraphQL, out of GitHub's own schema.
 *
 *     npm install --prefix /tmp/graphql @octokit/graphql-schema@15.26.1
 *     node test/emulated-github/extract-graphql.ts /tmp/graphql/node_modules/@octokit/graphql-schema/schema.graphql
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type DefinitionNode, Kind, parse, print } from 'graphql';

/** Fields that are kept, by their type; all else is left out, so that a query for it is refused. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  Query: ['id', 'nodes'],
  Node: ['id'],
  Repository: ['id', 'databaseId', 'nameWithOwner', 'object'],
  GitObject: ['id', 'oid'],
  Blob: ['id', 'oid', 'byteSize', 'isBinary', 'isTruncated', 'text'],
  Tree: ['id', 'oid'],
  IssueComment: ['id', 'databaseId', 'lastEditedAt'],
};
const SCALARS = ['GitObjectID', 'DateTime'];

const [, , file = ''] = process.argv;
const { definitions } = parse(readFileSync(file, 'utf8'));
writeFileSync(new URL('schema.graphql', import.meta.url), `${definitions.flatMap((one) => kept(one)).join('\n\n')}\n`);

function kept(definition: DefinitionNode): string[] {
  if (definition.kind === Kind.SCALAR_TYPE_DEFINITION) {
    return SCALARS.includes(definition.name.value) ? [print({ ...definition, description: undefined })] : [];
  }
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
  const names = KEPT[definition.name.value];
  if (names === undefined) return [];
  const fields = definition.fields
    ?.filter(({ name }) => names.includes(name.value))
    .map((field) => ({ ...field, directives: [] }));
  const interfaces = definition.interfaces?.filter(({ name }) => name.value in KEPT);
  return [print({ ...definition, directives: [], ...(fields && { fields }), ...(interfaces && { interfaces }) })];
}
