/** Small changes of schemas that were once judged wrongly or refused. */
// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema

import { expect, test } from 'vitest';
import type { Outcome } from '../../../../src/artifacts/engine.ts';
import { loadArtifact } from '../../../../src/artifacts/load.ts';
import { jsonSchema, jsonSchemaAjv } from '../../../../src/artifacts/schema/json-schema/index.ts';
import { ArtifactError } from '../../../../src/errors.ts';
import { snapshotOf } from '../../../repository/snapshot-of.ts';
import { artifact, diff } from './artifact.ts';

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';
const DRAFT_04 = 'http://json-schema.org/draft-04/schema#';
const DRAFT_06 = 'http://json-schema.org/draft-06/schema#';
const DRAFT_03 = 'http://json-schema.org/draft-03/schema#';

const object = (properties: object) => ({ type: 'object', properties });

test("one branch's tuple hides nothing of what another says of all items", async () => {
  const license = { type: 'object', properties: { license: { type: 'string' } }, required: ['license'] };
  const expression = { type: 'object', properties: { expression: { type: 'string' } }, required: ['expression'] };
  const list = { type: 'array', items: license };
  const tuple = { type: 'array', items: [expression], additionalItems: false };

  const [outcome] = await atHead(
    { $schema: DRAFT_07, ...object({ licenses: list }) },
    { $schema: DRAFT_07, ...object({ licenses: { oneOf: [list, tuple] } }) },
    [{ licenses: [{ license: 'MIT' }] }],
  );

  expect(outcome?.outcome).toBe('ok');
});

test('what branches say of the same names adds up', async () => {
  const outputs = (properties: object, required: string[]) => ({
    patternProperties: { '^out': { type: 'object', properties, required } },
  });
  const schema = (maxLength: number) => ({
    ...object({ n: { maxLength } }),
    oneOf: [
      { required: ['composite'], ...outputs({ value: {} }, ['value']) },
      { required: ['plain'], ...outputs({ description: {} }, []) },
    ],
  });
  const document = { n: 'x', composite: true, out1: { value: 'v' } };

  expect(await atHead(schema(50), schema(40), [document])).toEqual([{ outcome: 'ok', value: document }]);
});

test("a property that one branch names keeps what another's additionalProperties say of it", async () => {
  const named = { properties: { x: {} } };
  const rest = { additionalProperties: { type: 'object', properties: { a: {} } } };
  const document = { x: { a: 1 }, y: { a: 2 } };
  const schema = { allOf: [{ properties: { x: { properties: { b: {} } } } }, rest] };

  expect(await atHead({ allOf: [named, rest] }, schema, [document])).toEqual([{ outcome: 'ok', value: document }]);
});

test('a default that its own schema refuses is not filled in, and said', async () => {
  const head = object({ v: { enum: ['1', '2'], default: 0 }, w: { enum: [0], default: 0 } });

  expect(await atHead(object({}), head, [{}])).toEqual([{ outcome: 'ok', value: { w: 0 } }]);
  expect(jsonSchema.warnings?.(artifact({ 'a.json': head }))).toEqual([
    expect.objectContaining({ line: 9, message: expect.stringContaining('default 0 is refused by its own schema') }),
  ]);
});

test('a default that a pattern refuses is tried with patience', () => {
  const head = object({ v: { pattern: '^(a+)+$', default: `${'a'.repeat(40)}!` } });

  expect(jsonSchema.warnings?.(artifact({ 'a.json': head }))).toEqual([]);
});

test('a pattern for every name says what additionalProperties says', () => {
  const patterns = { type: 'object', patternProperties: { '.*': { type: 'string' } } };
  const rest = { type: 'object', additionalProperties: { type: 'string' } };

  expect(diff(patterns, rest)).toEqual([]);
  expect(diff(patterns, { type: 'object', additionalProperties: false }).map(({ rejects }) => rejects)).toEqual([true]);
});

test.each([
  ['the maximum', { maximum: 0 }, 'maximum-loosened'],
  ['a constant', { const: 0 }, 'const-changed'],
])('numbers beyond 2^53 are compared by all their digits: %s', (_, schema, change) => {
  const text = (digits: string) => JSON.stringify(schema).replace('0', digits);
  const edits = jsonSchema.diff(
    artifact({ 'a.json': text('9223372036854775807') }),
    artifact({ 'a.json': text('9223372036854775808') }),
  );

  expect(edits.map((edit) => edit.change)).toEqual([change]);
  expect(edits[0]?.message).toContain('9223372036854775807 became 9223372036854775808');
});

test.each([
  ['maximum 9007199254740992', '{"maximum":9007199254740992}', [false, true, true]],
  ['exclusiveMinimum 9007199254740992', '{"exclusiveMinimum":9007199254740992}', [true, false, false]],
  ['type integer', '{"type":"integer"}', [true, true, true]],
  ['const', '{"const":9007199254740993}', [true, false, false]],
  ['enum', '{"enum":[9007199254740992]}', [false, true, false]],
  ['multipleOf 3', '{"multipleOf":3}', [true, false, true]],
  ['not a number', '{"not":{"type":"number"}}', [false, false, false]],
  ['a branch', '{"anyOf":[{"type":"string"},{"maximum":9007199254740992}]}', [false, true, true]],
])('an integer that no double holds is judged exactly: %s', async (_, schema, valid) => {
  // 9007199254740993 = 3 × 3002399751580331; 9007199254740992 = 2^53.
  const stage = await jsonSchema.compile(artifact({ 'a.json': schema }));
  const outcomes = await stage.run([9007199254740993n, 9007199254740992, 0]);

  expect(outcomes.map(({ outcome }) => outcome === 'ok')).toEqual(valid);
});

// As jsonschema of Python judges them. 2^60 = 1152921504606846976, for which JavaScript writes 1152921504606847000.
test.each([
  ['{"maximum":1152921504606847000}', [true, true, true]],
  ['{"exclusiveMaximum":1152921504606847000}', [true, true, false]],
  ['{"const":1152921504606847000}', [false, false, true]],
  ['{"enum":[1152921504606846976]}', [true, false, false]],
  ['{"multipleOf":5}', [false, false, true]],
  ['{"multipleOf":1152921504606847000}', [false, false, true]],
])('an integer that JavaScript writes with other digits is judged by its own: %s', async (schema, valid) => {
  const stage = await jsonSchema.compile(artifact({ 'a.json': schema }));
  const outcomes = await stage.run([2 ** 60, 1152921504606846999n, 1152921504606847000n]);

  expect(outcomes.map(({ outcome }) => outcome === 'ok')).toEqual(valid);
});

// By the specification 1e400 is a number, and as it has no fraction an integer; no double holds it, as none holds 9007199254740993.
test.each([
  ['{"type":"number"}', true],
  ['{"type":"integer"}', true],
  ['{"type":"string"}', false],
  ['{"maximum":9007199254740993}', false],
  ['{"minimum":9007199254740993}', true],
  ['{"type":"number","not":{"type":"string"}}', true],
])('a number beyond the largest double is one, whatever stands beside it: %s', async (schema, valid) => {
  const own = `{"properties":{"a":${schema},"b":{"type":["integer","string"]}}}`;
  const stage = await jsonSchema.compile(artifact({ 'a.json': own }));
  const a: unknown = JSON.parse('1e400');
  const outcomes = await stage.run([{ a }, { a, b: 1 }, { a, b: 9007199254740993n }, { a, b: 'x' }]);

  expect(outcomes.map(({ outcome }) => outcome === 'ok')).toEqual([valid, valid, valid, valid]);
});

test.each(['{"required":[""]}', '{"type":"object","required":[""]}', '{"allOf":[{"required":["a",""]}]}'])(
  'a member with an empty name is required like any other: %s',
  async (schema) => {
    const stage = await jsonSchema.compile(artifact({ 'a.json': schema }));
    const outcomes = await stage.run([{ a: 1 }, { '': 1, a: 1 }]);

    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['rejected', 'ok']);
  },
);

test('the same $id twice is one schema where the two say the same, and an error at its line where not', () => {
  const twice = (maxLength: number) => ({
    properties: { a: { $id: '/frag/1', maxLength: 3 }, b: { $id: '/frag/1', maxLength } },
  });

  expect(diff(twice(3), { ...twice(3), title: 'x' }).map(({ change }) => change)).toEqual(['annotation-added']);
  expect(() => diff(twice(3), twice(2))).toThrow('a.json:8:7: the $id of another schema, which says something else');
});

test.each([
  [
    'by its URL',
    'https://x.example/b.json',
    { 'other/address.json': '{"$id":"https://x.example/b.json","minLength":3}' },
  ],
  ['relative to the $id', 'links/b', { 'links/b.json': '{"$id":"https://x.example/links/b","minLength":3}' }],
  ['in YAML', 'links/b#/$defs/c', { 'b.yaml': '$id: https://x.example/links/b\n$defs: { c: { minLength: 3 } }\n' }],
])('a reference finds the file of the repository that has the $id: %s', async (_, reference, others) => {
  const files: Record<string, string> = {
    'a.json': JSON.stringify({ $id: 'https://x.example/a', $ref: reference }),
    'unrelated.json': '{"$id":"https://x.example/c"}',
    'broken.json': '{ links/b b.json',
    ...others,
  };

  const found = await loadArtifact(snapshotOf(files), 'a.json', jsonSchema, async () => Object.keys(files));

  expect([...(found?.files.keys() ?? [])]).toEqual(['a.json', ...Object.keys(others)]);
  const stage = await jsonSchema.compile(found ?? artifact({ 'a.json': '' }));
  expect((await stage.run(['JFK', 'JF'])).map(({ outcome }) => outcome)).toEqual(['ok', 'rejected']);
});

test('a relative reference in a part of another file that nothing leads to keeps nobody from being judged', async () => {
  const files: Record<string, string> = {
    'a.json': '{"$ref":"b.json#/x"}',
    'b.json': '{"x":{"minLength":3},"y":{"$ref":"gone.json"}}',
  };

  const found = await loadArtifact(snapshotOf(files), 'a.json', jsonSchema, async () => []);

  expect(found?.files.size).toBe(2);
});

test.each([
  ['draft-04: exclusive by a flag', { $schema: DRAFT_04, minimum: 3, exclusiveMinimum: true }, 4, 3],
  ['draft-04: not exclusive by a flag', { $schema: DRAFT_04, minimum: 3, exclusiveMinimum: false }, 3, 2],
  ['draft-04: const is no keyword yet', { $schema: DRAFT_04, const: 1, maximum: 5 }, 5, 6],
  [
    'draft-04: id',
    { $schema: DRAFT_04, id: 'http://x.example/a', $ref: '#/definitions/b', definitions: { b: { maximum: 1 } } },
    1,
    2,
  ],
  [
    'draft-06: conditions are no keywords yet',
    { $schema: DRAFT_06, if: true, else: false, then: false, maximum: 5 },
    5,
    6,
  ],
  ['draft-06: const is a keyword', { $schema: DRAFT_06, const: 1 }, 1, 2],
  [
    'beside $ref, draft-06',
    { $schema: DRAFT_06, $ref: '#/definitions/s', minLength: 9, definitions: { s: { type: 'string' } } },
    'x',
    1,
  ],
  ['draft-04: contains is no keyword yet', { $schema: DRAFT_04, contains: false, maxItems: 1 }, [1], [1, 2]],
  ['draft-03: allOf is no keyword yet', { $schema: DRAFT_03, allOf: [false], maximum: 5 }, 5, 6],
  ['draft-03: a dependency on one name', { $schema: DRAFT_03, dependencies: { a: 'b' } }, { b: 1 }, { a: 1 }],
  ['draft-03: divisibleBy', { $schema: DRAFT_03, divisibleBy: 2 }, 4, 5],
  ['draft-03: required in the property', { $schema: DRAFT_03, properties: { a: { required: true } } }, { a: 1 }, {}],
  ['draft-03: disallow', { $schema: DRAFT_03, disallow: 'string' }, 1, 'x'],
  ['draft-03: extends', { $schema: DRAFT_03, extends: { maximum: 3 } }, 3, 4],
  ['draft-03: a type that is a schema', { $schema: DRAFT_03, type: ['string', { minimum: 3 }] }, 'x', 2],
  [
    'an iglu schema',
    {
      $schema: 'http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#',
      self: { name: 'x' },
      maximum: 3,
    },
    3,
    4,
  ],
  [
    'a dialect that nobody knows',
    { $schema: 'https://acme.example/dialect', minimum: 3, exclusiveMinimum: true },
    4,
    3,
  ],
  ['no draft, and a tuple of old', { items: [{ type: 'string' }] }, ['x'], [1]],
  ['id without a dollar', { id: 'x', maximum: 3 }, 3, 4],
  ['a pattern without the flag u', { pattern: '^[\\w-\\.]+$' }, 'a.b', 'a b'],
  ['a multiple of 0.01', { multipleOf: 0.01 }, 19.99, 5.001],
  [
    'what contains does not match is unevaluated',
    { contains: { type: 'string' }, unevaluatedItems: false },
    ['a'],
    ['a', 1],
  ],
  ['no member by inheritance', { properties: { constructor: { type: 'string' } } }, {}, { constructor: 1 }],
  ['a required member that objects inherit', { required: ['toString'] }, { toString: 1 }, {}],
  [
    'beside $ref, draft-07',
    { $schema: DRAFT_07, $ref: '#/definitions/s', minLength: 9, definitions: { s: { type: 'string' } } },
    'x',
    1,
  ],
  ['nullable', { type: 'string', nullable: true }, 'x', null],
])('is read as the specification says: %s', async (_, schema, good, bad) => {
  const stage = await jsonSchema.compile(artifact({ 'a.json': schema }));
  const outcomes = await stage.run([good, bad]);

  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['ok', 'rejected']);
});

test.each([
  [
    'beside $ref, draft-07',
    { $schema: DRAFT_07, $ref: '#/definitions/s', minLength: 2, definitions: { s: { type: 'string' } } },
    'xy',
    'x',
  ],
  ['a multiple of 0.01', { multipleOf: 0.01 }, 5.25, 19.99],
  ['draft-06: conditions', { $schema: DRAFT_06, if: { minimum: 3 }, then: false }, 2, 3],
  ['a member by inheritance', { properties: { constructor: { type: 'string' } } }, { constructor: 'x' }, {}],
])('is read as ajv does, by its engine: %s', async (_, schema, good, bad) => {
  const stage = await jsonSchemaAjv.compile(artifact({ 'a.json': schema }));
  const outcomes = await stage.run([good, bad]);

  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['ok', 'rejected']);
});

test('ajv lets null through where nullable is true, and contains evaluates all items', async () => {
  const stage = await jsonSchemaAjv.compile(artifact({ 'a.json': object({ n: { type: 'string', nullable: true } }) }));
  const lists = { contains: { type: 'string' }, unevaluatedItems: false };
  const list = await jsonSchemaAjv.compile(artifact({ 'a.json': lists }));

  expect((await stage.run([{ n: null }]))[0]?.outcome).toBe('ok');
  expect((await list.run([['a', 1]]))[0]?.outcome).toBe('ok');
});

test.each([
  ['$async', '{\n  "$async": true\n}', 'a.json:2:3: asynchronous schemas are not supported'],
  ['id', '{\n  "id": "x"\n}', 'a.json:2:3: ajv refuses schemas with id'],
])('what ajv does not take is an error at its line: %s', async (_, text, message) => {
  await expect(jsonSchemaAjv.compile(artifact({ 'a.json': text }))).rejects.toThrow(message);
});

test.each([
  ['minContains 0', { contains: { type: 'string' }, minContains: 0 }, {}],
  ['an unknown format', { type: 'string' }, { type: 'string', format: 'iban' }],
  [
    'a schema that is only split',
    object({ a: { type: 'string' }, b: { minimum: 1 } }),
    {
      type: 'object',
      allOf: [{ properties: { a: { type: 'string' } } }, { $ref: '#/$defs/b' }],
      $defs: { b: { properties: { b: { minimum: 1 } } } },
    },
  ],
  [
    'what stands beside $ref in draft-07',
    { $schema: DRAFT_07, $ref: '#/definitions/s', minLength: 2, definitions: { s: { type: 'string' } } },
    { $schema: DRAFT_07, $ref: '#/definitions/s', minLength: 9, definitions: { s: { type: 'string' } } },
  ],
  [
    'a draft that says the same in other words',
    { $schema: DRAFT_04, minimum: 3, exclusiveMinimum: true },
    { $schema: DRAFT_07, exclusiveMinimum: 3 },
  ],
])('nothing is breaking that cannot fail anybody: %s', (_, one, other) => {
  for (const edits of [diff(one, other), diff(other, one)]) {
    expect(edits.filter(({ accepts, rejects }) => accepts !== false || rejects !== false)).toEqual([]);
    expect(edits.filter(({ compatibility }) => compatibility !== 'safe')).toEqual([]);
  }
});

test('taking away what stands beside a $ref is one edit, and only accepts', () => {
  const $defs = { a: { type: 'string' } };
  const edits = diff(
    { ...object({ v: { $ref: '#/$defs/a', maxLength: 3 } }), $defs },
    { ...object({ v: { $ref: '#/$defs/a' } }), $defs },
  );

  expect(edits.map(({ change, pointer, accepts, rejects }) => [change, pointer, accepts, rejects])).toEqual([
    ['max-length-loosened', '/properties/v/maxLength', true, false],
  ]);
});

test('a key that stands twice is a warning at base, and an error at head', async () => {
  const twice = '{"properties":{"a":{"type":"string"},\n"a":{"type":"integer"}}}';
  const once = '{"properties":{"a":{"type":"integer"}}}';

  expect(jsonSchema.diff(artifact({ 'a.json': twice }), artifact({ 'a.json': once }))).toEqual([]);
  expect(() => jsonSchema.diff(artifact({ 'a.json': once }), artifact({ 'a.json': twice }))).toThrow(ArtifactError);
  expect(jsonSchema.warnings?.(artifact({ 'a.json': twice }))).toEqual([
    expect.objectContaining({ line: 2, column: 1, message: expect.stringContaining('a key that stands twice') }),
  ]);
});

/** 2,000 definitions, each of which leads to three others, in one circle. */
function large(type: string): object {
  const definitions = Object.fromEntries(
    Array.from({ length: 2000 }, (_, index) => [
      `d${index}`,
      {
        ...object({
          next: { $ref: `#/definitions/d${(index + 1) % 2000}` },
          far: { $ref: `#/definitions/d${(index * 7 + 3) % 2000}` },
          value: { type: index === 1500 ? type : 'string', description: 'x'.repeat(400) },
        }),
        additionalProperties: false,
      },
    ]),
  );
  return { $schema: DRAFT_07, $ref: '#/definitions/d0', definitions };
}

test('definitions may lead through thousands of others', { timeout: 120_000 }, async () => {
  const edits = diff(large('string'), large('integer'));
  const [outcome] = await atHead(large('string'), large('integer'), [{ next: { value: 'x' } }]);

  expect(edits.map(({ pointer, change }) => [pointer, change])).toEqual([
    ['/definitions/d1500/properties/value/type', 'type-changed'],
  ]);
  expect(outcome?.outcome).toBe('ok');
});

async function atHead(base: unknown, head: unknown, documents: readonly unknown[]): Promise<readonly Outcome[]> {
  const recordedUnder = artifact({ 'a.json': base });
  const stage = await jsonSchema.compile(artifact({ 'a.json': head }), { recordedUnder });
  return stage.run(documents);
}

test.each([
  [DRAFT_06, { if: { const: 1 }, then: { minimum: 3 } }, ['if', 'then'], 'draft-06'],
  [DRAFT_04, { properties: { a: { const: 1 }, b: { const: 2 } } }, ['const'], 'draft-04'],
  [
    'https://json-schema.org/draft/2020-12/schema',
    { prefixItems: [true], additionalItems: false },
    ['additionalItems'],
    '2020-12',
  ],
])('a keyword that %s does not have is named, once for each', ($schema, schema, keywords, draft) => {
  const messages = jsonSchema.warnings?.(artifact({ 'a.json': { $schema, ...schema } })).map(({ message }) => message);

  expect(messages?.length).toBe(keywords.length);
  for (const [index, keyword] of keywords.entries())
    expect(messages?.[index]).toMatch(`${keyword} is no keyword of ${draft} and says nothing`);
});

const choice = (keyword: string, ...branches: object[]) => ({ [keyword]: branches });
const TEXT = { type: 'string', maxLength: 3 };
const NOTHING = { type: 'null' };

// Written otherwise by the next version of a generator (pydantic 1 to 2), they accept the same.
test.each([
  ['types', { type: ['string', 'null'] }, choice('anyOf', { type: 'string' }, NOTHING)],
  ['types, of which one at most matches', { type: ['string', 'null'] }, choice('oneOf', { type: 'string' }, NOTHING)],
  ['a keyword of one of the types', { type: ['string', 'null'], maxLength: 3 }, choice('anyOf', TEXT, NOTHING)],
])('a list of types and a choice are the same: %s', (_, list, choices) => {
  for (const edits of [diff(list, choices), diff(choices, list)]) {
    expect(edits.length).toBeGreaterThan(0);
    expect(edits.map(({ compatibility }) => compatibility)).toEqual(edits.map(() => 'safe'));
  }
});

test.each([
  [choice('anyOf', { type: 'string' }, NOTHING), { type: 'string' }],
  [{ type: ['string', 'null'], maxLength: 3 }, choice('anyOf', { type: 'string', maxLength: 2 }, NOTHING)],
  [{ type: ['string', 'null'] }, { minLength: 2, ...choice('anyOf', { type: 'string' }, NOTHING) }],
  [{ type: ['integer', 'number'] }, choice('oneOf', { type: 'integer' }, { type: 'number' })],
])('%j to %j rejects something', (base, head) => {
  expect(diff(base, head).some(({ compatibility }) => compatibility === 'breaking')).toBe(true);
});

test('a constant with an integer that no double holds is compared by its digits, however deep it is', async () => {
  const stage = await jsonSchema.compile(artifact({ 'a.json': '{"const":{"a":[9007199254740993]}}' }));
  const outcomes = await stage.run([{ a: [9007199254740993n] }, { a: [9007199254740992] }]);

  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['ok', 'rejected']);
});
