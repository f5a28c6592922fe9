/** Holds the registries of recordings to what the rest of the program, and the published schema, make of them. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { withPlugs } from '../../schemas/plugs.ts';
import { addressSchemes, envelopeParts, tableSchemes } from '../../src/config/recordings.generated.ts';
import { envelopes } from '../../src/recordings/envelopes/registry.ts';
import { formats } from '../../src/recordings/formats/registry.ts';
import { storages } from '../../src/recordings/storage/registry.ts';
import { tables } from '../../src/recordings/tables/registry.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('formats and envelopes', () => {
  it('have names of their own, since weir.yml names both by format', () => {
    const ids = [...formats, ...envelopes].map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
  });

  it('claim an ending once', () => {
    const endings = formats.flatMap(({ extensions }) => extensions);
    expect(endings.filter((ending, index) => endings.indexOf(ending) < index || !/^[a-z0-9]+$/.test(ending))).toEqual(
      [],
    );
  });

  it('have options that are JSON Schemas with a description, none of them of two plugs', () => {
    const options = [...formats, ...envelopes].flatMap((plug) => Object.entries(plug.options));
    expect(new Set(options.map(([key]) => key)).size).toBe(options.length);
    for (const [, schema] of options) {
      expect(() => new Ajv2020({ strict: false }).compile(schema)).not.toThrow();
      expect(schema).toHaveProperty('description');
    }
  });

  it('are what the published schema of weir.yml says', () => {
    const published = JSON.parse(readFileSync(join(ROOT, 'schemas/weir.schema.json'), 'utf8'));
    expect(withPlugs(published)).toEqual(published);
    expect(published.$defs.recording.properties.format.enum).toEqual([...formats, ...envelopes].map(({ id }) => id));
  });

  it('are what reads weir.yml', () => {
    expect(envelopeParts).toEqual(Object.fromEntries(envelopes.map(({ id, parts }) => [id, parts])));
  });

  it.each(envelopes.map(({ id, container }) => [id, container] as const))(
    '%s comes in a format that there is',
    (_id, container) => {
      expect(formats.map(({ id }) => id)).toContain(container.otherwise);
    },
  );
});

it('tables have schemes of their own, which weir.yml may name', () => {
  const schemes = [...storages, ...tables].map(({ scheme }) => scheme);
  expect(new Set(schemes).size).toBe(schemes.length);
  expect([...tableSchemes]).toEqual(tables.map(({ scheme }) => scheme));
});

it('storages have schemes of their own, which weir.yml may name', () => {
  const schemes = storages.map(({ scheme }) => scheme);
  expect(new Set(schemes).size).toBe(schemes.length);
  expect([...addressSchemes].sort()).toEqual(schemes.filter(Boolean).sort());
});

it('what knows a plug by its name is in its folder', () => {
  const names = [...formats, ...envelopes]
    .map(({ id }) => id)
    .concat([...storages, ...tables].map(({ scheme }) => scheme));
  const asking = new RegExp(`\\b(format|envelope|scheme) [!=]== '(${names.filter(Boolean).join('|')})'`);
  const files = globSync(['src/**/*.ts', 'schemas/*.ts'], { cwd: ROOT }).filter(
    (path) => !/^src\/recordings\/(formats|envelopes|storage|tables)\/[^/]+\//.test(path),
  );
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((path) => asking.test(readFileSync(join(ROOT, path), 'utf8')))).toEqual([]);
});

it.each([
  ...formats.map(({ id }) => [`formats/${id}.test.ts`, 'itReads({']),
  ...envelopes.map(({ id }) => [`envelopes/${id}.test.ts`, 'itOpens({']),
  ...storages.map(({ scheme }) => [`storage/${scheme || 'repository'}.test.ts`, 'itStores({']),
])('%s holds its plug to the contract', (path, call) => {
  const test = join(import.meta.dirname, path);
  expect(existsSync(test) && readFileSync(test, 'utf8').includes(call)).toBe(true);
});
