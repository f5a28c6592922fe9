/** What the diff says of bodies is judged by ajv: no call may change sides without an edit that allows for it. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Artifact, Edit } from '../../../../src/artifacts/engine.ts';
import { openapi } from '../../../../src/artifacts/schema/openapi/index.ts';
import { runs } from '../../../runs.ts';
import { documents, pairs } from '../json-schema/arbitrary.ts';

const TRIES = runs(60);
const BODY = { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } };
/** Where a body may stand; what a client refuses of an answer is the other way round. */
const PLACES = [
  ['request', { requestBody: { content: BODY }, responses: { 204: { description: 'done' } } }],
  ['response', { responses: { 200: { description: 'done', content: BODY } } }],
] as const;

test.each(PLACES)('of a %s body', { timeout: 60_000 + 300 * TRIES }, (direction, operation) => {
  const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false });
  const samples = fc.sample(documents, { numRuns: 100 });
  let told = 0;
  fc.assert(
    fc.property(pairs, ([base, head]) => {
      const [before, after] = [verdicts(ajv, base, samples), verdicts(ajv, head, samples)];
      fc.pre(before !== undefined && after !== undefined);
      const edits: Edit[] = openapi.diff(document(operation, base), document(operation, head));

      const gone = samples.some((_, index) => before[index] && !after[index]);
      const came = samples.some((_, index) => !before[index] && after[index]);
      const [refused, allowed] = direction === 'request' ? [gone, came] : [came, gone];
      if (refused) expect(edits.map(({ rejects }) => rejects)).not.toEqual(edits.map(() => false));
      if (allowed) expect(edits.map(({ accepts }) => accepts)).not.toEqual(edits.map(() => false));
      told += gone || came ? 1 : 0;
    }),
    { numRuns: TRIES },
  );
  expect(told).toBeGreaterThan(TRIES / 4);
});

function document(operation: object, schema: object | boolean): Artifact {
  const { $defs = {}, ...own } = typeof schema === 'boolean' ? { allOf: [schema] } : (schema as Record<string, object>);
  // A reference leads from the top of the file.
  const text = JSON.stringify({ Thing: own, ...$defs }).replaceAll('"#/$defs/', '"#/components/schemas/');
  const components = { schemas: JSON.parse(text.replaceAll('"$ref":"#"', '"$ref":"#/components/schemas/Thing"')) };
  const whole = {
    openapi: '3.1.0',
    info: { title: 't', version: '1' },
    paths: { '/t': { post: operation } },
    components,
  };
  return { path: 'api.json', kind: 'schema', files: new Map([['api.json', JSON.stringify(whole)]]) };
}

/** `undefined` for a schema that refers to itself in place: validating never ends, so nobody can use it. */
function verdicts(ajv: Ajv2020, schema: object | boolean, samples: readonly unknown[]): readonly boolean[] | undefined {
  try {
    const validate = ajv.compile(schema);
    return samples.map((sample) => validate(sample));
  } catch {
    return undefined;
  } finally {
    // It keeps what it has compiled.
    if (typeof schema === 'object') ajv.removeSchema(schema);
  }
}
