/** What tells two versions apart is made of the schemas alone; ajv is the judge. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directionsOf } from '../../../../src/artifacts/directions.ts';
import { candidates } from '../../../../src/artifacts/schema/json-schema/witness/candidates.ts';
import { textFor } from '../../../../src/artifacts/schema/json-schema/witness/text-for.ts';
import { schemas } from './arbitrary.ts';
import { artifact, diff } from './artifact.ts';

const open = { type: 'object', properties: { a: { type: 'integer' } } };
const nested = (leaf: object) => ({
  type: 'object',
  required: ['id', 'list'],
  properties: { id: { type: 'string', minLength: 2 }, list: { type: 'array', items: { $ref: '#/$defs/leaf' } } },
  $defs: { leaf },
});

test.each([
  ['required', open, { ...open, required: ['a'] }, {}],
  ['type', { type: ['string', 'null'] }, { type: 'string' }, null],
  ['enum', { enum: ['a', 'b'] }, { enum: ['a'] }, 'b'],
  ['const', { enum: [1, 2] }, { const: 2 }, 1],
  ['a bound', { type: 'integer' }, { type: 'integer', maximum: 41 }, 42],
  ['a bound that is excluded', { maximum: 100 }, { exclusiveMaximum: 100 }, 100],
  ['length', { type: 'string' }, { type: 'string', maxLength: 2 }, 'aaa'],
  ['pattern', { type: 'string' }, { type: 'string', pattern: '^[A-Z]{3}$' }, ''],
  ['additionalProperties', open, { ...open, additionalProperties: false }, { other: 0 }],
  ['items', { type: 'array', maxItems: 3 }, { type: 'array', maxItems: 2 }, [0, 0, 0]],
  ['uniqueItems', { type: 'array' }, { type: 'array', uniqueItems: true }, [0, 0]],
  ['multipleOf', { type: 'number' }, { type: 'number', multipleOf: 2 }, 1],
  [
    'behind a reference, in a list',
    nested({ type: 'integer' }),
    nested({ type: 'integer', minimum: 7 }),
    { id: 'aa', list: [0] },
  ],
])('the smallest document that %s decides on', (_, base, head, document) => {
  expect(witness(base, head)).toEqual(document);
});

test.each([
  '^[A-Z]{3}$',
  String.raw`^\d{4}-\d{2}$`,
  '^(red|green)+$',
  String.raw`^\w+@\w+\.com$`,
  '^[^a]b?$',
  String.raw`^\u0041(?:x|y)z{2,5}$`,
])('a text for %s', (pattern) => {
  expect(textFor(pattern)).toMatch(new RegExp(pattern, 'u'));
});

test('of random pairs nothing that is made contradicts a compatible direction', { timeout: 60_000 }, () => {
  const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false });
  let tried = 0;
  fc.assert(
    fc.property(schemas, schemas, (base, head) => {
      const accepts = [compile(ajv, base), compile(ajv, head)] as const;
      if (!accepts[0] || !accepts[1]) return;
      const edits = diff(base, head);
      const sides = [artifact({ 'a.json': base }), artifact({ 'a.json': head })] as const;
      const documents = edits.flatMap((edit) => candidates(...sides, edit, 'specification'));
      tried += documents.length;
      assertSound(directionsOf(edits), accepts[0], accepts[1], documents);
    }),
    { seed: 20260101, numRuns: 30, endOnFailure: true },
  );
  expect(tried).toBeGreaterThan(1_000);
});

const corpus = fileURLToPath(
  new URL('../../../../../shared/data/corpora/json-schema-test-suite/tests/draft2020-12', import.meta.url),
);

test.skipIf(!existsSync(corpus))(
  'schemas of one group of the JSON-Schema-Test-Suite (skipped where ../shared is absent)',
  { timeout: 60_000 },
  () => {
    const told = { compatible: 0, other: 0 };
    for (const file of readdirSync(corpus).filter((name) => name.endsWith('.json'))) {
      const groups: { schema: object | boolean; tests: { data: unknown; valid: boolean }[] }[] = JSON.parse(
        readFileSync(join(corpus, file), 'utf8'),
      );
      const documents = groups.flatMap(({ tests }) => tests.map(({ data }) => data));
      const compiled = groups.flatMap(({ schema, tests }) => {
        const accepts = compile(new Ajv2020({ strict: false, logger: false, validateSchema: false }), schema);
        // Where ajv does not read a schema as the suite does it is no judge of it.
        return accepts && tests.every(({ data, valid }) => accepts(data) === valid) ? [{ schema, accepts }] : [];
      });
      for (const [index, base] of compiled.entries()) {
        for (const head of compiled.slice(Math.max(0, index - 2), index + 3)) {
          const directions = directionsOf(diff(base.schema, head.schema));
          told[directions.full === 'compatible' ? 'compatible' : 'other'] += 1;
          assertSound(directions, base.accepts, head.accepts, documents);
        }
      }
    }
    expect(told.compatible).toBeGreaterThan(100);
    expect(told.other).toBeGreaterThan(300);
  },
);

/** Undefined of a document that validating never ends on. */
type Accepts = (document: unknown) => boolean | undefined;

function assertSound(
  { backward, forward }: ReturnType<typeof directionsOf>,
  base: Accepts,
  head: Accepts,
  documents: readonly unknown[],
): void {
  for (const document of documents) {
    const [before, after] = [base(document), head(document)];
    if (before === undefined || after === undefined) continue;
    if (backward === 'compatible' && before) expect(after, JSON.stringify(document)).toBe(true);
    if (forward === 'compatible' && after) expect(before, JSON.stringify(document)).toBe(true);
  }
}

function witness(base: object, head: object): unknown {
  const ajv = new Ajv2020({ strict: false });
  const [before, after] = [ajv.compile(base), ajv.compile(head)];
  const [edit] = diff(base, head);
  if (!edit) throw new Error('no edit');
  const sides = [artifact({ 'a.json': base }), artifact({ 'a.json': head })] as const;
  return candidates(...sides, edit, 'specification').find((document) => before(document) && !after(document));
}

/** Undefined for a schema that ajv does not take. */
function compile(ajv: Ajv2020, schema: object | boolean): Accepts | undefined {
  try {
    const validate = ajv.compile(schema);
    return (document) => {
      try {
        return validate(document) === true;
      } catch {
        return undefined;
      }
    };
  } catch {
    return undefined;
  }
}
