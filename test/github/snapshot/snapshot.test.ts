import { describe, expect, it, test } from 'vitest';
import { DownloadError } from '../../../src/github/port/status.ts';
import { openBlobs } from '../../../src/github/snapshot/blobs.ts';
import { changedPaths } from '../../../src/github/snapshot/changed.ts';
import { openSnapshot } from '../../../src/github/snapshot/snapshot.ts';
import { makeRepository } from '../../repository/fixture.ts';
import { describeReading } from '../../repository/snapshot-contract.ts';
import { serveGitData } from './git-data-server.ts';

describeReading('GitHub', async (fixture) => {
  const { repository } = await serveGitData(fixture);
  return openSnapshot(repository, fixture.git('rev-parse', 'HEAD'), 'main');
});

describeReading('GitHub, of a repository whose tree is too large for one answer', async (fixture) => {
  const { repository } = await serveGitData(fixture, { deepEntries: 0 });
  return openSnapshot(repository, fixture.git('rev-parse', 'HEAD'), 'main');
});

test('submodules of which other commits are wanted are listed among what changed, with a slash at the end', async () => {
  const fixture = makeRepository();
  const of = (id: string) => fixture.git('update-index', '--add', '--cacheinfo', `160000,${id.repeat(40)},contracts`);
  fixture.write('a.txt', 'one');
  fixture.git('add', '--all');
  of('a');
  fixture.git('commit', '--quiet', '--message', 'One');
  const base = fixture.git('rev-parse', 'HEAD');
  of('b');
  fixture.git('commit', '--quiet', '--message', 'Two');
  const { repository } = await serveGitData(fixture);
  const [before, after] = await Promise.all(
    [base, fixture.git('rev-parse', 'HEAD')].map((sha) => openSnapshot(repository, sha, 'side')),
  );
  if (!before || !after) throw new Error('no snapshot');
  expect(await changedPaths(before, after, () => true)).toEqual(['contracts/']);
  expect(await changedPaths(before, after, (path) => !path.endsWith('/'))).toEqual([]);
});

describe('a snapshot on GitHub', () => {
  it('asks once for the tree and once for each blob, whichever snapshot reads it', async () => {
    const fixture = makeRepository();
    const base = fixture.commit({ 'a.txt': 'one', 'b.txt': 'two' });
    const head = fixture.commit({ 'b.txt': 'three' });
    const { repository, requests } = await serveGitData(fixture);
    const blobs = openBlobs(repository);
    const before = await openSnapshot(repository, base, 'base', blobs);
    const after = await openSnapshot(repository, head, 'head', blobs);
    const texts = await Promise.all([before, after, after].flatMap((side) => [side.read('a.txt'), side.read('b.txt')]));
    expect(texts).toEqual(['one', 'two', 'one', 'three', 'one', 'three']);
    expect(await after.list()).toEqual(['a.txt', 'b.txt']);
    expect(after.revision).toBe(head);
    expect(requests.filter((request) => request.startsWith('git/trees'))).toHaveLength(2);
    expect(requests.filter((request) => request.startsWith('git/blobs'))).toHaveLength(3);
  });

  it('of a large repository asks only for the folders on the way, each once', async () => {
    const fixture = makeRepository();
    const commit = fixture.commit({ 'a/b/c.txt': 'deep', 'a/x.txt': 'x', 'other/y.txt': 'y' });
    const { repository, requests } = await serveGitData(fixture, { deepEntries: 3 });
    const snapshot = await openSnapshot(repository, commit, 'main');
    expect(await snapshot.read('a/b/c.txt')).toBe('deep');
    expect(await snapshot.read('a/x.txt')).toBe('x');
    const folder = (path: string): string => `git/trees/${fixture.git('rev-parse', `HEAD:${path}`)}`;
    expect(requests.filter((request) => request.startsWith('git/trees'))).toEqual([
      `git/trees/${commit}?recursive=1`,
      `git/trees/${commit}`,
      folder('a'),
      folder('a/b'),
    ]);
    expect(await snapshot.list()).toEqual(['a/b/c.txt', 'a/x.txt', 'other/y.txt']);
  });

  it('refuses a folder that GitHub does not list in full', async () => {
    const fixture = makeRepository();
    const commit = fixture.commit({ 'a.txt': '1', 'b/c/d.txt': '2', 'b/c/e.txt': '3', 'b/c/f.txt': '4' });
    const { repository } = await serveGitData(fixture, { deepEntries: 2, flatEntries: 2 });
    const snapshot = await openSnapshot(repository, commit, 'main');
    const message = "GitHub's API does not list the folder b/c/ of acme/claims whole";
    await expect(snapshot.list()).rejects.toThrow(message);
    await expect(snapshot.read('b/c/d.txt')).rejects.toThrow(message);
    expect(await snapshot.read('a.txt')).toBe('1');
  });

  it('says that a commit is gone', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': '1' });
    const { repository } = await serveGitData(fixture);
    await expect(openSnapshot(repository, 'ab'.repeat(20), 'head')).rejects.toThrow(
      `acme/claims has the commit or tree ${'ab'.repeat(20)} no longer; found 404`,
    );
  });

  it('reads a blob again that was damaged or cut off on its way', async () => {
    const fixture = makeRepository();
    const commit = fixture.commit({ 'a.txt': 'whole' });
    const answers = [Buffer.from('who'), undefined];
    const { repository } = await serveGitData(fixture, {
      tamper: (bytes) => (answers.length > 0 ? answers.shift() : bytes),
    });
    const snapshot = await openSnapshot(repository, commit, 'main');
    expect(await snapshot.read('a.txt')).toBe('whole');
  });

  it('never takes other bytes for a blob, and may be asked again later', async () => {
    const fixture = makeRepository();
    const commit = fixture.commit({ 'a.txt': 'whole' });
    let damaged = true;
    const { repository } = await serveGitData(fixture, { tamper: (bytes) => (damaged ? Buffer.from('other') : bytes) });
    const snapshot = await openSnapshot(repository, commit, 'main');
    await expect(snapshot.read('a.txt')).rejects.toThrow(DownloadError);
    damaged = false;
    expect(await snapshot.read('a.txt')).toBe('whole');
  });
});
