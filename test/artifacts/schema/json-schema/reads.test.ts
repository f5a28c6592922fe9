/** Which places of a document a schema sees at most. */
import { expect, it } from 'vitest';
import type { Artifact, CompileOptions } from '../../../../src/artifacts/engine.ts';
import { engineFor } from '../../../../src/artifacts/registry.ts';

function artifact(schema: unknown): Artifact {
  return { path: 's.json', kind: 'schema', files: new Map([['s.json', JSON.stringify(schema)]]) };
}

async function seen(engine: string, schema: unknown, options?: CompileOptions): Promise<string[] | undefined> {
  const { reads, glances = [] } = await engineFor(engine).compile(artifact(schema), options);
  return (
    reads &&
    [
      ...reads.map((path) => `/${path.join('/')}`),
      ...glances.map(({ path, sees }) => `/${path.join('/')} ${sees}`),
    ].sort()
  );
}

const text = { type: 'string' };

it.each(['json-schema', 'json-schema-ajv'])('are few where it says little: %s', async (engine) => {
  const see = (schema: unknown) => seen(engine, schema);
  expect(await see({})).toEqual([]);
  expect(await see({ type: 'object', required: ['a'], properties: { b: text } })).toEqual([
    '/ type',
    '/a type',
    '/b type',
  ]);
  expect(await see({ properties: { a: { enum: [1] }, b: { properties: { c: { minimum: 1 } } } } })).toEqual([
    '/a',
    '/a type',
    '/b type',
    '/b/c',
    '/b/c type',
  ]);
  expect(await see({ properties: { a: { items: text } } })).toEqual(['/a', '/a type']);
  expect(
    await see({
      anyOf: [{ required: ['a'] }, { not: { $ref: '#/$defs/b' } }],
      $defs: { b: { properties: { b: { const: 1 } } } },
    }),
  ).toEqual(['/a type', '/b', '/b type']);
  expect(await see({ dependentRequired: { a: ['b'] }, dependentSchemas: { c: { required: ['d'] } } })).toEqual([
    '/a type',
    '/b type',
    '/c type',
    '/d type',
  ]);
  expect(await see({ properties: { a: { additionalProperties: false, properties: { b: text } } } })).toEqual([
    '/a names',
    '/a type',
    '/a/b type',
  ]);
});

it.each([
  { additionalProperties: text },
  { patternProperties: { '^x': text } },
  { propertyNames: { maxLength: 3 } },
  { unevaluatedProperties: false },
  { minProperties: 1 },
  { maxProperties: 1 },
])('are all of an object whose members it judges by number, name or rest: %j', async (keyword) => {
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', properties: { a: keyword } };
  expect(await seen('json-schema', schema)).toEqual(['/a', '/a type']);
  expect(await seen('json-schema', keyword)).toEqual(['/']);
});

it('end where a schema leads back to itself', async () => {
  const node = { properties: { next: { $ref: '#' }, value: { type: 'integer' } } };
  const found = await seen('json-schema', node);
  expect(found).toContain('/next/next/value type');
  expect(found?.filter((path) => !path.includes(' ')).map((path) => path.split('/').length)).toEqual([10, 10]);
});

it('are those of what is renamed, filled in and dropped before it judges', async () => {
  const base = artifact({ properties: { old: text, gone: text } });
  const head = { properties: { new: { ...text, 'x-renamed-from': 'old' }, filled: { type: 'integer', default: 1 } } };
  expect(await seen('json-schema', head, { recordedUnder: base })).toEqual([
    ...['/ type', '/filled type', '/gone type', '/new', '/new type', '/old', '/old type'],
  ]);
});
