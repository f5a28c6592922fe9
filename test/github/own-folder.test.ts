import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ensureOwnFolder } from '../../src/github/own-folder.ts';

const place = mkdtempSync(join(tmpdir(), 'weir-own-folder-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

test('a folder that is missing is made, and nobody else may look into it', async () => {
  const folder = join(place, 'a', 'cache');
  await ensureOwnFolder(folder);
  await ensureOwnFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('where none can be made, the setting is named', async () => {
  const file = join(place, 'file');
  writeFileSync(file, '');
  await expect(ensureOwnFolder(join(file, 'cache'))).rejects.toThrow(/WEIR_CACHE cannot be used.*ENOTDIR/s);
});

// Only root gives folders away.
test.skipIf(process.getuid?.() !== 0)('one that another user has made is refused', async () => {
  const folder = join(place, 'planted');
  mkdirSync(folder);
  chownSync(folder, 4242, 4242);
  await expect(ensureOwnFolder(folder)).rejects.toThrow(/WEIR_CACHE cannot be used.*planted.*4242/s);
});
