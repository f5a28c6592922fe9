import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { isOutputKind } from '../../src/config/output-kind.ts';
import { pointerPattern } from '../../src/document/pointer.ts';

type Schema = { [key: string]: unknown; properties?: Record<string, Schema>; $defs?: Record<string, Schema> };

function read(name: string): Schema {
  return JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
}

const weir = read('weir');

/** Every key that a weir.yml can have, with the schema that it leads to. */
const keys = [weir, ...Object.values(weir.$defs ?? {})].flatMap(({ properties = {} }) =>
  Object.entries(properties).map(([name, property]): [string, Schema] => {
    const reference = /^#\/\$defs\/(.+)$/.exec(String(property.$ref))?.[1];
    return [name, { ...(reference ? weir.$defs?.[reference] : {}), ...property }];
  }),
);

test.each(['weir', 'record', 'report'])('%s.schema.json keeps to its meta-schema', (name) => {
  const ajv = new Ajv2020();
  expect(ajv.validateSchema(read(name)), ajv.errorsText()).toBe(true);
});

test.each(keys)('%s has a description and an example for editors', (_, { description, examples }) => {
  expect(description).toMatch(/\.$|…$/);
  expect(examples).not.toHaveLength(0);
  expect(Array.isArray(examples)).toBe(true);
});

test.each(keys)('the example of %s is valid', (_, schema) => {
  const ajv = new Ajv2020({ allowUnionTypes: true, strictTypes: false });
  ajv.addFormat('json-pointer', pointerPattern);
  const validate = ajv.compile({ ...schema, $defs: weir.$defs });
  for (const example of Array.isArray(schema.examples) ? schema.examples : []) {
    expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
  }
});

test('the kinds of output are those of the schema', () => {
  const kinds = weir.$defs?.output?.properties?.kind?.enum;
  expect(kinds).toHaveLength(5);
  expect(Array.isArray(kinds) && kinds.every(isOutputKind)).toBe(true);
});

test.each([
  [{ input: 1 }, true],
  [{ input: null, output: {}, label: 0, id: 7, time: '2026-03-01', weight: 0.5, value: -3, more: true }, true],
  [{ output: 1 }, false],
  [{ input: 1, weight: 0 }, false],
  [{ input: 1, weight: '2' }, false],
  [[], false],
])('%j is a native record: %s', (record, valid) => {
  expect(new Ajv2020({ allowUnionTypes: true }).validate(read('record'), record)).toBe(valid);
});
