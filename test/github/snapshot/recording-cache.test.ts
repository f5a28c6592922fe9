import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BlobRef, Blobs } from '../../../src/github/snapshot/blobs.ts';
import { openRecordingCache } from '../../../src/github/snapshot/recording-cache.ts';
import { temporaryFolder } from '../../repository/fixture.ts';

/** Downloads of a hundred bytes each, counted. */
function source(): { blobs: Blobs; downloads: string[] } {
  const downloads: string[] = [];
  const blobs: Blobs = {
    read: async () => Buffer.alloc(0),
    async download({ id, size }, file) {
      downloads.push(id);
      writeFileSync(file, 'x'.repeat(size));
    },
  };
  return { blobs, downloads };
}

function blob(name: string): BlobRef {
  return { id: createHash('sha1').update(name).digest('hex'), size: 100 };
}

/** As if last used so many hours ago. */
function age(path: string, hours: number): void {
  const time = new Date(Date.now() - hours * 3_600_000);
  utimesSync(path, time, time);
}

describe('the cache of recordings', () => {
  it('keeps a file under its content and its own name', async () => {
    const directory = temporaryFolder();
    const cache = await openRecordingCache(directory, { maxBytes: 1000 });
    const { blobs } = source();
    await using file = await cache.file(blobs, blob('a'), 'june.jsonl.gz');
    expect(file.path).toBe(join(directory, blob('a').id, 'june.jsonl.gz'));
    expect(readFileSync(file.path, 'utf8')).toBe('x'.repeat(100));
  });

  it('downloads once for two who ask at the same time, and for all who ask later', async () => {
    const directory = temporaryFolder();
    const { blobs, downloads } = source();
    const cache = await openRecordingCache(directory, { maxBytes: 1000 });
    await Promise.all([cache.file(blobs, blob('a'), 'a.csv'), cache.file(blobs, blob('a'), 'a.csv')]);
    await cache.file(blobs, blob('a'), 'a.csv');
    const reopened = await openRecordingCache(directory, { maxBytes: 1000 });
    await reopened.file(blobs, blob('a'), 'a.csv');
    expect(downloads).toEqual([blob('a').id]);
  });

  it('leaves nothing behind where a download fails, and tries again', async () => {
    const directory = temporaryFolder();
    const { blobs, downloads } = source();
    const cache = await openRecordingCache(directory, { maxBytes: 1000 });
    const failing: Blobs = {
      ...blobs,
      async download(_blob, file) {
        writeFileSync(file, 'half');
        throw new Error('broken off');
      },
    };
    await expect(cache.file(failing, blob('a'), 'a.csv')).rejects.toThrow('broken off');
    expect(readdirSync(directory, { recursive: true })).toEqual(['partial']);
    await cache.file(blobs, blob('a'), 'a.csv');
    expect(downloads).toHaveLength(1);
  });

  it('goes on with the download of a check that was stopped', async () => {
    const { blobs, downloads } = source();
    const cache = await openRecordingCache(temporaryFolder(), { maxBytes: 1000 });
    const stop = Promise.withResolvers<void>();
    const stopping: Blobs = {
      ...blobs,
      async download() {
        await stop.promise;
        throw new Error('superseded');
      },
    };
    const stopped = cache.file(stopping, blob('a'), 'a.csv');
    const others = [1, 2].map(() => cache.file(blobs, blob('a'), 'a.csv'));
    stop.resolve();
    await expect(stopped).rejects.toThrow('superseded');
    const [one, other] = await Promise.all(others);
    expect(one?.path).toBe(other?.path);
    expect(downloads).toHaveLength(1);
  });

  it('downloads again what a power cut has left without its end', async () => {
    const { blobs, downloads } = source();
    const cache = await openRecordingCache(temporaryFolder(), { maxBytes: 1000 });
    const { path } = await cache.file(blobs, blob('a'), 'a.csv');
    truncateSync(path, 50);
    await cache.file(blobs, blob('a'), 'a.csv');
    expect(downloads).toHaveLength(2);
    expect(readFileSync(path, 'utf8')).toHaveLength(100);
  });

  it('removes what was used longest ago, but nothing in use', async () => {
    const { blobs } = source();
    const cache = await openRecordingCache(temporaryFolder(), { maxBytes: 300 });
    const inUse = await cache.file(blobs, blob('in use'), 'a.csv');
    const [old, recent] = await Promise.all(
      ['old', 'recent'].map(async (name) => {
        await using file = await cache.file(blobs, blob(name), 'a.csv');
        return file.path;
      }),
    );
    age(inUse.path, 9);
    age(old ?? '', 2);
    age(recent ?? '', 1);
    await using next = await cache.file(blobs, blob('next'), 'a.csv');
    expect([inUse.path, old, recent, next.path].map((path) => existsSync(path ?? ''))).toEqual([
      true,
      false,
      true,
      true,
    ]);
    await inUse[Symbol.asyncDispose]();
    await cache.file(blobs, blob('last'), 'a.csv');
    expect(existsSync(inUse.path)).toBe(false);
  });

  it('counts a file as used when it is asked for again', async () => {
    const { blobs } = source();
    const cache = await openRecordingCache(temporaryFolder(), { maxBytes: 200 });
    const paths = [];
    for (const name of ['first', 'second']) {
      await using file = await cache.file(blobs, blob(name), 'a.csv');
      paths.push(file.path);
      age(file.path, 2);
    }
    await (await cache.file(blobs, blob('first'), 'a.csv'))[Symbol.asyncDispose]();
    await cache.file(blobs, blob('third'), 'a.csv');
    expect(paths.map((path) => existsSync(path))).toEqual([true, false]);
  });

  it('stays in use until the last user has let go, each of them once', async () => {
    const { blobs } = source();
    const cache = await openRecordingCache(temporaryFolder(), { maxBytes: 100 });
    const [one, other] = await Promise.all([
      cache.file(blobs, blob('a'), 'a.csv'),
      cache.file(blobs, blob('a'), 'a.csv'),
    ]);
    await one[Symbol.asyncDispose]();
    await one[Symbol.asyncDispose]();
    await cache.file(blobs, blob('b'), 'b.csv');
    expect(existsSync(other.path)).toBe(true);
  });

  it('clears away what a process that died had begun to download, long ago', async () => {
    const directory = temporaryFolder();
    mkdirSync(join(directory, 'partial'));
    mkdirSync(join(directory, 'empty'));
    for (const name of ['old', 'new']) writeFileSync(join(directory, 'partial', name), 'half');
    age(join(directory, 'partial/old'), 25);
    await openRecordingCache(directory, { maxBytes: 100 });
    expect(readdirSync(directory, { recursive: true }).sort()).toEqual(['partial', 'partial/new']);
  });
});
