import { expect, test } from 'vitest';
import { jsonSchema } from '../../../../src/artifacts/schema/json-schema/index.ts';
import { artifact, diff } from './artifact.ts';

const BASE = `type: object
properties:
  delay:
    type: integer
  origin:
    type: string
    minLength: 3
`;

test('an edit stands on the lines of what changed in head, comments and all', () => {
  const head = BASE.replace('type: integer', '# minutes\n    type: number');

  expect(yaml(BASE, head)).toEqual([
    expect.objectContaining({
      artifact: 'a.yaml',
      pointer: '/properties/delay/type',
      lines: [5, 5],
      change: 'integer-to-number',
    }),
  ]);
});

test('a removal points into base, and stands on the lines of what held it', () => {
  expect(yaml(BASE, BASE.replace('    minLength: 3\n', ''))).toEqual([
    expect.objectContaining({ pointer: '/properties/origin/minLength', lines: [5, 6], change: 'min-length-loosened' }),
  ]);
  expect(yaml(BASE, BASE.replace('  delay:\n    type: integer\n', ''))).toEqual([
    expect.objectContaining({ pointer: '/properties/delay', lines: [2, 5], change: 'property-removed' }),
  ]);
});

test('a change in a file that is referred to stands in that file, and stands once', () => {
  const main = { properties: { home: { $ref: 'b.yaml#/address' }, work: { $ref: 'b.yaml#/address' } } };
  const base = artifact({ 'a.json': main, 'b.yaml': 'address:\n  maxLength: 3\n' });
  const head = artifact({ 'a.json': main, 'b.yaml': 'address:\n  # more\n  maxLength: 4\n' });

  expect(jsonSchema.diff(base, head)).toEqual([
    expect.objectContaining({
      artifact: 'b.yaml',
      pointer: '/address/maxLength',
      lines: [3, 3],
      accepts: true,
      rejects: false,
    }),
  ]);
});

test('a reference to another schema is compared by what it leads to', () => {
  const $defs = { short: { type: 'string', maxLength: 3 }, long: { type: 'string', maxLength: 9 } };

  expect(diff({ $ref: '#/$defs/short', $defs }, { $ref: '#/$defs/long', $defs })).toEqual([
    expect.objectContaining({
      change: 'max-length-loosened',
      pointer: '/$defs/long/maxLength',
      message: 'maxLength 3 became 9',
    }),
  ]);
});

test('schemas that recurse through each other are compared in finite time', () => {
  const names = Array.from({ length: 12 }, (_, index) => `n${index}`);
  const graph = (extra: object) => ({
    $ref: '#/$defs/n0',
    $defs: Object.fromEntries(
      names.map((name) => [
        name,
        {
          ...(name === 'n7' ? extra : {}),
          properties: Object.fromEntries(names.map((other) => [other, { $ref: `#/$defs/${other}` }])),
          anyOf: [{ type: 'object' }, { items: { $ref: `#/$defs/${name}` } }],
        },
      ]),
    ),
  });

  expect(diff(graph({}), graph({ maxProperties: 5 }))).toEqual([
    expect.objectContaining({ change: 'max-properties-tightened', pointer: '/$defs/n7/maxProperties' }),
  ]);
});

test('a schema that does not parse is an error with its line', () => {
  expect(() => yaml(BASE, 'type: [object')).toThrow('a.yaml:1:');
});

function yaml(base: string, head: string) {
  return jsonSchema.diff(artifact({ 'a.yaml': base }), artifact({ 'a.yaml': head }));
}
