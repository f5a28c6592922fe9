/** What happens in repositories sooner or later: broken lines, too few records, moved files, values called like words. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { addBranch, governed, makeDomain, range, weirYml } from './domains.ts';
import { check, outputOf, weir, weirUnread } from './weir.ts';

vi.setConfig({ testTimeout: 30_000 });

const rule = '{ "if": [{ "<": [{ "var": "x" }, { "var": "params.t" }] },\n  "low",\n  "high"]\n}\n';
const yml = (limits: string) =>
  weirYml(
    '{ files: traffic/t.jsonl }',
    `    params: config/p.yaml
    steps: [{ rules: rules/r.json, into: /d }]
    outputs: { d: { at: /d, kind: category } }
    limits: { ${limits} }
`,
  );
const makePlain = (lines: readonly string[], limits: string, changed: Readonly<Record<string, string>>) =>
  makeDomain(
    {
      'rules/r.json': rule,
      'config/p.yaml': 't: 50\n',
      'traffic/t.jsonl': lines.map((line) => `${line}\n`).join(''),
      '.github/weir.yml': yml(limits),
    },
    changed,
  );
const lines = (count: number) => range(count).map((x) => JSON.stringify({ x: x % 100 }));
// x is whole, so that 49.5 and 50 part it alike.
const still = { 'config/p.yaml': 't: 49.5\n' };

test.each([
  [200, 0, 'pass'],
  [50, 3, 'inconclusive'],
])('one line in %i that is no JSON: exit status %i', async (every, status, verdict) => {
  const broken = lines(2000).map((line, index) => (index % every === 7 ? '{"x": SECRET' : line));
  const checked = await check(makePlain(broken, 'd.changed: 1%', still).directory, 'change');
  expect([checked.status, checked.report.verdict]).toEqual([status, verdict]);
  expect(governed(checked).records).toMatchObject({ recorded: 2000, malformed: 2000 / every });
  expect(checked.stdout).toContain('traffic/t.jsonl:8: ');
  expect(checked.stdout).toContain(`… and ${2000 / every - 5} more entries`);
  expect(checked.json + checked.stdout).not.toContain('SECRET');
});

test.each([
  [0, 3],
  [458, 3],
  [459, 0],
])('a limit of 0 on %i records without a change: exit status %i', async (count, status) => {
  const checked = await check(makePlain(lines(count), 'd.changed: 0', still).directory, 'change');
  expect(checked.status).toBe(status);
});

test('what a change brings along does not judge it: weaker limits, fewer records', async () => {
  const repository = makePlain(lines(1000), 'd.changed: 1%', {
    'rules/r.json': rule.replace('"high"', '"top"'),
    'traffic/t.jsonl': '{"x":1}\n',
    '.github/weir.yml': yml('d.changed: 100%'),
  });
  const checked = await check(repository.directory, 'change');
  expect(checked.status).toBe(1);
  expect(outputOf(governed(checked), 'd').measures.changed).toMatchObject({ value: 0.5, limit: 0.01, records: 500 });
  expect(checked.stdout).toContain('limit d.changed 1% became 100%');
});

test('a file that moves away from where weir.yml looks for it is followed, and the change fails until weir.yml follows too', async () => {
  const repository = makePlain(lines(1000), 'd.changed: 1%', {});
  repository.git('checkout', '--quiet', '-b', 'moved', 'main');
  repository.git('mv', 'rules/r.json', 'rules/moved.json');
  repository.commit({ 'rules/moved.json': rule.replace('"high"', '"top"') });
  const checked = await check(repository.directory, 'moved');
  expect(checked.status).toBe(1);
  expect(outputOf(governed(checked), 'd').transitions).toMatchObject([{ base: 'high', head: 'top', records: 500 }]);
  expect(checked.report.config?.problems).toEqual([
    expect.stringMatching(
      /^\.github\/weir\.yml:\d+:\d+ \(head\): rules\/r\.json does not exist; did you mean rules\/moved\.json\?$/,
    ),
  ]);
});

test('limits on values called "rejected" and "other" are on those values', async () => {
  const repository = makePlain(lines(1000), 'd.changed: 100%, d.share.rejected: 1%, d.share.other: 1%', {});
  repository.commit({ 'rules/r.json': rule.replace('"low"', '"rejected"').replace('"high"', '"other"') });
  addBranch(repository, 'stricter', { 'config/p.yaml': 't: 60\n' });
  const checked = await check(repository.directory, 'stricter');
  const { measures } = outputOf(governed(checked), 'd');
  expect(checked.status).toBe(1);
  expect(measures['share.rejected']).toMatchObject({ value: 0.1, verdict: 'fail', records: 100 });
  expect(measures['share.other']).toMatchObject({ value: -0.1, verdict: 'fail', records: 100 });
});

test('a reader that stops reading, as head does, changes neither the verdict nor the report', async () => {
  const { directory } = makePlain(lines(2000), 'd.changed: 1%', still);
  const file = join(directory, '.git/unread.json');
  const args = ['check', '--base', 'main', '--head', 'change', '--json', file];
  expect(await weirUnread(args, directory)).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ verdict: 'pass' });
});

test('a report says what its command rests on that no commit holds, and nothing more', async () => {
  const { directory } = makePlain(lines(1000), 'd.changed: 1%', { 'config/p.yaml': 't: 40\n' });
  const committed = await check(directory, 'change');
  expect(committed.report.commandNotes).toBeUndefined();
  expect(committed.stdout).toContain('In a clone that has both commits this command gives the same numbers.');
  expect(committed.report.edits).toMatchObject([{ message: 't: 50 became 40', before: ['t: 50'], after: ['t: 40'] }]);

  // Of the two files of the recording git holds one only.
  writeFileSync(join(directory, 'traffic/t2.jsonl'), '{"x":1}\n');
  writeFileSync(join(directory, '.github/weir.yml'), yml('d.changed: 1%').replace('t.jsonl', 't*.jsonl'));
  const worktree = await weir(['check', '--config', '.github/weir.yml', '--base', 'main'], directory);
  expect(worktree.stdout).not.toContain('gives the same numbers');
  expect(worktree.stdout.replace(/\s+/g, ' ')).toContain(
    'The limits are those of .github/weir.yml, which is part of neither commit.',
  );
});
