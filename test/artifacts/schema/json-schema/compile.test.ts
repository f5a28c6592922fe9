// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Outcome } from '../../../../src/artifacts/engine.ts';
import { jsonSchema } from '../../../../src/artifacts/schema/json-schema/index.ts';
import { ArtifactError } from '../../../../src/errors.ts';
import { artifact } from './artifact.ts';

const flight = {
  type: 'object',
  properties: { date: { type: 'string', format: 'date' }, delay: { type: 'integer' } },
  required: ['delay'],
};

test('the version is the one of the installed ajv', () => {
  const path = new URL('../../../../node_modules/ajv/package.json', import.meta.url);

  expect(jsonSchema.version).toBe(JSON.parse(readFileSync(path, 'utf8')).version);
});

test('a valid document comes back as the same object', async () => {
  const document = Object.freeze({ delay: 3, other: {} });

  const [outcome] = await run({ 'a.json': flight }, [document]);

  expect(outcome).toEqual({ outcome: 'ok', value: document });
  expect(outcome?.outcome === 'ok' && outcome.value).toBe(document);
});

test.each([
  ['a wrong type', flight, { delay: 1.5 }, '/delay must be integer'],
  ['a wrong format', flight, { delay: 1, date: 'today' }, '/date must match format "date"'],
  ['a missing property', flight, {}, "must have required property 'delay'"],
  ['a failed branch', { anyOf: [{ type: 'string' }, { type: 'null' }] }, 1, 'must match a schema in anyOf'],
  ['a condition', { if: { type: 'number' }, then: { minimum: 3 } }, 1, 'must be >= 3'],
  [
    'additional properties',
    { ...flight, additionalProperties: false },
    { delay: 1, secret: 2 },
    'must NOT have additional properties',
  ],
  [
    'names that are data',
    { additionalProperties: { type: 'integer' } },
    { 'jo@example.com': 'x' },
    '/* must be integer',
  ],
  ['names of names', { propertyNames: { maxLength: 3 } }, { 'jo@example.com': 'x' }, 'property name must be valid'],
  ['duplicates', { uniqueItems: true }, [7, 8, 7], 'must NOT have duplicate items'],
  ['a place in a list', { items: { type: 'integer' } }, [1, 'secret'], '/1 must be integer'],
])('the reason of a rejection holds no value and no undeclared name: %s', async (_, schema, document, reason) => {
  expect(await run({ 'a.json': schema }, [document])).toEqual([{ outcome: 'rejected', reason }]);
});

test('a format that ajv does not know says nothing', async () => {
  expect(await run({ 'a.json': { format: 'iata-code' } }, ['x'])).toEqual([{ outcome: 'ok', value: 'x' }]);
});

test('a document that is too deep for the validator fails alone', async () => {
  const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  const outcomes = await run({ 'a.json': { items: { $ref: '#' } } }, [[], deep, [[]]]);

  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['ok', 'failed', 'ok']);
});

test.each([
  [
    'a file beside it',
    { 'x/a.json': { $ref: 'b.yaml#/$defs/code' }, 'x/b.yaml': '$defs:\n  code: { minLength: 3 }\n' },
  ],
  ['a file elsewhere', { 'x/a.json': { $ref: '../y/b.json' }, 'y/b.json': { minLength: 3 } }],
  [
    'a file by its $id',
    { 'a.json': { $ref: 'https://acme.example/code' }, 'b.json': { $id: 'https://acme.example/code', minLength: 3 } },
  ],
  [
    'a file beside it, under a published $id',
    {
      'x/a.json': { $id: 'https://acme.example/v1/a', $ref: 'b.json#/$defs/c' },
      'x/b.json': { $defs: { c: { minLength: 3 } } },
    },
  ],
  ['an anchor', { 'a.json': { $ref: '#code', $defs: { code: { $anchor: 'code', minLength: 3 } } } }],
  [
    'a part of a file that is no schema',
    { 'a.json': { $ref: 'api.yaml#/components/c' }, 'api.yaml': 'components: { c: { minLength: 3 } }' },
  ],
  [
    'files that refer to each other',
    { 'a.json': { minLength: 3, items: { $ref: 'b.json' } }, 'b.json': { items: { $ref: 'a.json' } } },
  ],
])('a reference leads to %s', async (_, files) => {
  const outcomes = await run(files, ['JFK', 'JF']);

  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['ok', 'rejected']);
});

test.each([
  ['http://json-schema.org/draft-06/schema#', { items: [{ type: 'string' }] }, [1]],
  ['http://json-schema.org/draft-07/schema#', { items: [{ type: 'string' }] }, [1]],
  ['https://json-schema.org/draft/2019-09/schema', { dependentRequired: { a: ['b'] } }, { a: 1 }],
  ['https://json-schema.org/draft/2020-12/schema', { prefixItems: [{ type: 'string' }] }, [1]],
  [undefined, { prefixItems: [{ type: 'string' }] }, [1]],
])('the draft %s is evaluated', async ($schema, schema, document) => {
  const outcomes = await run({ 'a.json': { $schema, ...schema } }, [document]);

  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['rejected']);
});

test.each([
  ['no JSON', { 'a.json': '{\n  "type": }' }, 'a.json:2:11: not JSON'],
  ['no schema', { 'a.json': '[1]' }, 'a.json:1:1: not a JSON Schema; expected an object, true or false'],
  ['an empty file', { 'a.yaml': '' }, 'a.yaml:1:1: not a JSON Schema'],
  [
    'an unknown type',
    { 'a.yaml': 'properties:\n  a:\n    type: strin\n' },
    'a.yaml:3:5: type must be equal to one of the allowed values; expected array,',
  ],
  ['a negative length', { 'a.json': { minLength: -1 } }, 'a.json:2:3: minLength must be >= 0'],
  [
    'a mistake in another file',
    { 'a.json': { $ref: 'b.yaml#/x' }, 'b.yaml': 'x:\n  minLength: a\n' },
    'b.yaml:2:3: minLength must be integer',
  ],
  ['a pattern that is none', { 'a.json': { pattern: '(' } }, 'a.json:2:3: Invalid regular expression'],
  [
    'a reference to nowhere',
    { 'a.json': { $ref: '#/$defs/x' } },
    'a.json:2:3: a reference that leads nowhere; found #/$defs/x',
  ],
  [
    'a reference to a host',
    { 'a.json': { $ref: 'https://acme.example/x' } },
    'a.json:2:3: a reference to what no file of the repository holds, and nothing is fetched: looked for the $id https://acme.example/x',
  ],
])('%s is an error with file, line and column', async (_, files, message) => {
  const compiled = jsonSchema.compile(artifact(files));

  await expect(compiled).rejects.toThrow(ArtifactError);
  await expect(compiled).rejects.toThrow(message);
});

test('the files that a schema refers to are named by their path in the repository', () => {
  const schema = {
    properties: { a: { $ref: '../common/b.yaml#/x' }, b: { $ref: '#/$defs/c' }, c: { $ref: 'https://acme.example/d' } },
    $defs: { c: { $ref: 'e.json' } },
    default: { $ref: 'not-a-reference.json' },
  };

  expect(jsonSchema.references(JSON.stringify(schema), 'schemas/a.json')).toEqual(['common/b.yaml', 'schemas/e.json']);
});

test('a reference out of the repository is an error with its line', () => {
  const text = '{\n  "$ref": "../../etc/passwd.json"\n}';

  expect(() => jsonSchema.references(text, 'schemas/a.json')).toThrow('schemas/a.json:2:3: a reference that leads out');
});

async function run(files: Readonly<Record<string, unknown>>, batch: readonly unknown[]): Promise<readonly Outcome[]> {
  const stage = await jsonSchema.compile(artifact(files));
  return stage.run(batch);
}

test('a property may be called like a keyword whose value is data, and any reference keyword names its file', () => {
  const schema = {
    properties: { default: { $ref: 'b.json' }, properties: { const: { $ref: 'no.json' } } },
    items: { $dynamicRef: 'c.json#item' },
  };

  expect(jsonSchema.references(JSON.stringify(schema), 'a.json')).toEqual(['b.json', 'c.json']);
});

test('a schema that is nested deeper than the stack is an error of its file, and has a place', () => {
  const deep = (type: string) => `${'{"not":'.repeat(20_000)}{"type":"${type}"}${'}'.repeat(20_000)}`;

  expect(() => jsonSchema.references(deep('string'), 'a.json')).toThrow(ArtifactError);
  expect(() => jsonSchema.diff(artifact({ 'a.json': deep('string') }), artifact({ 'a.json': deep('null') }))).toThrow(
    // After 500 times `{"not":`.
    'a.json:1:3501 (base): nested too deeply; expected at most 500 levels',
  );
});
