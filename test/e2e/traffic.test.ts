/** Whose traffic judges: what base tracks and what lies untracked beside it, never what a change brings. */
import { expect, test, vi } from 'vitest';
import { editRule, makeSmallRepository } from './small.ts';
import { weir } from './weir.ts';

vi.setConfig({ testTimeout: 30_000 });

const MANY = '{"delay":0}\n'.repeat(1000);

test.each([
  ['a branch', ['--head', 'change']],
  ['the working tree', []],
])('recordings that a change has committed do not judge it, checked as %s', async (_name, head) => {
  const repository = makeSmallRepository();
  const config = '.github/weir.yml';
  repository.commit({ [config]: repository.git('show', `main:${config}`).replace('flights.jsonl', 'flights*.jsonl') });
  repository.git('checkout', '-q', '-b', 'change');
  editRule(repository);
  repository.commit({ 'traffic/flights-2.jsonl': MANY });
  const { stdout } = await weir(['check', '--base', 'main', ...head], repository.directory);
  expect(stdout).toContain('Replayed all 3 records of flights');
});

test('a recording that git does not track is read from the working directory', async () => {
  const repository = makeSmallRepository({ 'traffic/flights.jsonl': undefined, '.gitignore': '/traffic/\n' });
  repository.write('traffic/flights.jsonl', MANY);
  const { status, stdout } = await weir(['check', '--base', 'main'], editRule(repository));
  expect(status).toBe(0);
  expect(stdout).toContain('Replayed all 1,000 records of flights');
});

test('a recording that the change alters counts as base has it', async () => {
  const repository = makeSmallRepository();
  repository.write('traffic/flights.jsonl', MANY);
  const { stdout } = await weir(['check', '--base', 'main'], editRule(repository));
  expect(stdout).toContain('Replayed all 3 records of flights');
});
