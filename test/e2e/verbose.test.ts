import { expect, test } from 'vitest';
import { flights, governed, weir } from '../cli/weir.ts';
import { makeRepository } from '../repository/fixture.ts';

test('--verbose says on stderr what is done and when, and the report stays what it is', async () => {
  const repository = makeRepository();
  const weirYml = `version: 1
recordings: { flights: { files: traffic.jsonl } }
pipelines:
  compensation:
    recording: flights
    params: config/compensation.yaml
    steps: [{ rules: rules/compensation.json, into: /decision }]
    outputs: { tier: { at: /decision/tier, kind: category } }
`;
  repository.commit({ ...governed, 'traffic.jsonl': flights(100), '.github/weir.yml': weirYml });
  repository.write('config/compensation.yaml', 'delay:\n  minutes: 201\nshort: 932\n');

  const quiet = await weir(repository, 'check');
  const { status, stdout, stderr } = await weir(repository, 'check', '--verbose', '--jobs', '2');

  expect([status, stdout]).toEqual([quiet.status, quiet.stdout]);
  expect(quiet.stderr).toBe('');
  const lines = stderr.trimEnd().split('\n');
  expect(lines.filter((line) => !/^weir \d+\.\d{3} s {2}/.test(line))).toEqual([]);
  expect(
    lines.map((line) =>
      line
        .replace(/^.*? s {2}/, '')
        .replace(/[0-9a-f]{40}/, 'SHA')
        .replace(/cache: .*/, 'cache'),
    ),
  ).toEqual([
    'compile cache',
    'base SHA, head worktree',
    '.github/weir.yml of base: 1 pipeline; up to 2 replay processes',
    'recording flights: traffic.jsonl (jsonl)',
    'replaying compensation',
    'replayed compensation: 100 records passed',
    'judged: 1 edit in 1 file, fail',
    'done',
  ]);
  const seconds = lines.map((line) => Number(line.split(' ')[1]));
  expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
});
