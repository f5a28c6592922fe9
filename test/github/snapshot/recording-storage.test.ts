import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RecordingConfig } from '../../../src/config/config.ts';
import { recordingStorage } from '../../../src/github/snapshot/recording-storage.ts';
import { openSnapshot } from '../../../src/github/snapshot/snapshot.ts';
import type { RecordingFile } from '../../../src/recordings/reader.ts';
import { resolveFiles } from '../../../src/recordings/resolve.ts';
import { openRecordingCache } from '../../../src/recordings/storage/cache.ts';
import { type Fixture, makeRepository, temporaryFolder } from '../../repository/fixture.ts';
import { serveGitData } from './git-data-server.ts';

const CONFIG: Omit<RecordingConfig, 'files'> = {
  name: 'flights',
  input: '',
  range: { line: 4, column: 5, endLine: 4, endColumn: 30 },
};

/** The files of a recording at the newest commit, and what was asked of GitHub for them. */
async function find(
  fixture: Fixture,
  files: string,
  outside: readonly string[] = [],
): Promise<{ found: RecordingFile[]; requests: string[] }> {
  const { repository, requests } = await serveGitData(fixture);
  const snapshot = await openSnapshot(repository, fixture.git('rev-parse', 'HEAD'), 'main');
  const cache = await openRecordingCache(temporaryFolder(), { maxBytes: 1_000_000 });
  const resources = new AsyncDisposableStack();
  onTestFinished(() => resources.disposeAsync());
  const storage = recordingStorage(snapshot, { cache, outside, resources });
  return { found: await resolveFiles({ ...CONFIG, files }, storage), requests };
}

describe('recordings of a repository on GitHub', () => {
  it('are downloaded byte by byte, under their name, with the blob as identity', async () => {
    const fixture = makeRepository();
    const packed = gzipSync('{"id":1}\n');
    fixture.commit({ 'traffic/a.jsonl.gz': packed, 'traffic/b.csv': 'id\n1\n', 'other.csv': 'id\n' });
    const { found } = await find(fixture, 'traffic/*');
    expect(found.map(({ name, format, compression }) => [name, format, compression])).toEqual([
      ['traffic/a.jsonl.gz', 'jsonl', 'gzip'],
      ['traffic/b.csv', 'csv', 'none'],
    ]);
    expect(found.map(({ path }) => basename(path))).toEqual(['a.jsonl.gz', 'b.csv']);
    expect(found.map(({ path }) => readFileSync(path))).toEqual([packed, Buffer.from('id\n1\n')]);
    expect(found.map(({ identity }) => identity)).toEqual([
      fixture.git('rev-parse', 'HEAD:traffic/a.jsonl.gz'),
      fixture.git('rev-parse', 'HEAD:traffic/b.csv'),
    ]);
  });

  it('are found through links', async () => {
    const fixture = makeRepository();
    symlinkSync('june.csv', join(fixture.directory, 'latest.csv'));
    fixture.commit({ 'june.csv': 'id\n7\n' });
    const { found } = await find(fixture, 'latest.csv');
    expect(found.map(({ path }) => readFileSync(path, 'utf8'))).toEqual(['id\n7\n']);
  });

  it('that Git LFS keeps are refused, and so are those that are too large, with what to do instead', async () => {
    const fixture = makeRepository();
    fixture.git('config', 'core.bigFileThreshold', '1m');
    fixture.commit({
      'lfs.csv': `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 12345\n`,
      'big.csv': Buffer.alloc(100_000_001),
    });
    await expect(find(fixture, 'lfs.csv')).rejects.toThrow(
      "lfs.csv: a Git LFS pointer, and the App does not fetch what Git LFS keeps; expected smaller files, or a file:///… recording on the App's server",
    );
    await expect(find(fixture, 'big.csv')).rejects.toThrow(
      "big.csv: too large for GitHub's API, which gives files of at most 100 MB; found 101 MB, expected smaller files, or a file:///…",
    );
  });

  it('on the server itself are known by size and time', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'x' });
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.csv'), 'id\n1\n');
    const first = await find(fixture, `file://${folder}/a.csv`, [folder]);
    expect(first.found[0]?.path).toBe(join(folder, 'a.csv'));
    expect(first.found[0]?.identity).toMatch(/^5 bytes of \d{4}-/);
    writeFileSync(join(folder, 'a.csv'), 'id\n1\n2\n');
    const second = await find(fixture, `file://${folder}/a.csv`, [folder]);
    expect(second.found[0]?.identity).toMatch(/^7 bytes of /);
    await expect(find(fixture, `file://${folder}/a.csv`)).rejects.toThrow('WEIR_RECORDINGS is not set');
  });
});
