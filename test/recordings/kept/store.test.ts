/** What is kept comes back whole, to whoever has the key, or not at all; and nothing that happens to it is an error. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyFrom } from '../../../src/recordings/kept/key-file.ts';
import { type KeptStore, openKeptStore } from '../../../src/recordings/kept/store.ts';
import { temporaryFolder } from '../files.ts';

const SECRET = 'Mrs Bennet, Longbourn';
const entry = Buffer.from(SECRET.repeat(100));

function open(
  directory: string,
  { key = Buffer.alloc(32, 1), maxBytes = 1_000_000, said = [] as string[] } = {},
): KeptStore {
  return openKeptStore(directory, { key: async () => key, maxBytes, say: (text) => said.push(text) });
}

/** Paths of all that lies there. */
function entries(directory: string): string[] {
  return readdirSync(directory).map((name) => join(directory, name));
}

describe('what is kept', () => {
  it('is what was put under that name, in another process, too', async () => {
    const directory = join(temporaryFolder(), 'kept');
    await open(directory).put(['flights', 1], entry);
    expect(await open(directory).get(['flights', 1])).toEqual(entry);
    expect(await open(directory).get(['flights', 2])).toBeUndefined();
  });

  it('cannot be read without the key, nor by its name', async () => {
    const directory = join(temporaryFolder(), 'kept');
    await open(directory).put(SECRET, entry);
    const [path = ''] = entries(directory);
    expect(path).not.toContain(SECRET);
    expect(readFileSync(path).includes('Bennet')).toBe(false);
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(await open(directory, { key: Buffer.alloc(32, 2) }).get(SECRET)).toBeUndefined();
  });

  it('is gone once a bit of it is another, or its end is missing, and can be put again', async () => {
    const directory = join(temporaryFolder(), 'kept');
    const store = open(directory);
    await store.put('a', entry);
    const [path = ''] = entries(directory);
    const whole = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 8 }), async (at, bit) => {
        writeFileSync(path, whole);
        if (bit === 8) truncateSync(path, at);
        else writeFileSync(path, whole.with(at, (whole[at] ?? 0) ^ (1 << bit)));
        expect(await store.get('a')).toBeUndefined();
        expect(entries(directory)).toEqual([]);
      }),
      { numRuns: 60 },
    );
    await store.put('a', entry);
    expect(await store.get('a')).toEqual(entry);
  });

  it('tells files by their bytes, whoever asks with the same key', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'flights.jsonl');
    const bytes = Buffer.alloc(2_500_000, 'delay');
    const tags = new Set<string | undefined>();
    const places = [0, 1, 1024 * 1024 - 1, 1024 * 1024, 2_499_999];
    for (const at of places) {
      writeFileSync(path, bytes.with(at, 0));
      const [one, other] = await Promise.all([open(folder).tell(path), open(join(folder, 'other')).tell(path)]);
      expect(other).toBe(one);
      tags.add(one);
    }
    for (const length of [0, 1, 2_499_999, 2_500_000]) {
      writeFileSync(path, bytes.subarray(0, length));
      tags.add(await open(folder).tell(path));
    }
    tags.add(await open(folder, { key: Buffer.alloc(32, 2) }).tell(path));
    expect(tags.size).toBe(places.length + 5);
    await expect(open(folder).tell(join(folder, 'none'))).rejects.toThrow('ENOENT');
  });

  it('does not pass for another entry', async () => {
    const directory = join(temporaryFolder(), 'kept');
    const store = open(directory);
    await store.put('a', Buffer.from('of a'));
    const [a = ''] = entries(directory);
    await store.put('b', Buffer.from('of b'));
    const [b = ''] = entries(directory).filter((path) => path !== a);
    writeFileSync(b, readFileSync(a));
    expect(await store.get('b')).toBeUndefined();
  });

  it('takes up no more than it may: what was not used for longest goes', async () => {
    const directory = join(temporaryFolder(), 'kept');
    const store = open(directory, { maxBytes: 4000 });
    for (const [index, name] of ['a', 'b', 'c'].entries()) {
      const before = entriesOr(directory);
      await store.put(name, Buffer.alloc(900, index));
      const [path = ''] = entries(directory).filter((one) => !before.includes(one));
      utimesSync(path, index + 1, index + 1);
    }
    // It was used just now.
    await store.get('a');
    await store.put('d', Buffer.alloc(900));
    await store.put('e', Buffer.alloc(900));
    const left = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map(async (name) => (await store.get(name)) !== undefined),
    );
    expect(left).toEqual([true, false, true, true, true]);
    // One is not worth all of the room.
    await store.put('large', Buffer.alloc(1001));
    expect(await store.get('large')).toBeUndefined();
  });

  it('is whole for all who write and read it at the same time', async () => {
    const directory = join(temporaryFolder(), 'kept');
    const said: string[] = [];
    const stores = [open(directory, { said }), open(directory, { said })];
    const got = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const store = stores[index % 2];
        await store?.put('a', entry);
        return store?.get('a');
      }),
    );
    for (const one of got) expect(one).toEqual(entry);
    expect(said).toEqual([]);
  });

  it('is whole or not there after its writer was killed, whose unfinished files go in time', async () => {
    const directory = join(temporaryFolder(), 'kept');
    const source = pathToFileURL(join(import.meta.dirname, '../../../src/recordings/kept/store.ts')).href;
    const script = `
      const { openKeptStore } = await import(${JSON.stringify(source)});
      const store = openKeptStore(${JSON.stringify(directory)}, { key: async () => Buffer.alloc(32, 1), maxBytes: 1e9, say() {} });
      for (let turn = 0; ; turn += 1) {
        await store.put('large', Buffer.alloc(20_000_000, turn % 256));
        if (turn === 1) process.stdout.write('on');
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
    const kept = await open(directory).get('large');
    expect(kept).toHaveLength(20_000_000);
    expect(new Set(kept)).toHaveLength(1);
    for (const path of entries(directory)) if (path.endsWith('.part')) utimesSync(path, 1, 1);
    await open(directory, { maxBytes: 1e9 }).put('b', entry);
    expect(entries(directory).filter((path) => path.endsWith('.part'))).toEqual([]);
  });

  it('is a matter of saying so where nothing can be written or read', async () => {
    const directory = join(temporaryFolder(), 'kept');
    writeFileSync(directory, '');
    const said: string[] = [];
    const store = open(directory, { said });
    await store.put('a', entry);
    expect(await store.get('a')).toBeUndefined();
    expect(said[0]).toMatch(/^nothing is kept of the recording for the next check: E/);
    expect(said[1]).toMatch(/^what was kept of recordings cannot be read: E/);
    const keyless = openKeptStore(join(temporaryFolder(), 'kept'), {
      key: () => Promise.reject(new Error('no key')),
      maxBytes: 1e6,
      say: (text) => said.push(text),
    });
    await keyless.put('a', entry);
    expect(said[2]).toBe('nothing is kept of the recording for the next check: no key');
  });
});

describe('the key of what a command keeps', () => {
  it('is made once, whoever asks first, and is for its owner alone', async () => {
    const path = join(temporaryFolder(), 'cache/kept.key');
    const keys = await Promise.all(Array.from({ length: 8 }, () => keyFrom(path)));
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex')))).toHaveLength(1);
    expect(keys[0]).toHaveLength(32);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(entries(join(path, '..'))).toEqual([path]);
  });

  it('is none that others may read, or that is too short', async () => {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'kept.key');
    writeFileSync(path, Buffer.alloc(32));
    chmodSync(path, 0o640);
    await expect(keyFrom(path)).rejects.toThrow('others may read');
    chmodSync(path, 0o600);
    truncateSync(path, 8);
    await expect(keyFrom(path)).rejects.toThrow('no key of 32 bytes');
  });
});

function entriesOr(directory: string): string[] {
  try {
    return entries(directory);
  } catch {
    return [];
  }
}
