/** What a green check may not keep to itself: files that nobody reads, and a weir.yml that would not stand once it is merged. */
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Report } from '../../src/report/report.generated.ts';
import { makeRepository } from '../repository/fixture.ts';
import { makeSmallRepository, WEIR_YML } from './small.ts';
import { type Run, weir } from './weir.ts';

vi.setConfig({ testTimeout: 30_000 });

interface Judged extends Run {
  readonly report: Report;
}

/** `weir check` of a commit with these files, or without those that are undefined, against `main`. */
async function change(
  repository: ReturnType<typeof makeSmallRepository>,
  files: Readonly<Record<string, string | undefined>>,
): Promise<Judged> {
  repository.git('checkout', '--quiet', '-b', 'change', 'main');
  const gone = Object.keys(files).filter((path) => files[path] === undefined);
  if (gone.length > 0) repository.git('rm', '--quiet', ...gone);
  repository.commit(
    Object.fromEntries(Object.entries(files).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]]))),
  );
  const file = join(repository.directory, '.git/report.json');
  const args = ['check', '--base', 'main', '--head', 'change', '--json', file];
  const run = await weir(args, repository.directory);
  return { ...run, report: JSON.parse(readFileSync(file, 'utf8')) as Report };
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

test('a params file that no pipeline reads is named with what changed in it, in every form', async () => {
  const repository = makeSmallRepository({ 'model/config.yaml': 'high_risk: 0.8\nversion: 3\n' });
  const { status, stdout, report } = await change(repository, { 'model/config.yaml': 'high_risk: 0.6\nversion: 3\n' });
  expect([status, report.verdict]).toEqual([0, 'unaffected']);
  expect(report.ungoverned).toEqual([{ path: 'model/config.yaml', change: 'high_risk 0.8 → 0.6' }]);
  expect(oneLine(stdout)).toContain('model/config.yaml: high_risk 0.8 → 0.6 changed and is read by no pipeline');
});

test('schemas, rules, models and prompts of any format are named; code, tests, manifests and silenced globs are not', async () => {
  const silenced = `${WEIR_YML}ungoverned: ["model/silent/**"]\n`;
  const { report } = await change(makeSmallRepository({ '.github/weir.yml': silenced }), {
    'events/order.avsc': '{"type":"record","name":"Order","fields":[]}',
    'models/risk.onnx': 'bytes',
    'prompts/answer.md': 'You are helpful.\n',
    'lib/limit.json': '{"if":[{">":[{"var":"x"},1]},"a","b"]}',
    'config/secrets.yaml': 'api_token: one\n',
    'src/config.py': 'x = 1\n',
    'deploy/config.yaml': 'apiVersion: v1\nkind: ConfigMap\n',
    'test/config/params.yaml': 'a: 1\n',
    'model/silent/params.yaml': 'a: 1\n',
    'package.json': '{}',
  });
  expect(report.ungoverned?.map(({ path }) => path)).toEqual([
    'config/secrets.yaml',
    'events/order.avsc',
    'lib/limit.json',
    'models/risk.onnx',
    'prompts/answer.md',
  ]);
});

test('a prompt is known by its name, too, wherever it lies', async () => {
  const { report } = await change(makeSmallRepository(), {
    'prompt.txt': 'You are helpful.\n',
    'model/system_prompt.md': 'You are helpful.\n',
    'model/prompt-v2.j2': 'You are {{ mood }}.\n',
    'prompter/readme.txt': 'Prompts people.\n',
    'lib/promptness.txt': 'Is a virtue.\n',
  });
  expect(report.ungoverned?.map(({ path }) => path)).toEqual([
    'model/prompt-v2.j2',
    'model/system_prompt.md',
    'prompt.txt',
  ]);
});

test('of a format that is not read, the advice is not to name it in a pipeline', async () => {
  const other = { 'events/order.fbs': 'table Order { id: ulong; }\n' };
  const alone = await change(makeSmallRepository(), other);
  expect(oneLine(alone.stdout)).toContain(
    'events/order.fbs changed and is read by no pipeline, so nothing was measured. ' +
      'Weir does not read FlatBuffers schemas yet: what is none of its business goes under ungoverned in .github/weir.yml',
  );
  const both = await change(makeSmallRepository(), {
    ...other,
    'prompt.txt': 'Hi.\n',
    'model/params.yaml': 'limit: 2\n',
  });
  expect(oneLine(both.stdout)).toContain(
    'Weir does not read FlatBuffers schemas and prompts yet. Name the rest in a pipeline of .github/weir.yml, or under ungoverned',
  );
});

test('a value that may be a secret is not shown', async () => {
  const repository = makeSmallRepository({ 'config/x.yaml': 'api_token: HUSH1\n' });
  const { report, stdout } = await change(repository, { 'config/x.yaml': 'api_token: HUSH2\n' });
  expect(report.ungoverned).toEqual([{ path: 'config/x.yaml', change: 'api_token changed' }]);
  expect(stdout).not.toContain('HUSH');
});

test('the working tree is looked at as well, and line endings are no change', async () => {
  const repository = makeSmallRepository({ 'model/a.yaml': 'a: 1\n', 'model/b.yaml': 'b: 1\n' });
  repository.write('model/a.yaml', 'a: 2\n');
  repository.write('model/b.yaml', 'b: 1\r\n');
  repository.write('model/c.yaml', 'c: 1\n');
  const { stdout } = await weir(['check'], repository.directory);
  expect(oneLine(stdout)).toContain('model/a.yaml: a 1 → 2; model/c.yaml: new changed and are read by no pipeline');
});

test.each([
  [
    'names a file that is missing',
    WEIR_YML.replace('rules/board.json', 'rules/bord.json'),
    /rules\/bord\.json does not exist; did you mean rules\/board\.json\?/,
  ],
  [
    'names a file that is no rule',
    WEIR_YML.replace(
      '        into: /status\n',
      '        into: /status\n      - rules: config/odd.json\n        into: /odd\n',
    ),
    /config\/odd\.json:1:\d+ \(head\): unknown operator `great`/,
  ],
])('a weir.yml that %s fails, though nothing else changed', async (_, weirYml, words) => {
  const { status, stdout, report } = await change(makeSmallRepository(), {
    '.github/weir.yml': weirYml,
    'config/odd.json': '{"great":[{"var":"delay"},1]}',
  });
  expect([status, report.verdict]).toEqual([1, 'fail']);
  expect(report.config?.problems).toEqual([expect.stringMatching(words)]);
  expect(oneLine(stdout)).toMatch(words);
});

test('a submodule that only the working tree has moved is named, also where others are kept', async () => {
  const repository = makeSmallRepository();
  const at = (id: string, path: string) =>
    repository.git('update-index', '--add', '--cacheinfo', `160000,${id.repeat(40)},${path}`);
  for (const path of ['rules-shared', 'vendor/contracts', 'vendor/zlib']) at('a', path);
  repository.git('commit', '--quiet', '--message', 'Add submodules');
  for (const path of ['rules-shared', 'vendor/contracts', 'vendor/zlib']) at('b', path);
  const { status, stdout } = await weir(['check'], repository.directory);
  expect(status).toBe(0);
  expect(oneLine(stdout)).toContain(
    'rules-shared/: another commit of the submodule; vendor/contracts/: another commit of the submodule changed and are',
  );
});

test('a weir.yml that names a file in a submodule fails', async () => {
  const repository = makeSmallRepository();
  const inner = makeRepository();
  const id = inner.commit({ 'rules.json': '{"!":[{"var":"a"}]}' });
  repository.git('update-index', '--add', '--cacheinfo', `160000,${id},shared`);
  repository.git('commit', '--quiet', '--message', 'Add a submodule');
  repository.git('checkout', '--quiet', '-b', 'change', 'main');
  repository.write('.github/weir.yml', WEIR_YML.replace('rules/board.json', 'shared/rules.json'));
  repository.git('add', '.github');
  repository.git('commit', '--quiet', '--message', 'Change');
  const { status, stdout } = await weir(['check', '--base', 'main', '--head', 'change'], repository.directory);
  expect(status).toBe(1);
  expect(oneLine(stdout)).toMatch(/\.github\/weir\.yml:12:\d+ \(head\): shared\/rules\.json: .*submodule/);
});

test('what decides from beyond the repository is named: a submodule, a package of schemas, a weir.yml that nobody reads', async () => {
  const { git, ...repository } = makeSmallRepository({
    'package.json': '{"dependencies":{"@acme/event-schemas":"1.2.0","json-schema":"0.4.0","left-pad":"1.0.0"}}',
    'requirements.txt': 'acme-contracts==1.0.3\nnumpy==1.0\n',
    'go.mod': 'require (\n\tgithub.com/acme/protos v0.3.1\n)\n',
    'lib/package.json': '{"dependencies":{"left-pad":"1.0.0"}}',
    'weir.yml': WEIR_YML,
  });
  const of = (id: string) => git('update-index', '--add', '--cacheinfo', `160000,${id.repeat(40)},contracts`);
  of('a');
  git('commit', '--quiet', '--message', 'Add a submodule');
  git('checkout', '--quiet', '-b', 'change', 'main');
  const files = {
    'package.json': '{"dependencies":{"@acme/event-schemas":"^2.0.0","json-schema":"0.5.0","left-pad":"2.0.0"}}',
    'requirements.txt': 'acme-contracts==1.0.4\nnumpy==2.0\n',
    'go.mod': 'require (\n\tgithub.com/acme/protos v0.4.0\n)\n',
    'lib/package.json': '{"dependencies":{"left-pad":"2.0.0"}}',
    'weir.yml': WEIR_YML.replace('1%', '90%'),
  };
  for (const [path, text] of Object.entries(files)) repository.write(path, text);
  git('add', ...Object.keys(files));
  of('b');
  git('commit', '--quiet', '--message', 'Change');
  const file = join(repository.directory, '.git/report.json');
  const args = ['check', '--base', 'main', '--head', 'change', '--json', file];
  const { status, stdout } = await weir(args, repository.directory);
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  expect([status, report.verdict]).toEqual([0, 'unaffected']);
  expect(report.ungoverned).toEqual([
    { path: 'contracts/', change: 'another commit of the submodule' },
    { path: 'go.mod', change: 'github.com/acme/protos v0.3.1 → v0.4.0' },
    { path: 'package.json', change: '@acme/event-schemas 1.2.0 → 2.0.0' },
    { path: 'requirements.txt', change: 'acme-contracts 1.0.3 → 1.0.4' },
  ]);
  expect(oneLine(stdout)).toContain('Weir looks into no submodule and no package');
  expect(oneLine(stdout)).toContain(
    'weir.yml changed, and nobody reads it: the weir.yml that counts is .github/weir.yml',
  );
});

test.each([
  [
    'moved and edited beyond recognition',
    { 'config/board.yaml': undefined, 'config/new.yaml': 'late: 95\n' },
    'config/new.yaml',
    1,
  ],
  ['left where it is, while a pipeline reads another', {}, 'config/other.yaml', 1],
  ['left where it is, while a pipeline reads one that does not exist', {}, 'config/none.yaml', 1],
  ['copied, and the copy is read', {}, 'config/same.yaml', 0],
])(
  'params that are %s are compared with what head’s weir.yml has read in their place',
  async (_, files, to, status) => {
    const traffic = Array.from({ length: 600 }, (_line, index) => `{"delay":${index % 100}}\n`).join('');
    const repository = makeSmallRepository({
      'config/other.yaml': 'late: 30\n',
      'config/same.yaml': 'late: 15\n',
      'traffic/flights.jsonl': traffic,
      '.github/weir.yml': WEIR_YML.replace(
        'status.changed: 1%',
        'status.changed: 1%\n      rejected: 1%\n      failed: 1%',
      ),
    });
    const text = readFileSync(join(repository.directory, '.github/weir.yml'), 'utf8');
    const judged = await change(repository, { ...files, '.github/weir.yml': text.replace('config/board.yaml', to) });
    expect(judged.status).toBe(status);
    // Late were the 85 of 100 from 15 minutes on.
    const share = { 'config/new.yaml': 0.8, 'config/other.yaml': 0.15, 'config/same.yaml': 0 }[to];
    expect(judged.report.pipelines[0]?.outputs[0]?.measures.changed?.value).toBe(share);
    if (share === undefined)
      expect(judged.report.config?.problems).toEqual([expect.stringContaining(`${to} does not exist`)]);
  },
);

test('a file that one pipeline of two reads in the place of another is replayed for that one', async () => {
  const traffic = Array.from({ length: 600 }, (_line, index) => `{"delay":${index % 100}}\n`).join('');
  const [top = '', board = ''] = WEIR_YML.replace(
    'status.changed: 1%',
    'status.changed: 1%\n      rejected: 1%\n      failed: 1%',
  ).split(/^(?= {2}board:)/m);
  const weirYml = (params: string) =>
    `${top}${board.replace('config/board.yaml', params)}${board.replace('board:', 'gate:')}`;
  const { status, report } = await change(
    makeSmallRepository({
      '.github/weir.yml': weirYml('config/board.yaml'),
      'config/other.yaml': 'late: 30\n',
      'traffic/flights.jsonl': traffic,
    }),
    { '.github/weir.yml': weirYml('config/other.yaml') },
  );
  // Late were those from 15 minutes on, of 100 minutes, and are those from 30 on.
  expect(
    report.pipelines.map(({ name, verdict, outputs }) => [name, verdict, outputs[0]?.measures.changed?.value]),
  ).toEqual([
    ['board', 'fail', 0.15],
    ['gate', 'unaffected', undefined],
  ]);
  expect(status).toBe(1);
});

test('what a symbolic link leads to is read where it lies, whatever the link is called', async () => {
  const repository = makeSmallRepository({ 'shared/traffic.jsonl': '{"delay":0}\n', 'shared/rule.json': '"late"\n' });
  for (const [link, target] of Object.entries({
    'traffic/flights.jsonl': 'traffic.jsonl',
    'rules/board.json': 'rule.json',
  })) {
    rmSync(join(repository.directory, link));
    symlinkSync(`../shared/${target}`, join(repository.directory, link));
  }
  repository.git('add', '--all');
  repository.git('commit', '--quiet', '--message', 'Link');
  const { report } = await change(repository, {
    'shared/traffic.jsonl': '{"other":0}\n',
    'shared/rule.json': '"on-time"\n',
  });
  expect(report.config?.problems).toEqual([
    expect.stringContaining('traffic/flights.jsonl:1 (head): recording "flights": none of 1 record has /delay'),
  ]);
  expect(report.ungoverned).toBeUndefined();
  expect(report.edits.map(({ artifact }) => artifact)).toEqual(['rules/board.json']);
});

test('a change that removes weir.yml fails', async () => {
  const { status, report } = await change(makeSmallRepository(), { '.github/weir.yml': undefined });
  expect([status, report.verdict]).toEqual([1, 'fail']);
  expect(report.config?.problems).toEqual([expect.stringContaining('.github/weir.yml (head): is removed')]);
});

test.each([
  ['is removed', undefined],
  ['does not exist', WEIR_YML.replace('rules/board.json', 'rules/bord.json')],
  ['unknown key "piplines"', WEIR_YML.replace('pipelines', 'piplines')],
])('where base informs only, the report says so: %s', async (words, weirYml) => {
  const lax = `${WEIR_YML}config_changes: inform\n`;
  const { status, stdout, report } = await change(makeSmallRepository({ '.github/weir.yml': lax }), {
    '.github/weir.yml': weirYml,
  });
  expect([status, report.verdict]).toEqual([0, 'unaffected']);
  expect(oneLine(stdout)).toContain(words);
});

test.each([
  ['is gone', { 'traffic/flights.jsonl': undefined, 'README.md': 'Less\n' }, 1],
  ['has another name', { 'traffic/flights.jsonl': undefined, 'traffic/flights-2.jsonl': '{"delay":0}\n' }, 1],
  ['is renewed', { 'traffic/flights.jsonl': '{"delay":1}\n' }, 0],
])('a recording of the repository that %s: no check could be made after that', async (_, files, status) => {
  const judged = await change(makeSmallRepository({ 'README.md': 'Small\n' }), files);
  expect(judged.status).toBe(status);
  if (status === 0) return expect(judged.report.config?.problems).toBeUndefined();
  expect(judged.report.config?.problems).toEqual([
    expect.stringMatching(
      /^\.github\/weir\.yml:\d+:\d+ \(head\): recording "\w+": traffic\/flights\.jsonl is gone, and nothing else matches "traffic\/flights\.jsonl"/,
    ),
  ]);
});

test('the first weir.yml of a repository fails where it names what is not there', async () => {
  const repository = makeSmallRepository({ '.github/weir.yml': undefined, 'rules/board.json': undefined });
  const { status, report } = await change(repository, { '.github/weir.yml': WEIR_YML });
  expect([status, report.verdict]).toEqual([1, 'fail']);
});

test('base and head being the same commit is said', async () => {
  const repository = makeSmallRepository();
  const { stdout } = await weir(['check', '--base', 'main', '--head', 'main'], repository.directory);
  expect(oneLine(stdout)).toContain('base and head are the same commit');
});

const PROMPT = 'system: You decide who boards.\ntemperature: 0.2\n';

test.each([
  [
    'rules',
    { 'rules/board.json': undefined, 'rules/board.yaml': PROMPT },
    'rules/board.json',
    'rules/board.yaml',
    'no operator',
  ],
  ['schema', { 'schemas/flight.yaml': PROMPT }, 'schemas/flight.json', 'schemas/flight.yaml', 'no keyword'],
])('an edit of a prompt as %s is no pass', async (_, files, from, path, words) => {
  const repository = makeSmallRepository({ ...files, '.github/weir.yml': WEIR_YML.replace(from, path) });
  repository.write(path, PROMPT.replace('0.2', '0.9'));
  const { status, stderr } = await weir(['check', '--base', 'main'], repository.directory);
  expect(status).toBe(2);
  expect(oneLine(stderr)).toContain(`${path}:1 (head): holds ${words}`);
});

test('a prompt as rules is an error of validate, as a schema a warning', async () => {
  const asRules = makeSmallRepository({
    'rules/board.yaml': PROMPT,
    '.github/weir.yml': WEIR_YML.replace('rules/board.json', 'rules/board.yaml'),
  });
  const refused = await weir(['validate'], asRules.directory);
  expect(refused.status).toBe(2);
  expect(oneLine(refused.stderr)).toMatch(/weir\.yml:12:9: rules\/board\.yaml holds no operator of JSONLogic/);
  const asSchema = makeSmallRepository({
    'schemas/flight.yaml': PROMPT,
    '.github/weir.yml': WEIR_YML.replace('schemas/flight.json', 'schemas/flight.yaml'),
  });
  const warned = await weir(['validate'], asSchema.directory);
  expect(warned.status).toBe(0);
  expect(oneLine(warned.stdout)).toContain('schemas/flight.yaml holds no keyword of JSON Schema');
  // The other one is of a recording that is too small for the limits.
  expect(warned.stdout).toContain('2 warnings');
});

test('a rule that was switched off is judged like any other', async () => {
  const repository = makeSmallRepository({ 'rules/board.json': '"late"\n' });
  repository.write('rules/board.json', '"on-time"\n');
  const { status } = await weir(['check', '--base', 'main'], repository.directory);
  expect(status).toBe(1);
});

test('validate names the nearest file where one is missing', async () => {
  const repository = makeSmallRepository({
    '.github/weir.yml': WEIR_YML.replace('rules/board.json', 'rules/baord.json'),
  });
  const { status, stderr } = await weir(['validate'], repository.directory);
  expect(status).toBe(2);
  expect(oneLine(stderr)).toContain('did you mean rules/board.json?');
});
