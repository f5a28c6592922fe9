/** `ignore:` of weir.yml in every language of schemas: what is waived says so, and a waiver that has run out or names nothing is an error. */
import { expect, test, vi } from 'vitest';
import { type Fixture, makeRepository } from '../repository/fixture.ts';
import { check, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Both versions of a file, an edit between them, and a record that head refuses or loses something of. */
const CONTRACTS = [
  {
    engine: 'odcs',
    file: 'orders.odcs.yaml',
    rule: 'required-added',
    texts: ['', ', required: true'].map(
      (more) =>
        `apiVersion: v3.1.0\nkind: DataContract\nid: t\nschema:\n  - name: t\n    properties: [{ name: a${more} }]\n`,
    ),
    record: {},
  },
  {
    engine: 'dbt',
    file: 'models/schema.yml',
    rule: 'required-added',
    texts: ['', ', data_tests: [not_null]'].map((more) => `models:\n  - name: t\n    columns: [{ name: a${more} }]\n`),
    record: {},
  },
  {
    engine: 'sql-ddl',
    file: 'db.sql',
    rule: 'required-added',
    texts: ['', ' NOT NULL'].map((more) => `CREATE TABLE t (a int${more});\n`),
    record: {},
  },
  {
    engine: 'protobuf',
    file: 'bag.proto',
    rule: 'field-removed',
    texts: ['int32 kg = 1; string tag = 2;', 'int32 kg = 1;'].map(
      (fields) => `syntax = "proto3"; message Bag { ${fields} }\n`,
    ),
    record: { kg: 1, tag: 'x' },
  },
  {
    engine: 'avro',
    file: 'bag.avsc',
    rule: 'type-narrowed',
    texts: ['double', 'int'].map((type) =>
      JSON.stringify({ type: 'record', name: 'Bag', fields: [{ name: 'kg', type }] }),
    ),
    record: { kg: 1.5 },
  },
  {
    engine: 'graphql',
    file: 'schema.graphql',
    rule: 'field-removed',
    texts: ['type Query { a: Int b: Int }\n', 'type Query { a: Int }\n'],
    record: { query: '{ b }' },
  },
  {
    engine: 'openapi',
    file: 'openapi.yaml',
    rule: 'request-maximum-tightened',
    texts: [100, 50].map((maximum) =>
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 't', version: '1' },
        paths: {
          '/a': {
            get: {
              parameters: [{ name: 'n', in: 'query', schema: { type: 'integer', maximum } }],
              responses: { 200: { description: 'ok' } },
            },
          },
        },
      }),
    ),
    record: { method: 'GET', path: '/a', query: { n: '60' }, status: 200 },
  },
] as const;

type Contract = (typeof CONTRACTS)[number];

const traffic = ({ engine }: Contract) => `traffic/${engine}.jsonl`;

/** A pipeline for each, and a waiver for each; by line of the waiver. */
function weirYml(until: string, ruleOf = ({ rule }: Contract): string => rule): string {
  const each = (write: (one: Contract) => string) => CONTRACTS.map(write).join('');
  return `version: 1
ignore:
${each((one) => `  - { rule: ${ruleOf(one)}, artifact: ${one.file}, until: ${until}, reason: agreed with ${one.engine} }\n`)}recordings:
${each((one) => `  ${one.engine}: { files: ${traffic(one)}, input: "" }\n`)}pipelines:
${each(
  (one) => `  ${one.engine}:
    owners: ["@acme/all"]
    recording: ${one.engine}
    steps: [{ schema: ${one.file}, engine: ${one.engine} }]
    outputs: { all: { at: "/a", kind: category } }
`,
)}`;
}

function repositoryWith(config: string): Fixture {
  const repository = makeRepository();
  const base = CONTRACTS.map((one) => [one.file, one.texts[0]] as const);
  const records = CONTRACTS.map((one) => [traffic(one), `${JSON.stringify(one.record)}\n`] as const);
  repository.commit({ '.github/weir.yml': config, ...Object.fromEntries([...base, ...records]) });
  repository.git('switch', '-c', 'change');
  repository.commit(Object.fromEntries(CONTRACTS.map((one) => [one.file, one.texts[1] ?? ''])));
  return repository;
}

test('what is waived says so with its reason, beside what it hits', async () => {
  const { report } = await check(repositoryWith(weirYml('2999-12-31')).directory, 'change');

  const told = report.edits.map(({ artifact, change, waived, hit }) => ({ artifact, change, waived, hit }));
  expect(told).toEqual(
    CONTRACTS.map(({ engine, file, rule }) => ({
      ...{ artifact: file, change: rule, hit: { records: 1, of: 1, share: 1 } },
      waived: { until: '2999-12-31', reason: `agreed with ${engine}` },
    })),
  );
});

test.each([
  [
    'has run out',
    weirYml('1999-01-01'),
    ({ rule, file }: Contract) => `the waiver of ${rule} in ${file} ran out on 1999-01-01`,
  ],
  [
    'no edit can have',
    weirYml('2999-12-31', ({ rule }) => `${rule}s`),
    ({ rule, file }: Contract) => `no edit of ${file} is called "${rule}s"`,
  ],
])('one that %s is an error at its line, in each language', async (_, config, said) => {
  const { directory } = repositoryWith(config);
  const { status, stderr } = await weir(['check', '--base', 'main', '--head', 'change'], directory);
  expect(status).toBe(2);
  for (const [index, one] of CONTRACTS.entries()) expect(stderr).toContain(`weir.yml:${index + 3}:5: ${said(one)}`);
});
