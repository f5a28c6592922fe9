import { mkdir, mkdtemp, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { folderStore } from '../../../../src/github/reports/store/folder.ts';
import { storeContract } from './contract.ts';

const folder = await mkdtemp(join(tmpdir(), 'weir-store-'));
afterAll(() => rm(folder, { recursive: true }));
const store = folderStore(join(folder, 'reports'), ['checks', 'replays']);
const DAY_MS = 86_400_000;

storeContract('a folder', {
  store: folderStore(join(folder, 'contract'), ['checks', 'replays']),
  age: (name, time) => utimes(join(folder, 'contract', name), time, time),
});

test('nobody else on the machine may read what was written', async () => {
  await store.write('checks/7/pull-12/abc.json', 'text');

  expect((await stat(join(folder, 'reports/checks/7/pull-12/abc.json'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'reports/checks/7'))).mode & 0o777).toBe(0o700);
});

test('what lies beside, and what links lead to, is not removed however old', async () => {
  const now = Date.now();
  await mkdir(join(folder, 'reports/own'), { recursive: true });
  await writeFile(join(folder, 'reports/own/keep.txt'), 'not ours');
  await writeFile(join(folder, 'outside.txt'), 'not ours');
  await store.write('checks/9/pull-1/old.html', 'ours');
  await symlink(join(folder, 'outside.txt'), join(folder, 'reports/checks/9/pull-1/link.html'));
  const ancient = new Date(now - 91 * DAY_MS);
  for (const path of ['reports/checks/9/pull-1/old.html', 'reports/own/keep.txt', 'outside.txt']) {
    await utimes(join(folder, path), ancient, ancient);
  }

  expect(await store.removeBefore(new Date(now - 90 * DAY_MS))).toBe(1);

  expect(await readFile(join(folder, 'reports/own/keep.txt'), 'utf8')).toBe('not ours');
  expect(await readFile(join(folder, 'outside.txt'), 'utf8')).toBe('not ours');
});

test('an empty folder has nothing to remove', async () => {
  expect(await folderStore(join(folder, 'nowhere'), ['checks']).removeBefore(new Date())).toBe(0);
});
