import { expect, test } from 'vitest';
import { graphql } from '../../../../src/artifacts/schema/graphql/index.ts';
import { artifact, replay } from './artifact.ts';

const base = `type Query {
  user(id: ID!, near: Point): User
  search(kind: Kind, text: String = "a"): [Thing!]
}
type User { id: ID! name: String! nick: String age: Int posts: [Post!]! }
type Post { title: String }
union Thing = User | Post
enum Kind { USER POST OLD }
input Point { lat: Float! lng: Float! label: String }
`;

const user = 'query User($id: ID!, $near: Point) { user(id: $id, near: $near) { id name } }';

/** Why each of these is refused under head; undefined where it is taken. */
async function reasons(head: string, ...documents: readonly unknown[]): Promise<(string | undefined)[]> {
  const outcomes = await replay(base, head, documents);
  return outcomes.map((outcome) => ('reason' in outcome ? `${outcome.outcome}: ${outcome.reason}` : undefined));
}

test('an operation that selects a removed field is rejected, others are as they were', async () => {
  const head = base.replace(' nick: String', '');

  expect(
    await reasons(
      head,
      { query: '{ user(id: 1) { id nick } }' },
      { query: '{ user(id: 1) { id } }' },
      { query: '{ search { ... on User { nick } } }' },
      { query: 'query { user(id: 1) { ...U } } fragment U on User { nick }' },
    ),
  ).toEqual([
    'rejected: cannot query field "nick" on type "User"',
    undefined,
    'rejected: cannot query field "nick" on type "User"',
    'rejected: cannot query field "nick" on type "User"',
  ]);
});

test('variables are judged by the types of head, and no value is told', async () => {
  const head = base.replace('label: String', 'label: String!').replace(' OLD', '');
  const search = 'query ($kind: Kind) { search(kind: $kind) { __typename } }';

  expect(
    await reasons(
      head,
      { query: user, variables: { id: 'secret', near: { lat: 1, lng: 2 } } },
      { query: user, variables: { id: 'secret', near: { lat: 1, lng: 2, label: 'x' } } },
      { query: user, variables: { id: 'secret', near: { lat: 'secret', lng: 2, label: 'x' } } },
      { query: user, variables: { id: 'secret', near: { lat: 1, lng: 2, label: 'x', z: 'secret' } } },
      { query: user, variables: { id: 'secret', near: 'secret' } },
      { query: user, variables: { id: { secret: 1 } } },
      { query: user, variables: { id: null } },
      { query: user },
      { query: user, variables: 'secret' },
      { query: search, variables: { kind: 'OLD' } },
      { query: search, variables: { kind: 'USER' } },
      { query: '{ search(kind: OLD) { __typename } }' },
      { query: '{ search(text: 3) { __typename } }' },
    ),
  ).toEqual([
    'rejected: $near: Point requires the field label',
    undefined,
    'rejected: $near/lat: a value that is no Float',
    'rejected: $near: Point has no field z',
    'rejected: $near: a value that is no Point',
    'rejected: $id: a value that is no ID',
    'rejected: $id: null where ID! is required',
    'rejected: $id is not given; ID! is required',
    'rejected: the variables are no object',
    'rejected: $kind: a value that enum Kind does not have',
    undefined,
    'rejected: a value that enum Kind does not have',
    'rejected: a value that is no String',
  ]);
});

test('a new required argument rejects who does not give it', async () => {
  const head = base.replace('user(id: ID!', 'user(team: ID!, id: ID!');

  expect(await reasons(head, { query: '{ user(id: 1) { id } }' }, { query: '{ search { __typename } }' })).toEqual([
    'rejected: argument "Query.user(team:)" of type "ID!" is required, but it was not provided',
    undefined,
  ]);
});

test('an answer that is no longer what was promised breaks who selects it', async () => {
  const head = base
    .replace('name: String!', 'name: String')
    .replace('posts: [Post!]!', 'posts: [Post]!')
    .replace('age: Int', 'age: Int!');

  expect(
    await reasons(
      head,
      { query: '{ user(id: 1) { name } }' },
      { query: '{ user(id: 1) { age } }' },
      { query: '{ search { ... on User { posts { title } } } }' },
    ),
  ).toEqual([
    'rejected: User.name answers String where String! was promised',
    undefined,
    'rejected: User.posts answers [Post]! where [Post!]! was promised',
  ]);
});

test('what base refuses already is refused by head for the same reason', async () => {
  const operations = [{ query: '{ none }' }, { query: '{ user(id: 1) {' }, { query: user, variables: {} }];
  const stage = await graphql.compile(artifact(base));

  expect(await replay(base, base, operations)).toEqual(await stage.run(operations));
});

test('one of several operations is told by its name', async () => {
  const query = 'query A { user(id: 1) { id } } query B($id: ID!) { user(id: $id) { id } }';

  expect(
    await reasons(
      base,
      { query, operationName: 'A' },
      { query, operationName: 'B' },
      { query },
      { query, operationName: 'C' },
    ),
  ).toEqual([
    undefined,
    'rejected: $id is not given; ID! is required',
    'rejected: the operation is not named among several',
    'rejected: names no operation',
  ]);
});

test('a recording without the text of an operation cannot be replayed', async () => {
  const persisted = { extensions: { persistedQuery: { sha256Hash: 'ecf4edb4' } }, variables: {} };

  expect(await reasons(base, persisted, 3)).toEqual([
    'unreplayable: the recording has no text of an operation at /query',
    'unreplayable: the recording has no text of an operation at /query',
  ]);
});

test('parts of a recorded operation stand where weir.yml says', async () => {
  const options = { query: '/body/query', variables: '/body/vars' };
  const stage = await graphql.compile(artifact(base, options));

  expect(await stage.run([{ body: { query: user, vars: { id: 1 } } }, { body: { query: user } }])).toEqual([
    { outcome: 'ok', value: { body: { query: user, vars: { id: 1 } } } },
    { outcome: 'rejected', reason: '$id is not given; ID! is required' },
  ]);
  expect(stage.reads).toEqual([['body', 'query'], ['body', 'vars'], ['operationName']]);
});

test('an operation nested beyond reason fails alone', async () => {
  const deep = `${'{ user(id: 1) '.repeat(60_000)}`;

  expect(await reasons(base, { query: deep }, { query: '{ user(id: 1) { id } }' })).toEqual([
    expect.stringMatching(/^(rejected|failed): /),
    undefined,
  ]);
});
