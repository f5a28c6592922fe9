import { expect, it } from 'vitest';
import { mergeBase } from '../../../src/github/snapshot/merge-base.ts';
import { makeRepository } from '../../repository/fixture.ts';
import { serveGitData } from './git-data-server.ts';

it('is the commit where head left base', async () => {
  const fixture = makeRepository();
  const start = fixture.commit({ 'a.txt': '1' });
  const base = fixture.commit({ 'a.txt': '2' });
  fixture.git('checkout', '--quiet', '-b', 'topic', start);
  const head = fixture.commit({ 'b.txt': '1' });
  const { repository, requests } = await serveGitData(fixture);
  expect(await mergeBase(repository, base, head)).toBe(start);
  expect(await mergeBase(repository, start, head)).toBe(start);
  expect(await mergeBase(repository, base, base)).toBe(base);
  expect(requests).toEqual([`compare/${base}...${head}?per_page=1`, `compare/${start}...${head}?per_page=1`]);
});

it('is an error where the histories have nothing in common, or a commit is gone', async () => {
  const fixture = makeRepository();
  const base = fixture.commit({ 'a.txt': '1' });
  fixture.git('checkout', '--quiet', '--orphan', 'topic');
  const head = fixture.commit({ 'b.txt': '1' });
  const { repository } = await serveGitData(fixture);
  await expect(mergeBase(repository, base, head)).rejects.toThrow(
    `${base} and ${head} of acme/claims have no commit in common; expected a head that was branched off the base branch`,
  );
  await expect(mergeBase(repository, base, 'ab'.repeat(20))).rejects.toThrow(
    `acme/claims has the commit ${base} or ${'ab'.repeat(20)} no longer`,
  );
});
