/** What `weir diff` says of a version that nobody could use, beside what changed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Artifact } from '../../src/artifacts/engine.ts';
import { engineFor } from '../../src/artifacts/registry.ts';
import { notesOn } from '../../src/cli/diff/soundness.ts';
import { temporaryFolder } from '../recordings/files.ts';
import { weir } from './weir.ts';

const openapi = (schema: string, more = '') =>
  `openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths:\n  /a:\n    get:\n      responses:\n        "200":\n          description: d\n          content: { application/json: { schema: ${schema} } }\n${more}`;
const REMOTE = '{ $ref: "https://acme.example/money.json" }';
const NOT_FETCHED = 'nothing is fetched: looked for the $id https://acme.example/money.json';

function artifact(text: string): Artifact {
  return { path: 'a', kind: 'schema', files: new Map([['a', text]]) };
}

function notes(engine: string, base: string, head: string): readonly string[] {
  return notesOn(artifact(base), artifact(head), engineFor(engine), (path) => `./${path}`);
}

test.each([
  ['json-schema', '{}', '{"$ref": "#"}', 'a reference that leads back to itself without end'],
  ['json-schema', '{}', '{"items": {"$ref": "#/$defs/b"}}', 'a reference that leads nowhere'],
  ['json-schema', '{}', `items: ${REMOTE}`, NOT_FETCHED],
  ['json-schema', '{}', '{"type": "objekt"}', 'type must be equal to one of the allowed values'],
  ['json-schema', '{}', '{"pattern": "("}', 'Invalid regular expression'],
  ['json-schema-ajv', '{}', '{"$async": true}', 'async'],
  [
    'openapi',
    openapi('{}'),
    openapi(
      '{ $ref: "#/components/schemas/A" }',
      'components: { schemas: { A: { $ref: "#/components/schemas/A" } } }\n',
    ),
    'a reference that leads back to itself without end',
  ],
  ['openapi', openapi('{}'), openapi('{ $ref: "#/components/schemas/B" }'), 'a reference that leads nowhere'],
  ['openapi', openapi('{}'), openapi(REMOTE), NOT_FETCHED],
  ['openapi', openapi('{}'), openapi('{ pattern: "(" }'), 'Invalid regular expression'],
  [
    'graphql',
    'type Query { a: Int }',
    'type Query { a(i: I): Int }\ninput I { i: I! }',
    'Input Object I cannot be provided a finite value because it references itself',
  ],
  [
    'graphql',
    'type Query { a: Int }',
    'type Query implements N { a: Int }\ninterface N { id: ID }',
    'Interface field N.id expected but Query does not provide it',
  ],
])('%s: what head brings is an error: %#', (engine, base, head, message) => {
  expect(() => notes(engine, base, head)).toThrow(message);
  // Base runs already, and the change may be what mends it.
  expect(notes(engine, head, base).every((note) => !note.includes('(head)'))).toBe(true);
});

test('what is wrong with both is a note, and so is what is read past', () => {
  const circle = '{"$ref": "#", "title": "a"}';

  expect(notes('json-schema', circle, circle.replace('a"', 'b"'))).toContainEqual(
    expect.stringMatching(
      /^\.\/a:1:\d+: a reference that leads back to itself without end; read as if it said nothing/,
    ),
  );
  const proto = 'syntax = "proto3";\nmessage F { int32 a = 1; }\n';
  expect(notes('protobuf', proto, proto.replace('\n', '\nimport "gone.proto";\n'))).toEqual([
    './a:2:1: imports gone.proto, which the repository does not have; no message here needs it',
  ]);
});

test('what is too big is not looked through, and that is said', () => {
  const head = JSON.stringify({ type: 'objekt', description: 'x'.repeat(2_000_000) });

  expect(notes('json-schema', '{}', head)).toEqual([
    './a is too big to be looked through for mistakes here; weir check does',
  ]);
});

test('on the terminal it stands at its line, and nothing is said to be compatible', async () => {
  const directory = join(temporaryFolder(), 'in');
  mkdirSync(directory);
  writeFileSync(join(directory, 'v1.json'), '{\n  "type": "object",\n  "properties": {}\n}\n');
  writeFileSync(
    join(directory, 'v2.json'),
    '{\n  "type": "object",\n  "properties": { "fare": { "$ref": "https://acme.example/money.json" } }\n}\n',
  );

  const run = await weir({ directory }, 'diff', 'v1.json', 'v2.json', '--format', 'json-schema');

  expect(run).toMatchObject({ status: 2, stdout: '' });
  expect(run.stderr).toContain('v2.json:3:29 (head): a reference to what no file of the repository holds');
  expect(run.stderr).toContain('name a copy of it by vendored');
  expect(run.stderr).toContain('  3 |   "properties": { "fare"');
});
