/** `weir trace`: one record through base and head, on a real repository, at 80 columns. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { builtProgram } from '../built.ts';
import { flights, governed, type Run } from '../cli/weir.ts';
import { type Fixture, makeRepository } from '../repository/fixture.ts';

const weirYml = (files: string) => `version: 1
recordings: { flights: { files: ${files} } }
pipelines:
  compensation:
    recording: flights
    params: config/compensation.yaml
    steps:
      - schema: schemas/flight.schema.json
      - { rules: rules/compensation.json, into: /decision }
    outputs:
      tier: { at: /decision/tier, kind: category }
      amount: { at: /decision/amount, kind: number }
  punctuality:
    recording: flights
    steps: [{ rules: rules/punctual.json, into: /punctual }]
    outputs: { punctual: { at: /punctual, kind: category } }
`;

/** Record 1 is punctual; record 2 is 200 minutes late over 500 km; record 3 has no distance; record 4 is no JSON. */
const traffic = `${flights(2)}{"delay":300,"origin":"\\u001b[2J\\u202eJFK","case":9007199254740993}\n{"delay":\n`;

function repositoryWith(files: Readonly<Record<string, string>>, pattern = 'traffic.jsonl'): Fixture {
  const repository = makeRepository();
  repository.commit({
    ...governed,
    'rules/punctual.json': '{ "<": [{ "var": "delay" }, 15] }',
    '.github/weir.yml': weirYml(pattern),
    ...files,
  });
  return repository;
}

function trace({ directory }: Fixture, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const { CI: _, ...own } = process.env;
  return new Promise((resolve) => {
    const options = { cwd: directory, env: { ...own, ...env } };
    execFile(process.execPath, [builtProgram(), 'trace', ...args], options, (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

test('shows params, what each step read and answered, where base and head first differ, and the outputs', async () => {
  const repository = repositoryWith({ 'traffic.jsonl': traffic });
  repository.write('config/compensation.yaml', 'delay:\n  minutes: 201\nshort: 932\n');
  const before = readdirSync(repository.directory);
  const { status, stdout, stderr } = await trace(repository, ['--record', '2', '--show']);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toBe(`compensation: record 2 of flights
traffic.jsonl:2

params config/compensation.yaml
  base            {"delay":{"minutes":180},"short":932}
  head            {"delay":{"minutes":201},"short":932}

1 schema schemas/flight.schema.json (json-schema)
  read            {"delay":200,"distance":500,"origin":"SFO"}
  ok              the document as it was read

2 rules rules/compensation.json (json-logic-js) into /decision
  read            what step 1 answered
  with            the params
  base ok         {"tier":"short","amount":250}
  head ok         {"tier":"none","amount":0}
  Here base and head first differ:
    /tier: "short" → "none"
    /amount: 250 → 0

outputs
  tier: "short" → "none"
  amount: 250 → 0
`);
  expect(readdirSync(repository.directory)).toEqual(before);
});

test('says what ended a record, and what was not run then', async () => {
  const repository = repositoryWith({ 'traffic.jsonl': traffic });
  const schema = { type: 'object', properties: { delay: { type: 'integer' } } };
  repository.write('schemas/flight.schema.json', JSON.stringify(schema));
  const { stdout } = await trace(repository, ['--record', '3', '--show']);
  expect(stdout).toContain('  base rejected');
  expect(stdout).toContain('Here base and head first differ: in what becomes of the record.');
  expect(stdout).toMatch(/2 rules [^\n]*\n {2}read +what step 1 answered\n/);
  expect(stdout).toMatch(/\n {2}base +not run: the record had ended\n {2}head ok +\{/);
  expect(stdout).toContain('  tier: rejected → "');
});

test('fits 80 columns, with every digit, and nothing in a record moves the cursor', async () => {
  const long = { delay: 200, distance: 5, origin: 'x'.repeat(300), list: Array.from({ length: 40 }, (_, n) => n) };
  const repository = repositoryWith({ 'traffic.jsonl': `${traffic}${JSON.stringify(long)}\n` });
  for (const record of ['3', '5']) {
    const { status, stdout } = await trace(repository, ['--record', record, '--show']);
    expect(status).toBe(0);
    expect(Math.max(...stdout.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
    for (const harmful of ['\u001b', '\u202e']) expect(stdout).not.toContain(harmful);
    if (record === '3') expect(stdout).toContain('9007199254740993');
    else expect(stdout.replace(/\s/g, '')).toContain('x'.repeat(300));
  }
});

test('counts over all files and says of a malformed record what is wrong with it', async () => {
  const files = { 'traffic/a.jsonl': flights(3), 'traffic/b.jsonl': traffic };
  const repository = repositoryWith(files, 'traffic/*.jsonl');
  const args = (record: number) => ['--record', `${record}`, '--pipeline', 'punctuality', '--show'];
  const fifth = await trace(repository, args(5));
  expect(fifth.stdout).toContain('punctuality: record 5 of flights\ntraffic/b.jsonl:2\n');
  expect(fifth.stdout).toContain('Base and head do not differ on this record.');
  const seventh = await trace(repository, args(7));
  expect(seventh.stdout).toContain('traffic/b.jsonl:4\n\nIt is no record: ');
  const eighth = await trace(repository, args(8));
  expect(eighth).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'error\nrecording "flights" has no record 8\n  expected: 1 to 7\n',
  });
});

test('traces the pipelines that the change reaches, and all where it reaches none', async () => {
  const repository = repositoryWith({ 'traffic.jsonl': traffic });
  const titles = async () => {
    const { stdout } = await trace(repository, ['--record', '1', '--show']);
    return [...stdout.matchAll(/^(\w+): record/gm)].map(([, name]) => name);
  };
  expect(await titles()).toEqual(['compensation', 'punctuality']);
  repository.write('rules/punctual.json', '{ "<": [{ "var": "delay" }, 5] }');
  expect(await titles()).toEqual(['punctuality']);
});

test.each([
  ['in a CI job', { CI: 'true' }, 'a CI job'],
  ['where stdout is no terminal', {}, 'stdout that is no terminal'],
])('shows no record %s unless it is asked to', async (_where, env, found) => {
  const { status, stdout, stderr } = await trace(repositoryWith({ 'traffic.jsonl': traffic }), ['--record', '1'], env);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(found);
  expect(stderr).toContain('--show');
});

test('names what is gone at head', async () => {
  const repository = repositoryWith({ 'traffic.jsonl': traffic });
  repository.git('rm', '--quiet', 'rules/punctual.json');
  const { status, stderr } = await trace(repository, ['--record', '1', '--pipeline', 'punctuality', '--show']);
  expect(status).toBe(2);
  expect(stderr).toContain('rules/punctual.json');
  expect(stderr).toContain('not there at head');
});

describe('a pipeline that has other steps at head', () => {
  const forgive = '{ "if": [{ ">": [{ "var": "delay" }, 180] }, 0, { "var": "delay" }] }';
  const punctual = '{ rules: rules/punctual.json, into: /punctual }';
  const other = (steps: string) => weirYml('traffic.jsonl').replace(`[${punctual}]`, `[${steps}]`);

  test('shows each side by its own steps', async () => {
    const repository = repositoryWith({ 'traffic.jsonl': traffic });
    repository.write('rules/forgive.json', forgive);
    repository.write('.github/weir.yml', other(`{ rules: rules/forgive.json, into: /delay }, ${punctual}`));
    const { status, stdout, stderr } = await trace(repository, ['--record', '2', '--show']);

    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`punctuality: record 2 of flights
traffic.jsonl:2

1 rules rules/forgive.json (json-logic-js) into /delay – at head alone
  read at head    {"delay":200,"distance":500,"origin":"SFO"}
  head ok         0

2 rules rules/punctual.json (json-logic-js) into /punctual
  read at base    {"delay":200,"distance":500,"origin":"SFO"}
  read at head    {"delay":0,"distance":500,"origin":"SFO"}
  base ok         false
  head ok         true
  Here base and head first differ:
    the whole: false → true

outputs
  punctual: false → true
`);
  });

  test('shows what comes out where the one step is of another engine', async () => {
    const repository = repositoryWith({ 'traffic.jsonl': traffic });
    repository.write('rules/punctual.cel', 'delay < 300');
    repository.write('.github/weir.yml', other('{ rules: rules/punctual.cel, into: /punctual }'));
    const { stdout } = await trace(repository, ['--record', '2', '--show']);

    expect(stdout).toContain('rules rules/punctual.json (json-logic-js) into /punctual – at base alone\n');
    expect(stdout).toContain('rules rules/punctual.cel (cel) into /punctual – at head alone\n');
    expect(stdout).toContain('  base ok         false\n');
    expect(stdout).toContain('  head ok         true\n');
    expect(stdout).toContain('outputs\n  punctual: false → true\n');
    expect(stdout).not.toContain('do not differ');
  });

  test('runs no program that head alone names', async () => {
    const repository = repositoryWith({ 'traffic.jsonl': traffic });
    repository.write('answer/run.sh', 'touch ran; cat\n');
    repository.write(
      '.github/weir.yml',
      other(`{ program: answer/, run: [sh, answer/run.sh], into: /delay }, ${punctual}`),
    );
    const { stdout } = await trace(repository, ['--record', '2', '--show', '--allow-programs']);

    expect(stdout).toContain("by base's steps on both sides: answer/ was not replayed");
    expect(stdout).not.toContain('at head alone');
  });
});
