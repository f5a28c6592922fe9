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
