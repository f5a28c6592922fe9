/** What the diff says is judged by ajv: no document may change sides without an edit that allows for it. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonSchema } from '../../../../src/artifacts/schema/json-schema/index.ts';
import { documents, pairs } from './arbitrary.ts';
import { artifact, diff } from './artifact.ts';

type Schema = object | boolean;

/** Pairs that are tried: `WEIR_TRIES=100000 WEIR_SEED=2 vitest run …/soundness.test.ts` tries more than usual, and others. */
const TRIES = Number(process.env.WEIR_TRIES ?? 500);
const SEED = Number(process.env.WEIR_SEED ?? 20260101);
const PATIENCE = { timeout: 60_000 + 300 * TRIES };

test('a document that only one side accepts always meets an edit that allows for it', PATIENCE, () => {
  const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false });
  const samples = fc.sample(documents, { seed: SEED, numRuns: 150 });

  fc.assert(
    fc.property(pairs, ([base, head]) => {
      const before = verdicts(ajv, base, samples);
      const after = verdicts(ajv, head, samples);
      fc.pre(before !== undefined && after !== undefined);

      const edits = diff(base, head);

      const rejected = samples.filter((_, index) => before[index] && !after[index]);
      const accepted = samples.filter((_, index) => !before[index] && after[index]);
      if (rejected.length > 0) expect(edits.map(({ rejects }) => rejects)).not.toEqual(edits.map(() => false));
      if (accepted.length > 0) expect(edits.map(({ accepts }) => accepts)).not.toEqual(edits.map(() => false));
    }),
    { seed: SEED, numRuns: TRIES },
  );
});

/** `undefined` for a schema that refers to itself in place: validating never ends, so nobody can use it. */
function verdicts(ajv: Ajv2020, schema: Schema, samples: readonly unknown[]): readonly boolean[] | undefined {
  try {
    const validate = ajv.compile(schema);
    return samples.map((document) => validate(document));
  } catch {
    return undefined;
  } finally {
    // It keeps what it has compiled.
    if (typeof schema === 'object') ajv.removeSchema(schema);
  }
}

const TEXT = { type: 'string' };
const DRAFT_07 = { $schema: 'http://json-schema.org/draft-07/schema#' };
const DRAFT_2019 = { $schema: 'https://json-schema.org/draft/2019-09/schema' };
const tree = { $id: 'tree', $recursiveAnchor: true, properties: { kid: { $recursiveRef: '#' } } };
const strictTree = {
  ...DRAFT_2019,
  $id: 'https://x.example/r',
  $ref: 'tree',
  $defs: { tree },
  unevaluatedProperties: false,
};

test.each([
  ['$recursiveAnchor', strictTree, { ...strictTree, $recursiveAnchor: true }, { kid: { other: 1 } }],
  ['a reference that never ends for some', { anyOf: [TEXT, {}] }, { anyOf: [TEXT, { $ref: '#' }] }, {}],
  ['a reference that never ends for some no more', { anyOf: [TEXT, { $ref: '#' }] }, { anyOf: [TEXT, {}] }, {}],
  [
    'a reference that never ends for some, by a detour',
    { $defs: { a: {} }, $ref: '#/$defs/a' },
    { $defs: { a: { anyOf: [TEXT, { $ref: '#' }] } }, $ref: '#/$defs/a' },
    {},
  ],
])('%s is an edit', async (_, base, head, document) => {
  const [before, after] = await outcomes(base, head, document);

  expect(before?.outcome).not.toBe(after?.outcome);
  expect(diff(base, head)).not.toEqual([]);
});

test.each([
  [
    'a keyword of a later draft',
    { ...DRAFT_07, properties: { b: {} } },
    { dependentSchemas: { c: { properties: { a: {} } } } },
  ],
  ['`then` without `if`', { properties: { b: {} } }, Object.fromEntries([['then', { properties: { a: {} } }]])],
  ['`if` without `then` and `else`', { properties: { b: {} } }, { if: { properties: { a: {} } } }],
])('%s declares no property, so taking it out is no edit and drops none', async (_, schema, inert) => {
  const [before, after] = await outcomes({ ...schema, ...inert }, schema, { a: 1, b: 2 });

  expect(after).toEqual(before);
  expect(diff({ ...schema, ...inert }, schema)).toEqual([]);
});

/** What becomes of traffic recorded under base at base, and at head. */
async function outcomes(base: Schema, head: Schema, document: unknown) {
  const recordedUnder = artifact({ 'a.json': base });
  const stages = [recordedUnder, artifact({ 'a.json': head })].map((side) =>
    jsonSchema.compile(side, { recordedUnder }),
  );
  return Promise.all(stages.map(async (stage) => (await (await stage).run([document]))[0]));
}
