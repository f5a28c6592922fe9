import { expect, test } from 'vitest';
import { engineFor, engines } from '../../src/artifacts/registry.ts';
import { selected } from '../../src/config/engines.ts';
import { ConfigError } from '../../src/errors.ts';

test('every engine is found by its id, which is its alone', () => {
  for (const engine of engines) expect(engineFor(engine.id)).toBe(engine);
  expect(new Set(engines.map((engine) => engine.id)).size).toBe(engines.length);
});

test('an unknown engine is an error with the nearest name, at the place where it was named', () => {
  expect(() => engineFor('json-logic-jss', { file: 'weir.yml', line: 3, column: 5 })).toThrow(ConfigError);
  expect(() => engineFor('json-logic-jss', { file: 'weir.yml', line: 3, column: 5 })).toThrow(
    /^weir\.yml:3:5: unknown engine "json-logic-jss".*did you mean json-logic-js\?$/,
  );
});

test.each([
  ['rules', 'rules/compensation.json', 'json-logic-js'],
  ['rules', 'rules/compensation.YML', 'json-logic-js'],
  ['rules', 'rules/compensation.rego', undefined],
  ['schema', 'schemas/flight.schema.json', 'json-schema'],
  ['params', 'config/params.yaml', 'params'],
  ['model', 'config/params.yaml', undefined],
] as const)('by default %s in %s are for %s', (key, path, id) => {
  expect(selected(key, path)?.id).toBe(id);
});

test('versions are those of the installed libraries', () => {
  for (const engine of engines) expect(engine.version).toMatch(/^\d+\.\d+\.\d+/);
});
