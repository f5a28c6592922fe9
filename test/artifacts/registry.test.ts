import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { knownEngineOf } from '../../schemas/known-engine-of.ts';
import { withPlugs } from '../../schemas/plugs.ts';
import { engineFor, engines } from '../../src/artifacts/registry.ts';
import { knownEngines } from '../../src/config/engines.generated.ts';
import { selected } from '../../src/config/engines.ts';
import { ConfigError } from '../../src/errors.ts';

const ROOT = join(import.meta.dirname, '../..');

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
  ['rules', 'rules/compensation.drl', undefined],
  ['schema', 'schemas/flight.schema.json', 'json-schema'],
  ['params', 'config/params.yaml', 'params'],
  ['model', 'deploy/fraud.yaml', 'model-config'],
  ['model', 'models/fraud.ONNX', 'onnx'],
] as const)('by default %s in %s are for %s', (key, path, id) => {
  expect(selected(key, path)?.id).toBe(id);
});

test('versions are those of the installed libraries', () => {
  for (const engine of engines) expect(engine.version).toMatch(/^\d+\.\d+\.\d+/);
});

test('the published schema and what checks weir.yml say what the manifests say', () => {
  const published = JSON.parse(readFileSync(join(ROOT, 'schemas/weir.schema.json'), 'utf8'));
  expect(withPlugs(published)).toEqual(published);
  expect(knownEngines).toEqual(engines.map(knownEngineOf));
});

test('options are JSON Schemas with a description, none is a key that every step has, and engines share them whole', () => {
  const common = ['schema', 'rules', 'model', 'program', 'engine', 'each', 'from', 'into'];
  const options = engines.flatMap((engine) => Object.entries(engine.options));
  const keys = new Set(options.map(([key]) => key));
  // One key of weir.yml says one thing.
  expect(new Set(options.map(([, schema]) => schema)).size).toBe(keys.size);
  expect(new Set([...keys, ...common]).size).toBe(keys.size + common.length);
  for (const [, schema] of options) {
    expect(() => new Ajv2020({ strict: false }).compile(schema)).not.toThrow();
    expect(schema).toHaveProperty('description');
  }
});

test('the documentation has a row for each engine, with what selects it', () => {
  const rows = readFileSync(join(ROOT, 'docs/engines.md'), 'utf8').matchAll(/^\| `([\w-]+)` +\| (\w+) +\| (.+?) +\|/gm);
  const documented = Array.from(rows, ([, id, kind, selects]) => [id, kind, selects]);
  const wanted = engines.map(({ id, kind, selectedBy, extensions }) => [
    id,
    kind,
    extensions.length === 0
      ? expect.stringMatching(/^name it$|^`model: recorded`$|^`program:`$/)
      : `\`${selectedBy}:\` with ${extensions.map((ending) => `\`${ending}\``).join(', ')}`,
  ]);
  expect(documented.slice(0, engines.length)).toEqual(wanted);
});

test('no file outside src/artifacts names an engine, save the keywords of weir.yml', () => {
  // Avro is a format of recordings, too.
  const ids = engines.map(({ id }) => id).filter((id) => !['params', 'recorded', 'program', 'avro'].includes(id));
  const named = new RegExp(`['"\`](${ids.join('|')})['"\`]`);
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('artifacts') && !path.includes('.generated.'))
    .filter((path) => named.test(readFileSync(join(ROOT, 'src', path), 'utf8')));
  expect(files).toEqual([]);
});
