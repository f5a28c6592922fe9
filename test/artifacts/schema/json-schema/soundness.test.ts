/** What the diff says is judged by ajv: no document may change sides without an edit that allows for it. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documents, schemas } from './arbitrary.ts';
import { diff } from './artifact.ts';

type Schema = object | boolean;

/** Half of the pairs mostly agree: head is base with one keyword exchanged. */
const pairs: fc.Arbitrary<readonly [Schema, Schema]> = fc.oneof(
  fc.tuple(schemas, schemas),
  fc.tuple(schemas, schemas, fc.nat()).map(([base, other, seed]) => [base, graft(base, other, seed)] as const),
);

test('a document that only one side accepts always meets an edit that allows for it', { timeout: 60_000 }, () => {
  const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false });
  const samples = fc.sample(documents, { seed: 20260101, numRuns: 150 });

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
    { seed: 20260101, numRuns: 500 },
  );
});

/** `undefined` for a schema that refers to itself in place: validating never ends, so nobody can use it. */
function verdicts(ajv: Ajv2020, schema: Schema, samples: readonly unknown[]): readonly boolean[] | undefined {
  try {
    const validate = ajv.compile(schema);
    return samples.map((document) => validate(document));
  } catch {
    return undefined;
  }
}

function graft(base: Schema, other: Schema, seed: number): Schema {
  if (typeof base === 'boolean' || typeof other === 'boolean') return other;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(other)])].filter((key) => key !== '$defs');
  const key = keys[seed % Math.max(1, keys.length)];
  const kept = Object.entries(base).filter(([name]) => name !== key);
  const taken = Object.entries(other).filter(([name]) => name === key);
  return Object.fromEntries([...kept, ...taken]);
}
