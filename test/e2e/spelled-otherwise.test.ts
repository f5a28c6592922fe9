/** What YAML 1.1 reads otherwise than was replayed is no pass: nobody knows which of the two production reads. */
import { expect, test, vi } from 'vitest';
import { makeRepository } from '../repository/fixture.ts';
import { check, pipelineOf } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const FILES = {
  '.github/weir.yml': `version: 1
recordings: { flights: { files: traffic.jsonl } }
pipelines:
  board:
    recording: flights
    params: params.yaml
    steps: [{ rules: rules/board.json, into: /status }]
    outputs: { status: { at: /status, kind: category } }
    limits: { status.changed: 1%, rejected: 1%, failed: 1% }
`,
  'rules/board.json': '{ "<": [{ "var": "delay" }, { "var": "params.late" }] }\n',
  'traffic.jsonl': Array.from({ length: 1000 }, (_, at) => `{"delay":${at % 100}}\n`).join(''),
};

/** PyYAML 6.0: `yaml.safe_load('late: 015')` is {'late': 13}, of `01_5` too; 16 and 0o16 are 16 and the text. */
test.each([
  ['late: 15\n', 'late: 015\n', 'params.yaml:1: 015 is 13 to PyYAML', 'inconclusive'],
  ['late: 015\n', 'late: 15\n', 'params.yaml:1 at base: 015 is 13 to PyYAML', 'inconclusive'],
  ['late: 15\nstrict: no\n', 'late: 15\nstrict: yes\n', 'params.yaml:2: yes is true to PyYAML', 'inconclusive'],
  ['late: 15\n', 'late: 30\nstrict: no\n', 'params.yaml:2: no is false to PyYAML', 'fail'],
  ['late: 15\nstrict: no\n', 'late: 15\nmore: 1\nstrict: no\n', undefined, 'pass'],
  ['%YAML 1.1\n---\nlate: 17\n', '%YAML 1.1\n---\nlate: 015\n', undefined, 'fail'],
])('%j that becomes %j', async (base, head, said, verdict) => {
  const repository = makeRepository();
  repository.commit({ ...FILES, 'params.yaml': base });
  repository.git('switch', '--quiet', '-c', 'params');
  repository.commit({ 'params.yaml': head });
  const { report } = await check(repository.directory, 'params');

  const board = pipelineOf(report, 'board');
  expect(board.verdict).toBe(verdict);
  if (said === undefined) expect(board.reasons.join()).not.toContain('PyYAML');
  else expect(board.reasons.join()).toContain(said);
});

test.each(['board.yaml', 'board.json'])(
  'rules in a language of their own may be called %s, as weir.yml says',
  async (name) => {
    const weirYml = FILES['.github/weir.yml'].replace('    params: params.yaml\n', '');
    const steps = (file: string) => weirYml.replace('rules/board.json, into', `${file}, engine: jsonata, into`);
    const board = (minutes: number) => `/* no */\ndelay < ${minutes} ? "on-time" :\n"late"\n`;
    const repository = makeRepository();
    repository.commit({ ...FILES, '.github/weir.yml': steps('rules/old.txt'), 'rules/old.txt': board(15) });
    repository.git('switch', '--quiet', '-c', 'moved');
    repository.commit({ '.github/weir.yml': steps(`rules/${name}`), [`rules/${name}`]: board(25) });
    const moved = await check(repository.directory, 'moved');
    repository.git('switch', '--quiet', 'main');
    repository.git('merge', '--quiet', '--ff-only', 'moved');
    repository.git('switch', '--quiet', '-c', 'edited');
    repository.commit({ [`rules/${name}`]: board(55) });
    const edited = await check(repository.directory, 'edited');

    const changed = [moved, edited].map(
      ({ report }) => pipelineOf(report, 'board').outputs[0]?.measures.changed?.value,
    );
    expect(changed).toEqual([0.1, 0.3]);
  },
);
