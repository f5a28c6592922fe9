/** Files of ten megabytes, most of which says nothing: each language finds the one edit in them, on its line. */
import { expect, test } from 'vitest';
import { engineFor } from '../../../src/artifacts/registry.ts';

const NOTE = 'what it is about '.repeat(300);
const names = Array.from({ length: 2_000 }, (_, index) => `p${index}`);

test.each([
  [
    'json-schema',
    `{ "type": "object", "properties": {\n${names.map((name) => `"${name}": { "type": "string", "description": "${NOTE}" }`).join(',\n')}\n} }`,
    '"p500": { "type": "string"',
    '"p500": { "type": "integer"',
    502,
  ],
  [
    'odcs',
    `apiVersion: v3.1.0\nkind: DataContract\nid: t\nschema:\n  - name: t\n    properties:\n${names.map((name) => `      - { name: ${name}, logicalType: string, description: ${NOTE} }\n`).join('')}`,
    'name: p500, logicalType: string',
    'name: p500, logicalType: integer',
    507,
  ],
  [
    'dbt',
    `models:\n  - name: t\n    columns:\n${names.map((name) => `      - { name: ${name}, data_type: text, description: ${NOTE} }\n`).join('')}`,
    'name: p500, data_type: text',
    'name: p500, data_type: int',
    504,
  ],
  [
    'sql-ddl',
    `CREATE TABLE t (\n${names.map((name) => `  ${name} text`).join(',\n')}\n);\nCOPY t FROM stdin;\n${names.map((name) => `${name}\t${NOTE}\n`).join('')}\\.\n`,
    '  p500 text',
    '  p500 integer',
    502,
  ],
])('%s', (id, text, from, to, line) => {
  const path = id === 'json-schema' ? 'a.json' : 'a';
  const artifact = (content: string) => ({ path, kind: 'schema', files: new Map([[path, content]]) }) as const;
  expect(text.length).toBeGreaterThan(10_000_000);

  const edits = engineFor(id).diff(artifact(text), artifact(text.replace(from, to)));

  expect(edits).toMatchObject([{ change: 'type-changed', lines: [line, line] }]);
});
