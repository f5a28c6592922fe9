// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
/** ajv reads whole numbers beyond 2^53 as the doubles next to them, as production does that calls JSON.parse first. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { jsonSchemaAjv } from '../../../../src/artifacts/schema/json-schema/index.ts';
import { artifact } from './artifact.ts';

const BIG = 2n ** 60n;
const DOCUMENTS: readonly unknown[] = [
  BIG,
  -BIG,
  [BIG, BIG + 1n],
  [BIG, 'x', BIG],
  { id: BIG },
  { id: BIG, next: { id: BIG + 1n } },
  [[BIG], [BIG + 1n]],
];

test.each<object>([
  { type: 'integer' },
  { type: ['integer', 'array', 'object'] },
  { maximum: 5 },
  { type: 'string' },
  { not: { type: 'number' } },
  { not: { minimum: 0 } },
  { if: { type: 'integer' }, then: { maximum: 5 } },
  { oneOf: [{ type: 'number' }, { type: ['integer', 'string'] }] },
  { uniqueItems: true },
  { items: { uniqueItems: true, type: 'array' } },
  { contains: { type: 'integer' }, maxContains: 1 },
  { contains: { minimum: 1 }, minContains: 2 },
  { prefixItems: [{ multipleOf: 3 }] },
  { enum: [2 ** 60, 3] },
  { const: 2 ** 60 },
  { properties: { id: { const: 2 ** 60 } } },
  {
    properties: { id: { type: 'integer', maximum: 2 ** 60 }, next: { required: ['id'] } },
    additionalProperties: false,
  },
  { anyOf: [{ type: 'string' }, { properties: { id: { format: 'int32', type: 'number' } } }] },
  { unevaluatedProperties: { type: 'string' }, properties: { id: { type: 'number' } } },
])('as ajv judges the doubles: %j', async (schema) => {
  const stage = await jsonSchemaAjv.compile(artifact({ 'a.json': schema }));
  const isValid = addFormats.default(new Ajv2020({ strict: false })).compile(schema);
  const outcomes = await stage.run(DOCUMENTS);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(
    DOCUMENTS.map((document) => (isValid(inDoubles(document)) ? 'ok' : 'rejected')),
  );
});

function inDoubles(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document, (_, value) => (typeof value === 'bigint' ? Number(value) : value)));
}
