/** Schemas that are wrong: refused where a change brings them, read as far as they make sense where production has them. */
// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Artifact, Engine } from '../../../../src/artifacts/engine.ts';
import { jsonSchema, jsonSchemaAjv } from '../../../../src/artifacts/schema/json-schema/index.ts';
import { ArtifactError } from '../../../../src/errors.ts';
import { runs } from '../../../runs.ts';
import { artifact } from './artifact.ts';

const DRAFT_04 = 'http://json-schema.org/draft-04/schema#';
const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';

const ENGINES = [jsonSchema, jsonSchemaAjv] as const;

/** What is wrong, the line and the words of it, and what a validator that reads past it accepts and rejects. */
const WRONG = [
  [
    'a type that is none',
    { properties: { a: { type: 'strin', maxLength: 2 } } },
    'a.json:4:7',
    'type must be',
    { a: 1 },
    { a: 'abc' },
  ],
  ['a bound that is text', { minimum: '3', maximum: 5 }, 'a.json:2:3', 'minimum must be number', 1, 6],
  [
    'a flag of draft-03',
    { $schema: DRAFT_04, properties: { a: { required: true, maxLength: 2 } } },
    'a.json:5:7',
    'required must be array',
    {},
    { a: 'abc' },
  ],
  [
    'a name twice',
    { $schema: DRAFT_07, required: ['a', 'a'] },
    'a.json:3:3',
    'required must NOT have duplicate items',
    { a: 1 },
    {},
  ],
  [
    'properties that are a list',
    { properties: [], minProperties: 1 },
    'a.json:2:3',
    'properties must be object',
    { a: 1 },
    {},
  ],
  ['a pattern that is none', { pattern: '(', maxLength: 2 }, 'a.json:2:3', 'Invalid regular expression', '(', 'abc'],
  [
    'a pattern of names that is none',
    { patternProperties: { '(': false }, maxProperties: 1 },
    'a.json:3:5',
    'Invalid regular expression',
    { '(': 1 },
    { a: 1, b: 2 },
  ],
  [
    'a reference to nowhere',
    { properties: { a: { $ref: '#/$defs/b' } }, required: ['a'] },
    'a.json:4:7',
    'a reference that leads nowhere',
    { a: 1 },
    {},
  ],
  ['a reference to itself', { $ref: '#', maxLength: 2 }, 'a.json:2:3', 'leads back to itself without end', 'ab', 'abc'],
  [
    'references to each other',
    { $defs: { a: { $ref: '#/$defs/b', maxLength: 2 }, b: { $ref: '#/$defs/a' } }, items: { $ref: '#/$defs/a' } },
    'a.json:4:7',
    'leads back to itself without end',
    ['ab'],
    ['abc'],
  ],
  [
    'a reference to itself through allOf',
    { allOf: [{ minLength: 1 }, { anyOf: [{ $ref: '#' }, true] }] },
    'a.json:9:11',
    'leads back to itself without end',
    'a',
    '',
  ],
  [
    'two schemas under one $id',
    { $defs: { a: { $id: 'x:y', maxLength: 2 }, b: { $id: 'x:y', maxLength: 3 } }, $ref: 'x:y' },
    'a.json:8:7',
    'the $id of another schema',
    'ab',
    'abc',
  ],
  ['no schema', [1], 'a.json:1:1', 'must be object,boolean', 1, undefined],
] as const;

test.each(WRONG)('%s is refused at head, at its line', async (_, schema, place, message) => {
  for (const engine of ENGINES) {
    const compiled = engine.compile(artifact({ 'a.json': schema }));
    await expect(compiled).rejects.toThrow(ArtifactError);
    if (!Array.isArray(schema)) await expect(compiled).rejects.toThrow(message);
    await expect(compiled).rejects.toThrow(place);
  }
});

test.each(WRONG)('%s is read past at base, with a note', async (_, schema, place, message, good, bad) => {
  const [base, head] = [artifact({ 'a.json': schema }), artifact({ 'a.json': { maxLength: 7 } })];
  for (const engine of ENGINES) {
    const stage = await engine.compile(base, { inForce: true });
    const outcomes = await stage.run(bad === undefined ? [good] : [good, bad]);

    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['ok', 'rejected'].slice(0, outcomes.length));
    const [note] = engine.warnings?.(base, true) ?? [];
    expect(`${note?.file}:${note?.line}:${note?.column}`).toBe(place);
    expect(note?.message).toContain(message);
    expect(engine.diff(base, head).length).toBeGreaterThan(0);
    await expect(engine.compile(head, { recordedUnder: base })).resolves.toBeDefined();
  }
});

test.each([
  ['deeper into the document', { type: 'object', properties: { a: { $ref: '#' } } }],
  ['items of items', { items: { $ref: '#' } }],
  ['a definition that nothing uses', { $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } }],
  ['an alternative that is not reached', { $schema: DRAFT_07, anyOf: [{ type: 'object' }, { $ref: '#' }] }],
])('a circle that ends, or that nobody enters, is no mistake: %s', async (_, schema) => {
  for (const engine of ENGINES) {
    const stage = await engine.compile(artifact({ 'a.json': schema }));

    expect(await stage.run([{ a: {} }])).toEqual([{ outcome: 'ok', value: { a: {} } }]);
  }
});

test('an alternative that only ajv looks at breaks nothing', async () => {
  const stage = await jsonSchema.compile(artifact({ 'a.json': { anyOf: [{ type: 'object' }, { $ref: '#' }] } }));

  expect(await stage.run([{ a: {} }, 1])).toEqual([
    { outcome: 'ok', value: { a: {} } },
    { outcome: 'failed', reason: 'the validator broke: RangeError' },
  ]);
});

const keyword = fc.constantFrom(
  ...['type', 'required', 'properties', 'patternProperties', 'items', 'enum', 'allOf', 'anyOf', 'oneOf', 'not', '$ref'],
  ...[
    'minimum',
    'multipleOf',
    'pattern',
    'dependencies',
    'additionalProperties',
    'contains',
    'minContains',
    'if',
    'then',
  ],
  ...['$defs', '$id', 'prefixItems', 'unevaluatedProperties', 'dependentRequired', 'format', 'maxLength', 'default'],
);
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, 0, -1, 2, '', '#', '#/$defs/a', '(', 'string', 'strin', 'a'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(keyword, fc.constantFrom('a', 'b')), tie('value'), { maxKeys: 4 }),
  ),
})).value;

test('whatever stands at base is read', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(keyword, anything, { maxKeys: 5 }),
      fc.constantFrom(...ENGINES),
      async (schema, engine) => {
        const base = artifact({ 'a.json': schema });
        expect(await readAll(engine, base)).toBe(3);
      },
    ),
    { numRuns: runs(1_000) },
  );
});

async function readAll(engine: Engine, base: Artifact): Promise<number> {
  const head = artifact({ 'a.json': { type: 'object', properties: { a: { maxLength: 7 } } } });
  engine.diff(base, head);
  engine.warnings?.(base, true);
  await engine.compile(head, { recordedUnder: base });
  const stage = await engine.compile(base, { inForce: true });
  return (await stage.run([{ a: 1 }, [['a']], 'a'])).length;
}
