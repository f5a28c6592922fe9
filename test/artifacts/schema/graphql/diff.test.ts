import { ChangeType } from '@graphql-inspector/core';
import { describe, expect, test } from 'vitest';
import { directionsOf } from '../../../../src/artifacts/directions.ts';
import { loadArtifact } from '../../../../src/artifacts/load.ts';
import { graphql } from '../../../../src/artifacts/schema/graphql/index.ts';
import { ArtifactError } from '../../../../src/errors.ts';
import { artifact, diff } from './artifact.ts';
import { facts, same } from './facts.ts';

describe("GraphQL Inspector's cases", () => {
  test('there are at least sixty', () => {
    expect(facts.length + same.length).toBeGreaterThanOrEqual(60);
  });

  test('every kind of change that it has is one that a waiver may name', () => {
    const names = Object.values(ChangeType).map((type) => type.toLowerCase().replaceAll('_', '-'));
    expect([...(graphql.changes ?? [])].sort()).toEqual([...names, 'definition-changed'].sort());
  });

  test.each(facts)('%s', (_, base, head, change, selector, compatibility) => {
    expect(diff(base, head)).toContainEqual(expect.objectContaining({ change, selector, compatibility }));
  });

  test.each(same)('%s is no edit', (_, base, head) => {
    expect(diff(base, head)).toEqual([]);
  });
});

const base = `type Query {
  user(id: ID!): User
}

type User {
  id: ID!
  name: String
  nick: String
}

enum Role { ADMIN GUEST }
`;

test('what is new as a whole is one edit, and a deprecation is one', () => {
  const head = `${base}"""Who"""\ntype Team {\n  "as spelt"\n  name(in: String): String @deprecated\n}\n`;
  const deprecated = base.replace('nick: String', 'nick: String @deprecated(reason: "no one has one")');

  expect(diff(base, head).map(({ change, selector }) => [change, selector])).toEqual([['type-added', 'Team']]);
  expect(diff(base, deprecated).map(({ change }) => change)).toEqual(['field-deprecation-added']);
});

test('a breaking change is told beside an addition to the same type', () => {
  const head = 'interface Named { name: String } type Query { user: User } type User implements Named { name: String }';
  const before = 'interface Named { name: String } type Query { user: User } type User { name: String nick: String }';

  expect(diff(before, head).map(({ change }) => change)).toEqual(
    expect.arrayContaining(['object-type-interface-added', 'field-removed']),
  );
});

test('edits stand on the lines of head: of what is there, of what held it, of what stood before it', () => {
  const head = `type Query {
  user(id: ID!, team: ID!): User
}

type User {
  id: ID!
  "never empty"
  name: String!
}
`;
  const places = diff(base, head).map(({ selector, lines }) => [selector, lines]);

  expect(places).toEqual([
    ['Query.user(team:)', [2, 2]],
    ['User.nick', [5, 5]],
    ['User.name', [7, 8]],
    ['User.name', [7, 8]],
    ['Role', [9, 9]],
  ]);
});

test('what head refuses is not backward compatible, what base would refuse not forward', () => {
  const removed = base.replace('  nick: String\n', '');

  expect(directionsOf(diff(base, removed))).toMatchObject({ backward: 'incompatible', forward: 'compatible' });
  expect(directionsOf(diff(removed, base))).toMatchObject({ backward: 'compatible', forward: 'incompatible' });
  expect(directionsOf(diff(base, `# Users\n${base}`))).toMatchObject({ full: 'compatible' });
});

test('an argument that is deprecated is an edit though Inspector has no name for it', () => {
  expect(diff('type Query { a(b: Int): Int }', 'type Query { a(b: Int @deprecated): Int }')).toHaveLength(1);
});

test('files that a comment imports belong to the schema, and edits stand in them', () => {
  const files = (user: string) =>
    new Map([
      ['api/schema.graphql', '# import User from "./user.graphql"\ntype Query { user: User }\n'],
      ['api/user.graphql', user],
    ]);
  const named = (user: string) => ({ path: 'api/schema.graphql', kind: 'schema', files: files(user) }) as const;

  expect(graphql.references(files('').get('api/schema.graphql') ?? '', 'api/schema.graphql')).toEqual([
    'api/user.graphql',
  ]);
  expect(graphql.diff(named('type User { id: ID a: Int }'), named('type User {\n  id: ID\n}'))).toEqual([
    expect.objectContaining({ artifact: 'api/user.graphql', selector: 'User.a', lines: [1, 1] }),
  ]);
});

test('files that import each other are no circle; one that is not there is an error at its line', async () => {
  const files: Readonly<Record<string, string>> = {
    'a.graphql': '# import B from "./b.graphql"\ntype Query { b: B }\n',
    'b.graphql': '# import Query from "./a.graphql"\ntype B { q: Query }\n',
    'c.graphql': 'type Query { a: Int }\n# import D from "./d.graphql"\n',
  };
  const read = async (path: string) => files[path];
  const load = (path: string) => loadArtifact({ read, readBytes: async () => undefined }, path, graphql);

  expect([...((await load('a.graphql'))?.files.keys() ?? [])]).toEqual(['a.graphql', 'b.graphql']);
  await expect(load('c.graphql')).rejects.toThrow('c.graphql:2:20: refers to a file that does not exist');
});

test('a subgraph of a federation is read alone, and its directives are named', () => {
  const subgraph = 'extend type Query { me: User }\nextend type User @key(fields: "id") { id: ID! @external }\n';

  expect(graphql.warnings?.(artifact(subgraph)).map(({ message, line }) => [line, message])).toEqual([
    [2, 'unknown directive "@key": it is compared, and judges nothing'],
    [2, 'unknown directive "@external": it is compared, and judges nothing'],
  ]);
  expect(diff(subgraph, subgraph.replace('me: User', 'me: User!')).map(({ selector }) => selector)).toEqual([
    'Query.me',
  ]);
});

test.each([
  ['an operation', '{ user { id } }', 'schema.graphql:1:1: an operation stands in a schema; found'],
  ['JSON', '{"a": 1}', 'schema.graphql:1:2: no GraphQL: Expected Name, found String "a"'],
  ['nothing', '', 'schema.graphql:1:1: no GraphQL: Unexpected <EOF>'],
  ['a type cut short', 'type Query {\n  a: Int\n', 'schema.graphql:3:1: no GraphQL: Expected Name, found <EOF>'],
  ['a type that is not there', 'type Query {\n  a: Foo\n}', 'schema.graphql:2:6: Unknown type "Foo"'],
  [
    'a type defined twice',
    'type A { a: Int }\ntype A { b: Int }',
    'schema.graphql:1:6: There can be only one type named "A"',
  ],
])('%s is an error with its place', (_, text, message) => {
  expect(() => diff('type Query { a: Int }', text)).toThrow(ArtifactError);
  expect(() => diff('type Query { a: Int }', text)).toThrow(message.replace('; found', ''));
});

test('types that lead to each other are no circle, inputs that need each other are an error of the replay', async () => {
  expect(diff('type Query { a: A } type A { q: Query }', 'type Query { a: A } type A { q: Query! }')).toHaveLength(1);
  const endless = artifact('type Query { a(b: B): Int }\ninput B {\n  b: B!\n}');

  await expect(graphql.compile(endless)).rejects.toThrow(
    'schema.graphql:3:3: Input Object B cannot be provided a finite value',
  );
});

test('a schema of 10 MB is compared', () => {
  const types = Array.from(
    { length: 2_000 },
    (_, index) => `"${'what it is about '.repeat(300)}"\ntype T${index} {\n  next: T${(index + 1) % 2_000}\n}\n`,
  );
  const text = `type Query { first: T0 }\n${types.join('')}`;

  expect(text.length).toBeGreaterThan(9_000_000);
  expect(diff(text, text.replace('first: T0', 'first: T1')).map(({ selector }) => selector)).toEqual(['Query.first']);
});

test.each([
  ['of an object of inputs', 'input N { x: Int! = 1 }', 'input N { x: Int! }'],
  ['of an argument', 'type A { a(x: Int! = 1): Int }', 'type A { a(x: Int!): Int }'],
])('an input %s that loses the default it needs is refused where it is not given', (_, base, head) => {
  expect(diff(base, head)).toMatchObject([{ compatibility: 'breaking', rejects: true, accepts: false }]);
  expect(diff(head, base)).toMatchObject([{ rejects: false, accepts: true }]);
});
