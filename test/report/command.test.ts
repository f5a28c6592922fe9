import { expect, test } from 'vitest';
import { commandFor, commandNotes } from '../../src/report/command.ts';
import { pipeline, report } from './fixtures.ts';

const [base, head] = ['b'.repeat(40), 'h'.repeat(40)];
const plain = report({ base, head, seed: 7 });

test('the command names what another run would choose for itself', () => {
  expect(commandFor(plain, base, {})).toBe(`weir check --base ${base} --head ${head} --seed 7`);
  expect(commandFor({ ...plain, head: 'worktree' }, head, { full: true })).toBe(
    `weir check --base ${base} --trunk ${head} --full`,
  );
  const asked = { config: 'w.yml', pipeline: ['a', 'b'], maxRecords: 10 };
  expect(commandFor(plain, base, asked)).toBe(
    `weir check --base ${base} --head ${head} --config w.yml --pipeline a --pipeline b --seed 7 --max-records 10`,
  );
});

test('a full replay has a seed only where something that explains draws at random', () => {
  const explained = { ...plain, pipelines: [pipeline({ attribution: [] })] };
  expect(commandFor(plain, base, { full: true })).not.toContain('--seed');
  expect(commandFor(explained, base, { full: true })).toMatch(/--full --seed 7 --attribution$/);
});

test('what no commit holds is said', () => {
  expect(commandNotes(plain, [], {})).toEqual([]);
  expect(commandNotes({ ...plain, head: 'worktree' }, ['a.jsonl', 'b.jsonl'], { config: 'w.yml' })).toEqual([
    'Head is the working tree: the numbers are the same as long as its files are.',
    'Git does not hold a.jsonl and 1 more file: the numbers are the same where these recordings are.',
    'The limits are those of w.yml, which is part of neither commit.',
  ]);
});
