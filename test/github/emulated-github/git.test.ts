import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { CLAIMS, startFixture } from './fixture.ts';

test('a recursive tree lists every file with its mode and blob', async () => {
  const { octokit } = await startFixture();

  const { data } = await octokit.rest.git.getTree({ ...CLAIMS, tree_sha: 'main', recursive: '1' });

  expect(data.truncated).toBe(false);
  // The blob of the text "one" with a newline, as `git hash-object` gives it.
  const sha = '5626abf0f72e58d7a153368ba57db4c673c0e171';
  expect(data.tree).toEqual(
    expect.arrayContaining([expect.objectContaining({ path: 'a.txt', mode: '100644', type: 'blob', sha, size: 4 })]),
  );
  expect(data.tree.map(({ path }) => path)).toEqual(['a.txt', 'dir', 'dir/b.json']);
});

test('a large repository has its recursive tree cut, and says so; single trees are whole', async () => {
  const { octokit, repository } = await startFixture();
  repository.truncated = true;

  const recursive = await octokit.rest.git.getTree({ ...CLAIMS, tree_sha: 'main', recursive: '1' });
  const single = await octokit.rest.git.getTree({ ...CLAIMS, tree_sha: 'main' });

  expect(recursive.data).toMatchObject({ truncated: true, tree: [{ path: 'a.txt' }] });
  expect(single.data).toMatchObject({ truncated: false, tree: [{ path: 'a.txt' }, { path: 'dir' }] });
});

test('a blob of 14 MB comes back byte for byte, as base64 in lines and raw', async () => {
  const { octokit, github, repository } = await startFixture();
  const bytes = randomBytes(14_000_000);
  await github.commit(repository, 'main', { 'weights.bin': bytes });
  const { data } = await octokit.rest.git.getTree({ ...CLAIMS, tree_sha: 'main' });
  const file_sha = data.tree.find(({ path }) => path === 'weights.bin')?.sha ?? '';

  const json = await octokit.rest.git.getBlob({ ...CLAIMS, file_sha });
  // Octokit would read the bytes as text, for GitHub says that they are UTF-8.
  const raw = await fetch(`${github.url}/repos/acme/claims/git/blobs/${file_sha}`, {
    headers: { authorization: 'Bearer ghp_bob', accept: 'application/vnd.github.raw+json' },
  });

  expect(json.data.content.slice(0, 61)).toMatch(/^.{60}\n$/);
  expect(Buffer.from(json.data.content, 'base64').equals(bytes)).toBe(true);
  expect(Buffer.from(await raw.arrayBuffer()).equals(bytes)).toBe(true);
});

test('contents give files as JSON and raw; above 1 MB as raw only', async () => {
  const { octokit, github, repository } = await startFixture();
  const large = 'x'.repeat(2_000_000);
  await github.commit(repository, 'main', { 'large.txt': large });
  const file = (path: string) => ({ ...CLAIMS, path, ref: 'main' });
  const raw = { mediaType: { format: 'raw' } };

  expect((await octokit.rest.repos.getContent({ ...file('a.txt'), ...raw })).data).toBe('one\n');
  expect((await octokit.rest.repos.getContent(file('a.txt'))).data).toMatchObject({
    content: expect.stringMatching(/^b25lCg==/),
  });
  expect((await octokit.rest.repos.getContent(file('large.txt'))).data).toMatchObject({
    content: '',
    encoding: 'none',
  });
  expect((await octokit.rest.repos.getContent({ ...file('large.txt'), ...raw })).data).toBe(large);
});

test('the name that a repository had leads on to it, until somebody else gets the name', async () => {
  const { octokit, github, repository } = await startFixture();
  await github.rename(repository, 'refunds');

  const led = await octokit.rest.repos.get(CLAIMS);
  const answer = await fetch(`${github.url}/repos/acme/claims/contents/a.txt?ref=main`, { redirect: 'manual' });
  expect([led.data.id, led.data.full_name]).toEqual([repository.id, 'acme/refunds']);
  expect([answer.status, answer.headers.get('location')]).toEqual([
    301,
    `${github.url}/repositories/${repository.id}/contents/a.txt?ref=main`,
  ]);

  const taker = await github.createRepository({ owner: 'acme', name: 'claims', files: { 'a.txt': 'two\n' } });
  github.install(taker);
  expect((await octokit.rest.repos.get(CLAIMS)).data.id).toBe(taker.id);
  expect(github.violations).toEqual([]);
});
