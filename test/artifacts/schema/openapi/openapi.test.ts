import converter from 'swagger2openapi';
import { describe, expect, test } from 'vitest';
import type { Artifact, Edit } from '../../../../src/artifacts/engine.ts';
import { openapi } from '../../../../src/artifacts/schema/openapi/index.ts';
import { document, facts, unbroken } from './facts.ts';

function artifact(files: string | Readonly<Record<string, string>>): Artifact {
  const entries = Object.entries(typeof files === 'string' ? { 'api.json': files } : files);
  return { path: entries[0]?.[0] ?? '', kind: 'schema', files: new Map(entries) };
}

function diff(base: string, head: string): Edit[] {
  return openapi.diff(artifact(base), artifact(head));
}

describe("oasdiff's cases", () => {
  test('there are at least sixty', () => expect(facts.length).toBeGreaterThanOrEqual(60));

  test.each(facts)('%s', (_, base, head, change, compatibility) => {
    expect(diff(base, head)).toContainEqual(expect.objectContaining({ change, compatibility }));
    expect(openapi.changes).toEqual(expect.arrayContaining(diff(base, head).map((edit) => edit.change)));
  });

  test.each(unbroken)('%s breaks nothing', (_, base, head) => {
    expect(diff(base, head).filter((edit) => edit.compatibility === 'breaking')).toEqual([]);
  });
});

const users = `openapi: 3.0.3
info: { title: users, version: "1" }
servers: [{ url: https://api.acme.example/v1 }]
paths:
  /users/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer } }
    get:
      parameters:
        - { name: fields, in: query, schema: { type: array, items: { type: string, enum: [name, age] } } }
      responses:
        "200":
          description: a user
          content:
            application/json: { schema: { $ref: "#/components/schemas/User" } }
        default: { description: a problem }
    put:
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: "#/components/schemas/User" } }
      responses: { "204": { description: done } }
  /users/me:
    get: { responses: { "200": { description: me } } }
components:
  schemas:
    User:
      type: object
      required: [id, name]
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string }
        age: { type: integer, minimum: 0, exclusiveMinimum: true }
        nick: { type: string, nullable: true }
`;

async function reasons(text: string, ...calls: readonly object[]): Promise<(string | undefined)[]> {
  const stage = await openapi.compile(artifact({ 'api.yaml': text }));
  const outcomes = await stage.run(calls);
  return outcomes.map((outcome) => ('reason' in outcome ? `${outcome.outcome}: ${outcome.reason}` : undefined));
}

test('a component that requests and answers share is an edit of each, with its own weight, on its line', () => {
  const head = users.replace('name: { type: string }', 'name: { type: string, maxLength: 9 }');
  const edits = openapi.diff(artifact({ 'api.yaml': users }), artifact({ 'api.yaml': head }));

  expect(edits.map(({ change, compatibility, lines, pointer }) => [change, compatibility, lines, pointer])).toEqual([
    ['response-max-length-tightened', 'safe', [32, 32], '/components/schemas/User/properties/name/maxLength'],
    ['request-max-length-tightened', 'breaking', [32, 32], '/components/schemas/User/properties/name/maxLength'],
  ]);
  expect(edits[1]?.message).toBe('PUT /users/{id} request body: maxLength 9 added');
});

test('recorded calls are matched to their operations, requests and answers judged, and no value is told', async () => {
  expect(
    await reasons(
      users,
      {
        method: 'GET',
        path: '/v1/users/7?fields=name,age',
        status: 200,
        response: { body: { id: 7, name: 'secret' } },
      },
      { method: 'get', url: 'https://api.acme.example/v1/users/7', query: { fields: ['secret'] } },
      { method: 'GET', path: '/users/secret' },
      { method: 'GET', path: '/users/me', status: 200 },
      { method: 'GET', path: '/hotels/secret' },
      { method: 'DELETE', path: '/users/7' },
      { method: 'PUT', path: '/users/7', body: { name: 'secret', nick: null }, status: 204 },
      { method: 'PUT', path: '/users/7', body: { name: 3 }, status: 204 },
      { method: 'PUT', path: '/users/7', body: { name: 'secret', age: 0 } },
      { method: 'PUT', path: '/users/7' },
      { method: 'PUT', path: '/users/7', body: {}, headers: { 'Content-Type': 'text/plain' } },
      { method: 'PUT', path: '/users/7', body: { name: 'secret' }, status: 500 },
      { method: 'GET', path: '/users/7', status: 200, response: { body: { name: 'secret' } } },
      { method: 'GET', path: '/users/7', status: 503, response: { body: 'secret' } },
      { input: 3 },
    ),
  ).toEqual([
    undefined,
    expect.stringMatching(/^rejected: query parameter fields \/0 must be/),
    'rejected: path parameter id must be integer',
    undefined,
    'rejected: no path matches the call',
    'rejected: /users/{id} has no such method',
    undefined,
    'rejected: request body /name must be string',
    'rejected: request body /age must be > 0',
    'rejected: a request body is required',
    'rejected: request body: its content type is not among application/json',
    'rejected: status 500 is not among the responses of PUT /users/{id}',
    "rejected: response 200 body must have required property 'id'",
    undefined,
    'unreplayable: the recording has no method and path of a call',
  ]);
});

test('headers of answers are judged by their schemas where they were recorded, whatever they are called', async () => {
  const headers = {
    'x-left': { required: true, schema: { type: 'integer', maximum: 9 } },
    'X-Tags': { schema: { type: 'array', items: { enum: ['a', 'b'] } } },
    'Set-Cookie': { schema: { type: 'string' } },
    'Content-Type': { required: true, schema: { enum: ['text/none'] } },
  };
  const api = document({ responses: { 200: { description: 'done', headers } } });
  const answered = (given?: object) => ({
    ...{ method: 'POST', path: '/things/7', status: 200 },
    ...(given && { response: { headers: given } }),
  });

  expect(
    await reasons(
      api,
      answered(),
      answered({ 'X-Left': '9', 'x-tags': 'a,b', 'set-cookie': ['a=1', 'b=2'] }),
      answered({ 'X-LEFT': 7, 'x-tags': ['a', 'b'] }),
      answered({ 'x-left': '10' }),
      answered({}),
      answered({ 'x-left': '1', 'x-tags': 'a,secret' }),
    ),
  ).toEqual([
    undefined,
    undefined,
    undefined,
    'rejected: response 200 header x-left must be <= 9',
    'rejected: response 200 header x-left is required',
    'rejected: response 200 header X-Tags /1 must be equal to one of the allowed values',
  ]);
});

test('schemas in other files of the repository belong to the document', () => {
  const api = document({ requestBody: { content: { 'application/json': { schema: { $ref: 'user.json' } } } } });
  const files = (user: object) => artifact({ 'api/api.json': api, 'api/user.json': JSON.stringify(user, null, 1) });

  expect(openapi.references(api, 'api/api.json')).toEqual(['api/user.json']);
  expect(openapi.diff(files({ type: 'string' }), files({ type: 'integer' }))).toEqual([
    expect.objectContaining({ artifact: 'api/user.json', change: 'request-type-changed', lines: [2, 2] }),
  ]);
});

test('3.1 is read as the JSON Schema of 2020-12', async () => {
  const text = users.replace('3.0.3', '3.1.0').replace('minimum: 0, exclusiveMinimum: true', 'exclusiveMinimum: 0');

  expect(await reasons(text, { method: 'PUT', path: '/users/7', body: { name: 'x', age: 0 } })).toEqual([
    'rejected: request body /age must be > 0',
  ]);
});

const swagger = {
  swagger: '2.0',
  info: { title: 'users', version: '1' },
  basePath: '/v1',
  paths: {
    '/users/{id}': {
      put: {
        parameters: [
          { name: 'id', in: 'path', required: true, type: 'integer' },
          { name: 'dry', in: 'query', type: 'boolean' },
          { name: 'user', in: 'body', required: true, schema: { $ref: '#/definitions/User' } },
        ],
        responses: { 200: { description: 'done', schema: { $ref: '#/definitions/User' } } },
      },
    },
  },
  definitions: { User: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
};

test('2.0 is read as what swagger2openapi makes of it', async () => {
  const changed = JSON.parse(
    JSON.stringify(swagger).replace('"boolean"', '"integer"').replace('"required":["name"],', ''),
  );
  const converted = await Promise.all(
    [swagger, changed].map(async (one: unknown) => (await converter.convertObj(structuredClone(one), {})).openapi),
  );
  const told = (edits: readonly Edit[]) =>
    edits.map(({ change, compatibility, message }) => [change, compatibility, message]);
  const [from, to] = [swagger, changed].map((one) => JSON.stringify(one, null, 2));
  const [base, head] = converted.map((one) => JSON.stringify(one, null, 2));
  const native = told(diff(from ?? '', to ?? ''));

  expect(native).toHaveLength(3);
  expect(native.toSorted()).toEqual(told(diff(base ?? '', head ?? '')).toSorted());
  expect(
    await reasons(
      JSON.stringify(swagger),
      {
        method: 'PUT',
        path: '/v1/users/7?dry=true',
        body: { name: 'x' },
        status: 200,
        response: { body: { name: 'x' } },
      },
      { method: 'PUT', path: '/v1/users/7?dry=maybe', body: { name: 'x' } },
      { method: 'PUT', path: '/v1/users/7', body: {} },
    ),
  ).toEqual([
    undefined,
    'rejected: query parameter dry must be boolean',
    "rejected: request body must have required property 'name'",
  ]);
});

test.each([
  ['no such document', '{"paths": {}}', 'api.json:1:1: no OpenAPI document; expected `openapi: 3.0.x`'],
  ['cut short', '{"openapi": "3.0.0", "paths": {', 'api.json:1:'],
])('%s is an error with its place', (_, text, message) => {
  expect(() => diff(document({}), text)).toThrow(message);
});

test.each([
  ['a remote reference', 'https://acme.example/user.json', 'nothing is fetched'],
  ['a reference to nowhere', '#/components/schemas/None', 'a reference that leads nowhere'],
  ['a reference to itself', '#/components/schemas/Loop', 'a reference that leads back to itself without end'],
])('%s is an error of the replay with its line', async (_, $ref, message) => {
  const whole = {
    ...JSON.parse(document({ requestBody: { content: { 'application/json': { schema: { $ref } } } } })),
    components: { schemas: { Loop: { $ref: '#/components/schemas/Loop' } } },
  };

  await expect(openapi.compile(artifact(JSON.stringify(whole, null, 1)))).rejects.toThrow(message);
});

test('schemas that lead to themselves by what they hold are no circle', async () => {
  const tree = users.replace(
    'nick: {',
    'friends: { type: array, items: { $ref: "#/components/schemas/User" } }\n        nick: {',
  );

  expect(await reasons(tree, { method: 'PUT', path: '/users/7', body: { name: 'a', friends: [{ name: 3 }] } })).toEqual(
    [expect.stringContaining('/friends/0/name must be string')],
  );
  expect(openapi.diff(artifact({ 'api.yaml': users }), artifact({ 'api.yaml': tree })).length).toBeGreaterThan(0);
});

test('a document of 10 MB is compared', () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 2_000 }, (_, index) => [
      `S${index}`,
      {
        description: 'what it is about '.repeat(300),
        type: 'object',
        properties: { next: { $ref: `#/components/schemas/S${(index + 1) % 2_000}` } },
      },
    ]),
  );
  const of = (type: string) =>
    JSON.stringify({
      ...JSON.parse(
        document({ requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/S0' } } } } }),
      ),
      components: { schemas: { ...schemas, S9: { type } } },
    });
  const [base, head] = [of('string'), of('integer')];

  expect(base.length).toBeGreaterThan(9_000_000);
  expect(diff(base, head).map(({ change }) => change)).toEqual(['request-type-changed']);
});
