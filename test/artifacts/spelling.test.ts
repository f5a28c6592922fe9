/** What PyYAML 6.0.3 reads differently on both sides is an edit, also of a schema, whose values YAML 1.2 has as before. */

import { expect, test } from 'vitest';
import { findArtifactChanges } from '../../src/artifacts/artifact-changes.ts';
import { params } from '../../src/artifacts/model/params/index.ts';
import { spellingEdits } from '../../src/artifacts/spelling.ts';
import { parseConfig } from '../../src/config/load.ts';
import { snapshotOf } from '../repository/snapshot-of.ts';

import { artifactOf } from './artifact.ts';

const config = parseConfig(
  `version: 1
recordings: { r: { files: r.jsonl } }
pipelines:
  p:
    recording: r
    steps: [{ schema: s.yaml }]
    outputs: { d: { at: /d, kind: category } }
`,
  'weir.yml',
);

async function editsOf(base: string, head: string) {
  const snapshot = (revision: string, text: string) => snapshotOf({ 's.yaml': text }, revision);
  const changes = await findArtifactChanges(
    config.pipelines,
    snapshot('base', `type: object\nproperties:\n  d: ${base}\n`),
    snapshot('head', `type: object\nproperties:\n  d: ${head}\n`),
    async () => new Map(),
  );
  return [...changes.values()].flatMap(({ edits }) => edits);
}

test.each([
  ['{ enum: [NO, SE] }', '{ enum: ["NO", SE] }', '/properties/d/enum/0', 'NO became "NO"'],
  ['{ const: "on" }', '{ const: on }', '/properties/d/const', '"on" became on'],
  ['{ maximum: 0777 }', '{ maximum: 777 }', '/properties/d/maximum', '0777 became 777'],
  ['{ const: 2024-01-20 }', '{ const: "2024-01-20" }', '/properties/d/const', '2024-01-20 became "2024-01-20"'],
  [
    '{ properties: { on: {} } }',
    '{ properties: { "on": {} } }',
    '/properties/d/properties/on',
    'the key on became "on"',
  ],
  ['{ properties: { 1: {} } }', '{ properties: { "1": {} } }', '/properties/d/properties/1', 'the key 1 became "1"'],
  [
    '{ properties: { "null": {} } }',
    '{ properties: { ~: {} } }',
    '/properties/d/properties/null',
    'the key "null" became null',
  ],
])('%s to %s', async (base, head, pointer, message) => {
  expect(await editsOf(base, head)).toMatchObject([
    {
      pointer,
      lines: [3, 3],
      change: 'spelling-changed',
      message: `${message}, which YAML 1.1 (PyYAML) reads otherwise`,
    },
  ]);
});

test.each([
  ['{ enum: [DE, SE] }', '{ enum: ["DE", \'SE\'] }'],
  ['{ maximum: 10 }', '{ maximum: 10.0 }'],
  ['{ properties: { ~: {}, 1.0: {} } }', '{ properties: { null: {}, 1: {} } }'],
  ['{ enum: [NO] }', '{ enum: [ NO ] } # Norway'],
])('%s to %s is none', async (base, head) => {
  expect(await editsOf(base, head)).toEqual([]);
});

test.each([
  ['{ enum: !!set {a, b} }', '{ enum: [a, b] }', '!!set became a plain list'],
  ['{ enum: [a, b] }', '{ enum: !!set {a, b} }', 'a plain list became !!set'],
  ['{ const: !!omap [a: 1] }', '{ const: !!pairs [a: 1] }', '!!omap became !!pairs'],
])('%s to %s is an edit of a schema', async (base, head, message) => {
  expect(await editsOf(base, head)).toMatchObject([
    { lines: [3, 3], change: 'spelling-changed', message: `${message}, which YAML 1.1 (PyYAML) reads otherwise` },
  ]);
});

test('keys of params are looked at too', () => {
  const artifact = (text: string) => artifactOf(params, text, 'p.yaml');
  const [base, head] = [
    artifact('rates: { 2024-01-01: 0.5, x: [1] }\n'),
    artifact('rates: { "2024-01-01": 0.5, x: [1] }\n'),
  ];

  expect(spellingEdits(base, head, params, [])).toMatchObject([
    {
      pointer: '/rates/2024-01-01',
      message: 'the key 2024-01-01 became "2024-01-01", which YAML 1.1 (PyYAML) reads otherwise',
    },
  ]);
  expect(spellingEdits(base, base, params, [])).toEqual([]);
});
