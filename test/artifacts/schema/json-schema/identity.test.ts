import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { jsonSchema } from '../../../../src/artifacts/schema/json-schema/index.ts';
import { runs } from '../../../runs.ts';
import { schemas } from './arbitrary.ts';
import { artifact, diff } from './artifact.ts';

test('a schema does not differ from itself', () => {
  fc.assert(
    fc.property(schemas, (schema) => {
      expect(diff(schema, schema)).toEqual([]);
    }),
    { numRuns: runs(200) },
  );
});

test('the order of keys, of required, of enum and of types, and white space, are no edits', () => {
  fc.assert(
    fc.property(schemas, (schema) => {
      const base = artifact({ 'a.json': JSON.stringify(schema) });
      const head = artifact({ 'a.json': JSON.stringify(shuffled(schema), null, 4) });

      expect(jsonSchema.diff(base, head)).toEqual([]);
    }),
    { numRuns: runs(200) },
  );
});

test('comments, quotes and 1 for 1.0 are no edits of a YAML schema', () => {
  const base = artifact({ 'a.yaml': stringify({ type: 'object', properties: { a: { minimum: 1 } } }) });
  const head = artifact({ 'a.yaml': '# flights\n"type": object\nproperties: { a: { minimum: 1.0 } } # whole\n' });

  expect(jsonSchema.diff(base, head)).toEqual([]);
});

test('moving a schema to $defs, or behind a single allOf, is no edit', () => {
  const address = { type: 'object', properties: { street: { type: 'string' } }, required: ['street'] };
  const inline = { properties: { home: address } };

  expect(diff(inline, { properties: { home: { $ref: '#/$defs/address' } }, $defs: { address } })).toEqual([]);
  expect(diff(inline, { properties: { home: { allOf: [{ $ref: '#/$defs/address' }] } }, $defs: { address } })).toEqual(
    [],
  );
  expect(diff(inline, { ...inline, $defs: { unused: { type: 'string' } } })).toEqual([]);
});

/** Turns round every order that means nothing. */
function shuffled(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => shuffled(item));
    return ['required', 'enum', 'type', 'anyOf', 'allOf', 'oneOf'].includes(key) ? items.reverse() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, shuffled(inner, name)]),
  );
}
