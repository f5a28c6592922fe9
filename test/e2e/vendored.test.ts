/** References to other servers: never fetched, and answered by a copy in the repository that weir.yml names. */
import { expect, test, vi } from 'vitest';
import { makeRepository } from '../repository/fixture.ts';
import { check, pipelineOf, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const ADDRESS = 'https://schemas.acme.example/v1/money.json';
const money = (maximum: number) => JSON.stringify({ $defs: { amount: { type: 'number', maximum } } });
const schema = JSON.stringify({ type: 'object', properties: { fare: { $ref: `${ADDRESS}#/$defs/amount` } } });
const openapi = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'fares', version: '1' },
  paths: {
    '/fares': {
      post: {
        requestBody: { content: { 'application/json': { schema: { $ref: `${ADDRESS}#/$defs/amount` } } } },
        responses: { 201: { description: 'made' } },
      },
    },
  },
});

const weirYml = (step: string) => `version: 1
recordings:
  fares: { files: fares.jsonl, input: "" }
pipelines:
  billing:
    recording: fares
    steps: [{ ${step} }]
    outputs: { fare: { at: /fare, kind: number } }
    limits: { rejected: 1% }
`;

const vendored = `vendored: { "${ADDRESS}": vendor/money.json }`;
const fares = Array.from({ length: 500 }, (_, index) =>
  JSON.stringify({ fare: index, method: 'POST', path: '/fares', body: index }),
).join('\n');

function repositoryOf(step: string, files: Readonly<Record<string, string>>) {
  const repository = makeRepository();
  repository.commit({
    '.github/weir.yml': weirYml(step),
    'fares.jsonl': fares,
    'vendor/money.json': money(1000),
    ...files,
  });
  repository.git('switch', '-c', 'change');
  repository.commit({ 'vendor/money.json': money(399) });
  return repository;
}

test.each([
  ['a JSON Schema', `schema: fare.json, ${vendored}`, { 'fare.json': schema }],
  ['a JSON Schema as ajv reads it', `schema: fare.json, engine: json-schema-ajv, ${vendored}`, { 'fare.json': schema }],
  ['an OpenAPI document', `schema: api.json, engine: openapi, ${vendored}`, { 'api.json': openapi }],
])('%s: the copy stands for the address, and what changes in it is an edit on its line', async (_, step, files) => {
  const { directory } = repositoryOf(step, files);

  const { report } = await check(directory, 'change');

  expect(pipelineOf(report, 'billing').measures.rejected).toMatchObject({ value: 0.2 });
  expect(report.edits).toMatchObject([{ artifact: 'vendor/money.json', hit: { records: 100, of: 500 } }]);
});

test('without the map the error names the address and says what to do; a copy that is not there is named', async () => {
  const without = repositoryOf('schema: fare.json', { 'fare.json': schema });
  without.commit({ 'fare.json': schema.replace('"object"', '["object", "null"]') });
  const run = await weir(['check', '--base', 'main', '--head', 'change'], without.directory);
  expect(run).toMatchObject({ status: 2, stdout: '' });
  expect(run.stderr.replaceAll(/\s+/g, ' ')).toContain(
    `nothing is fetched: looked for the $id ${ADDRESS}; put the schema`,
  );
  expect(run.stderr).toContain('by vendored in weir.yml');

  const lost = repositoryOf(`schema: fare.json, vendored: { "${ADDRESS}": vendor/lost.json }`, { 'fare.json': schema });
  const other = await weir(['check', '--base', 'main', '--head', 'change'], lost.directory);
  expect(other).toMatchObject({ status: 2 });
  expect(other.stderr.replaceAll(/\s+/g, ' ')).toContain(
    `vendor/lost.json, which stands for ${ADDRESS}, does not exist`,
  );
});
