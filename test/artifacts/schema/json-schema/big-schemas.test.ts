/** Big schemas are read in other ways than small ones, which must not show. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonSchema } from '../../../../src/artifacts/schema/json-schema/index.ts';
import { openLibrary } from '../../../../src/artifacts/schema/json-schema/library.ts';
import { compileProjection } from '../../../../src/artifacts/schema/json-schema/projection.ts';
import { documents, schemas } from './arbitrary.ts';
import { artifact, diff } from './artifact.ts';

test('a projection that is planned where documents lead does what one does that is planned as a whole', () => {
  const withDefaults = schemas.map((schema) => (typeof schema === 'boolean' ? schema : fillable(schema)));
  fc.assert(
    fc.property(
      withDefaults,
      withDefaults,
      fc.array(documents, { minLength: 1, maxLength: 5 }),
      (base, head, values) => {
        const [before, after] = [base, head].map((schema) => openLibrary(artifact({ 'a.json': schema })));
        if (!before || !after) throw new Error('both are there');
        const whole = compileProjection(after, before, false);
        const whenMet = compileProjection(after, before, true);
        for (const value of values) {
          expect(whenMet?.(value) ?? { value }).toEqual(whole?.(value) ?? { value });
        }
      },
    ),
    { numRuns: 1_000 },
  );
});

/** Every property says what stands for it where it is absent. */
function fillable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fillable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key !== 'properties' || typeof inner !== 'object' || inner === null) return [key, fillable(inner)];
      const members = Object.entries(inner).map(([name, schema]) => [
        name,
        typeof schema === 'object' ? { ...(fillable(schema) as object), default: 1 } : schema,
      ]);
      return [key, Object.fromEntries(members)];
    }),
  );
}

/** Every definition leads to every other one, on many ways. */
function mutual(count: number, changes: Readonly<Record<number, object>>): object {
  const to = (index: number) => ({ $ref: `#/definitions/d${index % count}` });
  const definitions = Array.from({ length: count }, (_, index) => [
    `d${index}`,
    {
      properties: {
        first: to(index * 3 + 3),
        second: { anyOf: [to(index * 7 + 7), { type: 'null' }] },
        list: { items: to(index * 11 + 11) },
        map: { additionalProperties: to(index + 1) },
        ...changes[index],
      },
      additionalProperties: false,
    },
  ]);
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...to(0), definitions: Object.fromEntries(definitions) };
}

const DEFINITIONS = 3_000;

test('every edit of definitions that all lead to each other is found, and no other', { timeout: 120_000 }, () => {
  const before = { 7: { kind: { enum: [1] } }, 1500: { kind: { maximum: 3 } }, 2999: { kind: { type: 'string' } } };
  const after = { 7: { kind: { enum: [1, 2] } }, 1500: { kind: { maximum: 2 } }, 2999: { kind: { type: 'integer' } } };

  const edits = diff(mutual(DEFINITIONS, before), mutual(DEFINITIONS, after));

  expect(edits.map(({ pointer, change }) => [pointer, change])).toEqual([
    ['/definitions/d7/properties/kind/enum/1', 'enum-value-added'],
    ['/definitions/d1500/properties/kind/maximum', 'maximum-tightened'],
    ['/definitions/d2999/properties/kind/type', 'type-changed'],
  ]);
});

test('where everything is edited, everything is told', { timeout: 120_000 }, () => {
  const each = (kind: object) => Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [index, { kind }]));

  const edits = diff(mutual(1_000, each({ maximum: 3 })), mutual(1_000, each({ maximum: 4 })));

  expect(new Set(edits.map(({ pointer }) => pointer)).size).toBe(1_000);
  expect(new Set(edits.map(({ change }) => change))).toEqual(new Set(['maximum-loosened']));
});

test('a schema of thousands of definitions projects and judges as a small one', async () => {
  const base = artifact({ 'a.json': mutual(DEFINITIONS, { 3: { old: {}, kind: { type: 'string' } } }) });
  const head = artifact({ 'a.json': mutual(DEFINITIONS, { 3: { kind: { type: 'string' }, tier: { default: 'x' } } }) });

  const stage = await jsonSchema.compile(head, { recordedUnder: base });

  // From d0 `first` leads to d3.
  const records = [{ first: { old: 1, kind: 'a' } }, { first: { kind: 2 } }, { second: null }];
  expect(await stage.run(records)).toEqual([
    { outcome: 'ok', value: { first: { kind: 'a', tier: 'x' } } },
    { outcome: 'rejected', reason: '/first/kind must be string' },
    { outcome: 'ok', value: { second: null } },
  ]);
});

test.each([
  ['as usual', '{"$ref": "b.json"}', ['b.json']],
  ['with escapes in the keyword', '{"\\u0024r\\u0065f": "b.json"}', ['b.json']],
  ['with escapes in the address', '{"$ref": "\\u0062.json#/a"}', ['b.json']],
  ['to itself', '{"$ref": "#/a", "a": {}}', []],
])('a reference is found, written %s', (_, text, files) => {
  expect(jsonSchema.references(text, 'a.json')).toEqual(files);
});
