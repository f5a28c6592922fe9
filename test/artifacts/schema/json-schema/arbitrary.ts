/** Small random schemas and documents that have a good chance to meet: few names, few values, few types. */
import fc from 'fast-check';

type Schema = boolean | Record<string, unknown>;

const NAMES = ['a', 'b', 'c'] as const;
const name = fc.constantFrom(...NAMES);
const small = fc.integer({ min: 0, max: 3 });
const scalar = fc.constantFrom<unknown>(null, true, 0, 1, 2, 3, 1.5, 'a', 'b', 'aa');

/** Documents of up to two levels. */
export const documents: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 2, withCrossShrink: true },
    scalar,
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
})).value;

const type = fc.constantFrom('array', 'boolean', 'integer', 'null', 'number', 'object', 'string');

const leaf: fc.Arbitrary<Record<string, unknown>> = sparse(
  fc.record(
    {
      type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
      enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }),
      const: scalar,
      minimum: small,
      exclusiveMinimum: small,
      maximum: small,
      exclusiveMaximum: small,
      multipleOf: fc.integer({ min: 1, max: 3 }),
      minLength: small,
      maxLength: small,
      pattern: fc.constantFrom('^a', 'b$', 'a'),
      minItems: small,
      maxItems: small,
      minProperties: small,
      maxProperties: small,
      minContains: small,
      maxContains: small,
      uniqueItems: fc.boolean(),
      required: fc.uniqueArray(name, { maxLength: 2 }),
      dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), { maxKeys: 1 }),
    },
    { requiredKeys: [] },
  ),
  2,
);

/** Draft 2020-12, with `$defs` x and y that references may lead to, themselves included. */
export const schemas: fc.Arbitrary<Schema> = fc
  .tuple(schemaOf(2), schemaOf(1), schemaOf(1))
  .map(([root, x, y]) => (typeof root === 'boolean' ? root : { ...root, $defs: { x, y } }));

function schemaOf(depth: number): fc.Arbitrary<Schema> {
  if (depth === 0) return fc.oneof(fc.boolean(), leaf);
  const inner = schemaOf(depth - 1);
  const some = fc.dictionary(name, inner, { maxKeys: 2 });
  const list = fc.array(inner, { minLength: 1, maxLength: 3 });
  const applicators = fc.record(
    {
      properties: some,
      patternProperties: fc.dictionary(fc.constantFrom('^a', 'b', '[ab]'), inner, { maxKeys: 1 }),
      additionalProperties: inner,
      propertyNames: inner,
      items: inner,
      prefixItems: list,
      contains: inner,
      allOf: list,
      anyOf: list,
      oneOf: list,
      not: inner,
      if: inner,
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: inner,
      else: inner,
      dependentSchemas: some,
      unevaluatedProperties: inner,
      unevaluatedItems: inner,
      $ref: fc.constantFrom('#/$defs/x', '#/$defs/y'),
    },
    { requiredKeys: [] },
  );
  return fc.oneof(
    { weight: 1, arbitrary: fc.boolean() },
    { weight: 3, arbitrary: leaf },
    { weight: 5, arbitrary: fc.tuple(sparse(leaf, 2), sparse(applicators, 3)).map(([a, b]) => ({ ...a, ...b })) },
  );
}

/** Keeps only a few of the keys, so that most schemas accept something. */
function sparse(record: fc.Arbitrary<Record<string, unknown>>, most: number): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .tuple(record, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 24, maxLength: 24 }))
    .map(([value, order]) => {
      const keys = Object.keys(value)
        .map((key, index) => ({ key, rank: order[index] ?? 0 }))
        .sort((a, b) => a.rank - b.rank)
        .slice(0, most)
        .map(({ key }) => key);
      return Object.fromEntries(keys.map((key) => [key, value[key]]));
    });
}

/** Half of the pairs mostly agree: head is base with one keyword exchanged. */
export const pairs: fc.Arbitrary<readonly [Schema, Schema]> = fc.oneof(
  fc.tuple(schemas, schemas),
  fc.tuple(schemas, schemas, fc.nat()).map(([base, other, seed]) => [base, graft(base, other, seed)] as const),
);

function graft(base: Schema, other: Schema, seed: number): Schema {
  if (typeof base === 'boolean' || typeof other === 'boolean') return other;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(other)])].filter((key) => key !== '$defs');
  const key = keys[seed % Math.max(1, keys.length)];
  const kept = Object.entries(base).filter(([name]) => name !== key);
  const taken = Object.entries(other).filter(([name]) => name === key);
  return Object.fromEntries([...kept, ...taken]);
}
