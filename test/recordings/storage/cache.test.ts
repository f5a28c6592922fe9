import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecordingCache } from '../../../src/recordings/storage/cache.ts';
import type { Content } from '../../../src/recordings/storage/storage.ts';
import { temporaryFolder } from '../../repository/fixture.ts';

/** Contents of a hundred bytes each, and which of them were downloaded. */
function source(): { content: (what: string, name?: string) => Content; downloads: string[] } {
  const downloads: string[] = [];
  return {
    downloads,
    content: (what, name = 'a.csv') => ({
      id: idOf(what),
      name,
      size: 100,
      async write(file) {
        downloads.push(what);
        writeFileSync(file, 'x'.repeat(100));
      },
    }),
  };
}

function idOf(what: string): string {
  return createHash('sha1').update(what).digest('hex');
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
    const { content } = source();
    await using file = await cache.file(content('a', 'june.jsonl.gz'));
    expect(file.path).toBe(join(directory, idOf('a'), 'june.jsonl.gz'));
    expect(readFileSync(file.path, 'utf8')).toBe('x'.repeat(100));
  });

  it('downloads once for two who ask at the same time, and for all who ask later', async () => {
    const directory = temporaryFolder();
    const { content, downloads } = source();
    const cache = await openRecordingCache(directory, { maxBytes: 1000 });
    await Promise.all([cache.file(content('a')), cache.file(content('a'))]);
    await cache.file(content('a'));
    const reopened = await openRecordingCache(directory, { maxBytes: 1000 });
    await reopened.file(content('a'));
    expect(downloads).toEqual(['a']);
  });

  it('leaves nothing behind where a download fails, and tries again', async () => {
    const directory = temporaryFolder();
    const { content, downloads } = source();
    const cache = await openRecordingCache(directory, { maxBytes: 1000 });
    const failing: Content = {
      ...content('a'),
      async write(file) {
        writeFileSync(file, 'half');
        throw new Error('broken off');
      },
    };
    await expect(cache.file(failing)).rejects.toThrow('broken off');
    expect(readdirSync(directory, { recursive: true })).toEqual(['partial']);
    await cache.file(content('a'));
    expect(downloads).toHaveLength(1);
  });

  it('goes on where a download ended, but not behind what a process still writes, or a power cut may have left', async () => {
    const directory = temporaryFolder();
    const cache = await openRecordingCache(directory, { maxBytes: 1000 });
    const partial = join(directory, 'partial');
    const found: string[] = [];
    /** Writes ten bytes behind those that are there. */
    const content = (what: string, ends: boolean): Content => ({
      ...{ id: idOf(what), name: 'a.csv', size: 100, goesOn: true },
      async write(file) {
        const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
        found.push(before);
        writeFileSync(file, ends ? before.padEnd(100, 'x') : `${before}0123456789`);
        if (!ends) throw new Error('broken off');
      },
    });
    for (const _ of [1, 2]) await expect(cache.file(content('a', false))).rejects.toThrow('broken off');
    const { path } = await cache.file(content('a', true));
    expect(readFileSync(path, 'utf8')).toBe('01234567890123456789'.padEnd(100, 'x'));
    expect(readdirSync(partial)).toEqual([]);

    const here = Buffer.from(hostname()).toString('base64url').slice(0, 40);
    // Process 1 is always there; nobody has the number of the other.
    writeFileSync(join(partial, `${idOf('b')}.${here}.1.aaaa`), 'alive');
    writeFileSync(join(partial, `${idOf('c')}.${here}.999999999.aaaa`), 'dead');
    writeFileSync(join(partial, `${idOf('d')}.${here}.999999999.aaaa`), 'before the power cut');
    const started = new Date(Date.now() - uptime() * 1000 - 60_000);
    utimesSync(join(partial, `${idOf('d')}.${here}.999999999.aaaa`), started, started);
    for (const what of ['b', 'c', 'd']) await cache.file(content(what, true));
    expect(found).toEqual(['', '0123456789', '01234567890123456789', '', 'dead', '']);
  });

  it('goes on with the download of a check that was stopped', async () => {
    const { content, downloads } = source();
    const cache = await openRecordingCache(temporaryFolder(), { maxBytes: 1000 });
    const stop = Promise.withResolvers<void>();
    const stopping: Content = {
      ...content('a'),
      async write() {
        await stop.promise;
        throw new Error('superseded');
      },
    };
    const stopped = cache.file(stopping);
    const others = [1, 2].map(() => cache.file(content('a')));
    stop.resolve();
    await expect(stopped).rejects.toThrow('superseded');
    const [one, other] = await Promise.all(others);
    expect(one?.path).toBe(other?.path);
    expect(downloads).toHaveLength(1);
  });

  it('downloads again what a power cut has left without its end', async () => {
    const { content, downloads } = source();
    const cache = await openRecordingCache(temporaryFolder(), { maxBytes: 1000 });
    const { path } = await cache.file(content('a'));
    truncateSync(path, 50);
    await cache.file(content('a'));
    expect(downloads).toHaveLength(2);
    expect(readFileSync(path, 'utf8')).toHaveLength(100);
  });

  it('keeps what is made on the way, whose size nobody knows before', async () => {
    const directory = temporaryFolder();
    const { content, downloads } = source();
    const made: Content = { ...content('joined', 'joined.jsonl'), size: undefined };
    for (const cache of [
      await openRecordingCache(directory, { maxBytes: 1000 }),
      await openRecordingCache(directory, { maxBytes: 1000 }),
    ]) {
      await using file = await cache.file(made);
      expect(readFileSync(file.path, 'utf8')).toHaveLength(100);
    }
    expect(downloads).toEqual(['joined']);
  });

  it('removes what was used longest ago, but nothing in use', async () => {
    const { content } = source();
    const cache = await openRecordingCache(temporaryFolder(), { maxBytes: 300 });
    const inUse = await cache.file(content('in use'));
    const [old, recent] = await Promise.all(
      ['old', 'recent'].map(async (name) => {
        await using file = await cache.file(content(name));
        return file.path;
      }),
    );
    age(inUse.path, 9);
    age(old ?? '', 2);
    age(recent ?? '', 1);
    await using next = await cache.file(content('next'));
    expect([inUse.path, old, recent, next.path].map((path) => existsSync(path ?? ''))).toEqual([
      true,
      false,
      true,
      true,
    ]);
    await inUse[Symbol.asyncDispose]();
    await cache.file(content('last'));
    expect(existsSync(inUse.path)).toBe(false);
  });

  it('counts what downloads that broke off have left, and removes it first', async () => {
    const directory = temporaryFolder();
    const { content } = source();
    const cache = await openRecordingCache(directory, { maxBytes: 250 });
    await using kept = await cache.file(content('kept'));
    const left = join(directory, 'partial', `${idOf('gone')}.nobody.aaaa`);
    writeFileSync(left, 'x'.repeat(60));
    await using next = await cache.file(content('next'));
    expect([kept.path, next.path, left].map((path) => existsSync(path))).toEqual([true, true, false]);
  });

  it('counts a file as used when it is asked for again', async () => {
    const { content } = source();
    const cache = await openRecordingCache(temporaryFolder(), { maxBytes: 200 });
    const paths = [];
    for (const name of ['first', 'second']) {
      await using file = await cache.file(content(name));
      paths.push(file.path);
      age(file.path, 2);
    }
    await (await cache.file(content('first')))[Symbol.asyncDispose]();
    await cache.file(content('third'));
    expect(paths.map((path) => existsSync(path))).toEqual([true, false]);
  });

  it('stays in use until the last user has let go, each of them once', async () => {
    const { content } = source();
    const cache = await openRecordingCache(temporaryFolder(), { maxBytes: 100 });
    const [one, other] = await Promise.all([cache.file(content('a')), cache.file(content('a'))]);
    await one[Symbol.asyncDispose]();
    await one[Symbol.asyncDispose]();
    await cache.file(content('b', 'b.csv'));
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
