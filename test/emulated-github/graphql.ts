/** `POST /graphql`: files of many repositories in a request, and when comments were edited, by GitHub's own schema (`schema.graphql`). */
import { readFileSync } from 'node:fs';
import { buildSchema, execute, GraphQLError, parse, validate } from 'graphql';
import { allows } from './apps.ts';
import { type Answer, maySee, Refusal } from './call.ts';
import { resolve } from './git.ts';
import { nodeId, repositoryJson } from './json.ts';
import { type Caller, type Comment, type RepositoryRecord, storeOf, type World } from './world.ts';

/** GitHub's text of a blob ends there. */
const TRUNCATED_AT = 512_000;
const MOST_IDS = 100;

const schema = buildSchema(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'));

/** `body`: of the request. `complain`: told what GitHub's schema does not have. */
export async function answerGraphql(
  world: World,
  caller: Caller,
  body: unknown,
  complain: (problem: string) => void,
): Promise<Answer> {
  if (caller.kind === 'anonymous') throw new Refusal(401, 'This endpoint requires you to be authenticated.');
  if (caller.kind === 'app') throw new Refusal(401, 'Bad credentials');
  const { query, variables } = body as { query: string; variables?: Record<string, unknown> };
  const document = parse(query);
  const wrong = validate(schema, document);
  if (wrong.length > 0) {
    for (const { message } of wrong) complain(message);
    return { status: 200, body: { errors: wrong.map((error) => written(error)) } };
  }
  const rootValue = { nodes: ({ ids }: { ids: readonly string[] }) => nodes(world, caller, ids) };
  const { data, errors } = await execute({ schema, document, rootValue, variableValues: variables });
  return { status: 200, body: { data, ...(errors && { errors: errors.map((error) => written(error)) }) } };
}

/** GitHub names the kind of an error beside its message. */
function written(error: GraphQLError): object {
  const { extensions: { type, ...extensions } = {}, ...json } = error.toJSON();
  return { ...(type !== undefined && { type }), ...json, ...(Object.keys(extensions).length > 0 && { extensions }) };
}

function refused(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

function nodes(world: World, caller: Caller, ids: readonly string[]) {
  if (ids.length > MOST_IDS) {
    throw refused('ARGUMENT_LIMIT', `You may not provide more than ${MOST_IDS} node ids; you provided ${ids.length}.`);
  }
  const seen = new Map(
    world.repositories
      .filter((repository) => maySee(caller, repository))
      .map((repository) => [String(repositoryJson(world, repository).node_id), repository]),
  );
  return ids.map((id) => {
    const repository = seen.get(id);
    if (repository) return repositoryNode(world, caller, repository, id);
    const comment = [...seen.values()]
      .flatMap(({ comments }) => comments)
      .find((one) => nodeId('IssueComment', one.id) === id);
    if (comment) return commentNode(caller, comment, id);
    return refused('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`);
  });
}

function commentNode(caller: Caller, { id: databaseId, editedAt }: Comment, id: string) {
  const may = (what: string) => caller.kind !== 'installation' || allows(caller.token.permissions, what, 'read');
  if (!may('issues') && !may('pull_requests')) return refused('FORBIDDEN', 'Resource not accessible by integration');
  return { __typename: 'IssueComment', id, databaseId, lastEditedAt: editedAt ?? null };
}

function repositoryNode(world: World, caller: Caller, repository: RepositoryRecord, id: string) {
  return {
    __typename: 'Repository',
    id,
    databaseId: repository.id,
    nameWithOwner: repository.fullName,
    object({ expression = '' }: { expression?: string }) {
      if (caller.kind === 'installation' && !allows(caller.token.permissions, 'contents', 'read')) {
        throw refused('FORBIDDEN', 'Resource not accessible by integration');
      }
      return objectAt(world, repository, expression);
    },
  };
}

/** What `HEAD:path` or `branch:path` leads to. */
async function objectAt(world: World, repository: RepositoryRecord, expression: string) {
  const [name = '', path = ''] = expression.split(/:(.*)/);
  const branch = name === 'HEAD' ? String(repository.json.default_branch) : name;
  const commit = await resolve(world, repository, branch);
  if (commit === undefined) return null;
  const where = `/repos/${storeOf(repository).fullName}/contents/${path}?ref=${commit}`;
  const { status, body } = await world.git.request('GET', where);
  if (status !== 200) return null;
  const found: { sha: string; content: string } | unknown[] = JSON.parse(body.toString());
  if (Array.isArray(found)) return { __typename: 'Tree', id: `T_${path}`, oid: commit };
  const bytes = Buffer.from(found.content, 'base64');
  const isTruncated = bytes.length > TRUNCATED_AT;
  const isBinary = bytes.includes(0);
  return {
    ...{ __typename: 'Blob', id: `B_${found.sha}`, oid: found.sha, byteSize: bytes.length, isTruncated },
    isBinary: isTruncated ? null : isBinary,
    text: isBinary ? null : bytes.subarray(0, TRUNCATED_AT).toString(),
  };
}
