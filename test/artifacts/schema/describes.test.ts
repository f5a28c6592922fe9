// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
/** Which edits only describe: they are not replayed for, so whatever they are said of has to treat every document alike. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonSchema, jsonSchemaAjv } from '../../../src/artifacts/schema/json-schema/index.ts';
import { openapi } from '../../../src/artifacts/schema/openapi/index.ts';
import { diff as diffGraphQL } from './graphql/artifact.ts';
import { artifact, diff } from './json-schema/artifact.ts';
import { document } from './openapi/facts.ts';

const string = { type: 'string' };

test.each([
  ['title', { ...string, title: 'Name' }, [true]],
  ['description beside a limit', { ...string, description: 'a name', maxLength: 5 }, [true, undefined]],
  ['default', { ...string, default: 'x' }, [undefined]],
  ['x-renamed-from', { ...string, 'x-renamed-from': 'a' }, [undefined]],
  ['a format that nobody judges', { ...string, format: 'flight-number' }, [undefined]],
  ['a keyword that others may read', { ...string, readOnly: true }, [undefined]],
  ['a property called description', { ...string, properties: { description: string } }, [undefined]],
])('of a JSON Schema: %s', (_, head, expected) => {
  expect(diff(string, head).map(({ describes }) => describes)).toEqual(expected);
});

test('of a GraphQL schema its descriptions, and no deprecation', () => {
  const described = '"what there is"\ntype Query {\n  "a number"\n  a: Int\n}\n';
  expect(diffGraphQL('type Query { a: Int }', described).map(({ describes }) => describes)).toEqual([true, true]);
  const [deprecated] = diffGraphQL('type Query { a: Int }', 'type Query { a: Int @deprecated }');
  expect([deprecated?.change, deprecated?.describes]).toEqual(['field-deprecation-added', undefined]);
});

test('of an OpenAPI document what stands at operations and in their schemas', () => {
  const body = (schema: object) => ({ requestBody: { content: { 'application/json': { schema } } } });
  const edits = (head: object) => {
    const [was, is] = [document(body(string)), document(head)];
    return openapi.diff(artifact({ 'a.json': was }), artifact({ 'a.json': is })).map(({ describes }) => describes);
  };
  expect(edits({ ...body({ ...string, description: 'a name' }), summary: 'Make a thing' })).toEqual([true, true]);
  expect(edits({ ...body(string), servers: [{ url: 'https://a.example' }] })).toEqual([undefined]);
});

const SCHEMAS: readonly object[] = [
  { type: 'object', properties: { a: {}, b: { type: 'integer', default: 3 } }, required: ['a'] },
  { properties: { new: { 'x-renamed-from': 'a' } }, additionalProperties: { properties: { b: {} } } },
  { $ref: '#/$defs/one', $defs: { one: { properties: { a: { $ref: '#/$defs/two' } } }, two: { minimum: 1 } } },
  { allOf: [{ properties: { a: {} } }, {}], unevaluatedProperties: false },
  { anyOf: [{ required: ['a'] }, { properties: { b: { items: {} } } }], not: { required: ['c'] } },
  { if: { properties: { a: { const: 1 } } }, then: { required: ['b'] }, else: {} },
  { prefixItems: [{}, { type: 'string' }], items: {}, contains: {} },
];
const WORDS = fc.constantFrom('title', 'description', '$comment', 'deprecated', 'examples');

/** Words beside the keywords of some of the schemas in it. */
function described(schema: unknown, isSchema = true): fc.Arbitrary<unknown> {
  if (Array.isArray(schema)) return fc.tuple(...schema.map((one) => described(one)));
  if (typeof schema !== 'object' || schema === null) return fc.constant(schema);
  const inner = Object.entries(schema).map(([key, value]) => {
    const isMap = isSchema && ['properties', '$defs'].includes(key);
    const isData = isSchema && ['const', 'default', 'required', 'x-renamed-from', 'type', '$ref'].includes(key);
    return (isData ? fc.constant(value) : described(value, !isMap)).map((one) => [key, one] as const);
  });
  const words = isSchema ? fc.dictionary(WORDS, fc.constantFrom('x', 'y'), { maxKeys: 2 }) : fc.constant({});
  const listed = words.map((said) => ('examples' in said ? { ...said, examples: [said.examples] } : said));
  const typed = listed.map((said) => ('deprecated' in said ? { ...said, deprecated: true } : said));
  return fc.tuple(typed, fc.tuple(...inner)).map(([said, rest]) => ({ ...said, ...Object.fromEntries(rest) }));
}

const DOCUMENTS: readonly unknown[] = [
  ...[{}, { a: 1 }, { a: 0 }, { a: 1, b: 2 }, { a: 'x', b: ['y'] }, { c: 1 }, { a: 1, d: { b: 1, e: 2 } }, { b: 1.5 }],
  ...[[], [1], [1, 'x'], [1, 2], ['x', 'y', 'z'], null, 3, 'text'],
];

test.each([jsonSchema, jsonSchemaAjv])('words alone do nothing to any document: $id', async (engine) => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SCHEMAS).chain((schema) => fc.tuple(described(schema), described(schema))),
      async ([base, head]) => {
        const [was, is] = [artifact({ 'a.json': base }), artifact({ 'a.json': head })];
        expect(engine.diff(was, is).filter(({ describes }) => !describes)).toEqual([]);
        const [before, after] = [await engine.compile(was), await engine.compile(is, { recordedUnder: was })];
        expect(await after.run(DOCUMENTS)).toEqual(await before.run(DOCUMENTS));
      },
    ),
    { numRuns: 60, seed: 14 },
  );
});
