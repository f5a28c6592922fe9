import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { commitTime } from '../../src/repository/commit-time.ts';
import { makeRepository } from './fixture.ts';

/** The commit's object, of a commit of that date by that name. */
function commitAt(date: string, name: string): { readonly content: Buffer; readonly said: string } {
  const { directory, git } = makeRepository();
  const env = {
    ...process.env,
    GIT_COMMITTER_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: 'a@example.org',
  };
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  const message = 'Change\n\ncommitter Nobody <n@example.org> 1 +0000';
  spawnSync('git', ['-C', directory, ...who, 'commit', '--quiet', '--allow-empty', '--message', message], { env });
  const content = spawnSync('git', ['-C', directory, 'cat-file', 'commit', 'HEAD']).stdout;
  // Later versions of git write Z for +00:00.
  return { content, said: git('show', '--no-patch', '--format=%cI', 'HEAD').replace(/Z$/, '+00:00') };
}

test.each([
  ['2024-01-01T00:00:00+00:00', 'Author'],
  ['2024-02-29T23:59:59-09:30', 'Ärmel > Kanal'],
  ['2024-12-31T23:30:00+05:45', 'committer X'],
  ['1970-01-03T00:00:01+14:00', 'Author'],
  ['2099-06-30T12:00:00-11:00', 'Author'],
])('the time of a commit at %s is what git says', (date, name) => {
  const { content, said } = commitAt(date, name);
  expect(said).toContain(date.slice(19));
  expect(commitTime(content)).toBe(said);
});

test('what is no usual time is left to git', () => {
  const commit = (line: string) => Buffer.from(`tree ${'a'.repeat(40)}\n${line}\n\ncommitter A <a@b> 1 +0000\n`);
  expect(commitTime(commit('committer A <a@b> -5 +0000'))).toBeUndefined();
  expect(commitTime(commit('committer A <a@b> 1 +00'))).toBeUndefined();
  expect(commitTime(commit('author A <a@b> 1 +0000'))).toBeUndefined();
});
