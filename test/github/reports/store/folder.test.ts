import { mkdir, mkdtemp, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { folderStore } from '../../../../src/github/reports/store/folder.ts';

const folder = await mkdtemp(join(tmpdir(), 'weir-store-'));
afterAll(() => rm(folder, { recursive: true }));
const store = folderStore(join(folder, 'reports'), ['checks', 'replays']);
const DAY_MS = 86_400_000;

test('what was written last is read, and nobody else on the machine may read it', async () => {
  await store.write('checks/7/pull-12/abc.json', 'first');
  await store.write('checks/7/pull-12/abc.json', 'sécond');

  expect(await store.read('checks/7/pull-12/abc.json')).toBe('sécond');
  expect(await store.list('checks/7/pull-12')).toEqual(['abc.json']);
  expect((await stat(join(folder, 'reports/checks/7/pull-12/abc.json'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'reports/checks/7'))).mode & 0o777).toBe(0o700);
});

test('what is not there is undefined, and a folder that is not there is empty', async () => {
  expect(await store.read('checks/8/pull-1/abc.json')).toBeUndefined();
  expect(await store.list('checks/8/pull-1')).toEqual([]);
});

test.for([
  '',
  'checks/../../secret',
  'checks//a',
  '/etc/passwd',
  'checks/./a',
  'checks/a\0b',
  'checks/a\\b',
  'checks/a/',
  'other/a',
  `checks/${'a'.repeat(201)}`,
])('%j is no name', async (name) => {
  await expect(store.read(name)).rejects.toThrow('no name for a text');
  await expect(store.write(name, 'x')).rejects.toThrow('no name for a text');
  await expect(store.list(name)).rejects.toThrow('no name for a text');
});

test('what is older than a time is removed, and nothing else: what lies beside, and what links lead to', async () => {
  const now = Date.now();
  await mkdir(join(folder, 'reports/own'), { recursive: true });
  await writeFile(join(folder, 'reports/own/keep.txt'), 'not ours');
  await writeFile(join(folder, 'outside.txt'), 'not ours');
  const names = ['checks/9/pull-1/new.html', 'checks/9/pull-1/old.html', 'replays/acme/claims/old.json'];
  for (const name of names) await store.write(name, name);
  await symlink(join(folder, 'outside.txt'), join(folder, 'reports/checks/9/pull-1/link.html'));
  const old = [names[1], names[2]].map((name) => join(folder, 'reports', name ?? ''));
  const ancient = new Date(now - 91 * DAY_MS);
  for (const path of [...old, join(folder, 'reports/own/keep.txt'), join(folder, 'outside.txt')]) {
    await utimes(path, ancient, ancient);
  }

  expect(await store.removeBefore(new Date(now - 90 * DAY_MS))).toBe(2);

  expect(await Promise.all(names.map((name) => store.read(name)))).toEqual([names[0], undefined, undefined]);
  expect(await readFile(join(folder, 'reports/own/keep.txt'), 'utf8')).toBe('not ours');
  expect(await readFile(join(folder, 'outside.txt'), 'utf8')).toBe('not ours');
});

test('an empty folder has nothing to remove', async () => {
  expect(await folderStore(join(folder, 'nowhere'), ['checks']).removeBefore(new Date())).toBe(0);
});
