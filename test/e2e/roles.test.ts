/** One file in several roles, heads that differ in nothing but do not stand, and rules that answer far too much. */
import { describe, expect, test, vi } from 'vitest';
import { type Fixture, makeRepository } from '../repository/fixture.ts';
import { check, pipelineOf, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Twenty-four requests of x = 0 … 23, and the pipelines of this weir.yml. */
function repositoryOf(pipelines: string, files: Readonly<Record<string, string>>): Fixture {
  const repository = makeRepository();
  const records = Array.from({ length: 24 }, (_, x) => `${JSON.stringify({ x })}\n`).join('');
  const weirYml = `version: 1\nrecordings:\n  calls: { files: traffic.jsonl }\npipelines:\n${pipelines}`;
  repository.commit({ '.github/weir.yml': weirYml, 'traffic.jsonl': records, ...files });
  return repository;
}

function propose({ git, commit }: Fixture, files: Readonly<Record<string, string>>): void {
  git('switch', '--quiet', '--create', 'proposal');
  commit(files);
}

const large = '{ "if": [{ ">": [{ "var": "x" }, { "var": "params.limit" }] }, "large", "small"] }';
const decide = `    recording: calls
    params: shared.json
    steps: [{ rules: large.json, into: /size }]
    outputs: { size: { at: /size, kind: category } }
    limits: { size.changed: 1% }
`;
const validate = `    recording: calls
    steps: [{ schema: shared.json }]
    outputs: { x: { at: /x, kind: number } }
    limits: { rejected: 1% }
`;

describe('a file that is a schema in one pipeline and params in another', () => {
  test.each([
    ['schema first', `  validate:\n${validate}  decide:\n${decide}`],
    ['params first', `  decide:\n${decide}  validate:\n${validate}`],
  ])('is compared by the engine of each: %s', async (_, pipelines) => {
    const shared = (limit: number): string => `{ "type": "object", "limit": ${limit} }\n`;
    const repository = repositoryOf(pipelines, { 'shared.json': shared(19), 'large.json': large });
    propose(repository, { 'shared.json': shared(17) });

    const { report, status } = await check(repository.directory, 'proposal');

    // x = 18 and x = 19 of 24 are large now.
    expect(pipelineOf(report, 'decide').outputs[0]?.measures.changed).toMatchObject({ value: 2 / 24, records: 2 });
    expect(pipelineOf(report, 'decide').verdict).toBe('fail');
    expect(pipelineOf(report, 'validate').records.replayed).toBeOneOf([0, 24]);
    expect(pipelineOf(report, 'validate').verdict).not.toBe('fail');
    expect(report.edits.filter(({ kind }) => kind === 'model').map(({ message }) => message)).toEqual([
      'limit: 19 became 17',
    ]);
    expect(status).toBe(1);
  });

  test('is edited for the schema although its params say the same', async () => {
    const shared = (type: string): string => `{ "properties": { "x": { "type": "${type}" } }, "limit": 19 }\n`;
    const repository = repositoryOf(`  decide:\n${decide}  validate:\n${validate}`, {
      ...{ 'shared.json': shared('integer'), 'large.json': large },
    });
    propose(repository, { 'shared.json': shared('string') });
    const { report } = await check(repository.directory, 'proposal');
    expect(pipelineOf(report, 'validate').measures.rejected?.records).toBe(24);
    expect(pipelineOf(report, 'decide').outputs[0]?.measures.changed?.records).toBe(0);
  });
});

test('a file that two engines read is judged by both', async () => {
  const pipeline = (name: string, engine: string): string => `  ${name}:
    recording: calls
    steps: [{ rules: times.json, engine: ${engine}, into: /y }]
    outputs: { y: { at: /y, kind: number } }
    limits: { y.changed: 1% }
`;
  const repository = repositoryOf(pipeline('first', 'json-logic-js') + pipeline('second', 'json-logic-engine'), {
    'times.json': '{ "*": [{ "var": "x" }, 2] }',
  });
  propose(repository, { 'times.json': '{ "*": [{ "var": "x" }, 3] }' });
  const { report } = await check(repository.directory, 'proposal', '--attribution');
  for (const name of ['first', 'second']) {
    const { edits = [], outputs, attribution = [] } = pipelineOf(report, name);
    // All but x = 0.
    expect(outputs[0]?.measures.changed?.records).toBe(23);
    expect(edits).toHaveLength(1);
    expect(attribution.filter(({ measure }) => measure === 'changed').map(({ edits: own }) => own)).toEqual([edits]);
  }
  expect(report.edits.map(({ engine }) => engine.replace(/@.*/, ''))).toEqual(['json-logic-js', 'json-logic-engine']);
});

describe('a head that no edit tells from base', () => {
  const rules = (members: string): string => `{ "if": [{ ">": [{ "var": "x" }, 9] }, { ${members} }, null] }\n`;
  const pipeline = `  decide:
    recording: calls
    steps: [{ rules: rules.json, engine: json-logic-engine, into: /d }]
    outputs: { d: { at: /d, kind: category } }
    limits: { d.changed: 1% }
`;

  test('and that does not compile is an error with its line', async () => {
    // Of an object with several keys the engine takes the first for an operator, if it is one.
    const repository = repositoryOf(pipeline, { 'rules.json': rules('"tier": 1, "max": 2') });
    propose(repository, { 'rules.json': rules('"max": 2, "tier": 1') });
    const { status, stderr } = await weir(['check', '--base', 'main', '--head', 'proposal'], repository.directory);
    expect(stderr).toContain('rules.json:1:');
    expect(stderr).toContain('(head)');
    expect(stderr).toContain('takes its first key `max` for an operator');
    expect(status).toBe(2);
  });

  test('and that compiles is unaffected', async () => {
    const repository = repositoryOf(pipeline, { 'rules.json': rules('"tier": 1, "max": 2') });
    propose(repository, { 'rules.json': rules('"tier":1,"max":2') });
    const { report, status } = await check(repository.directory, 'proposal');
    expect(report).toMatchObject({ verdict: 'unaffected', reformatted: ['rules.json'] });
    expect(status).toBe(0);
  });
});

describe('a rule that answers too much', () => {
  const pipeline = `  decide:
    recording: calls
    steps: [{ rules: rules.json, into: /d }]
    outputs: { d: { at: /d, kind: category } }
    limits: { failed: 1% }
`;
  const times = (count: number): string => JSON.stringify(new Array(count).fill(0));
  const grow = (count: number, step: string): string => `{ "reduce": [${times(count)}, ${step}, { "var": "x" }] }`;

  test.each([
    ['levels', grow(3000, '{ "merge": [[[{ "var": "accumulator" }]]] }'), 'nested more than 1000 levels deep'],
    ['parts', grow(40, '{ "merge": [[[{ "var": "accumulator" }, { "var": "accumulator" }]]] }'), 'parts'],
  ])('in %s fails its records with the reason', async (_, rule, reason) => {
    const repository = repositoryOf(pipeline, { 'rules.json': '{ "var": "x" }' });
    propose(repository, { 'rules.json': rule });
    const { report } = await check(repository.directory, 'proposal');
    const { measures, outcomes = [] } = pipelineOf(report, 'decide');
    expect(measures.failed?.records).toBe(24);
    expect(outcomes[0]?.reason).toContain(reason);
  });
});

test('the member "params" of a record is the schema’s to read, and rules read the pipeline’s', async () => {
  const pipeline = `  decide:
    recording: calls
    params: params.json
    steps: [{ schema: schema.json }, { rules: large.json, into: /size }, { schema: schema.json }]
    outputs: { size: { at: /size, kind: category }, own: { at: /params/limit, kind: number } }
    limits: { size.changed: 1% }
`;
  const records = Array.from({ length: 24 }, (_, x) => `${JSON.stringify({ x, params: { limit: x } })}\n`).join('');
  const repository = repositoryOf(pipeline, {
    'schema.json': '{ "required": ["params"] }',
    'params.json': '{ "limit": 19 }',
    'large.json': large,
    'traffic.jsonl': records,
  });
  propose(repository, { 'params.json': '{ "limit": 17 }' });
  const { report } = await check(repository.directory, 'proposal');
  const { outputs, measures, reasons } = pipelineOf(report, 'decide');
  expect(outputs.map((output) => output.measures.changed?.records)).toEqual([2, 0]);
  expect(measures.rejected?.records).toBe(0);
  expect(reasons).toContain(
    'rules read the pipeline\'s params in place of the member "params" that 24 records had when recorded',
  );
});
