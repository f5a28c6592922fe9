import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { folderStore } from '../../../src/github/reports/store/folder.ts';
import { REPLAYS, type ReportKey, reportStore } from '../../../src/github/work/report-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'weir-report-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KEY: ReportKey = {
  repository: { installation: 7, owner: 'acme', repo: 'claims' },
  ...{ base: 'b'.repeat(40), head: 'a'.repeat(40), trunk: 'b'.repeat(40) },
  full: false,
};

test('what one build of Weir has found is not read by another, which may find something else', async () => {
  const store = folderStore(folder, [REPLAYS]);
  const log = { warn: () => expect.unreachable() };
  const [old, fresh] = ['old', 'fresh'].map((build) => reportStore(store, log, async () => build));

  await old?.writeLines(KEY, []);

  expect(await old?.readLines(KEY)).toEqual([]);
  expect(await fresh?.readLines(KEY)).toBeUndefined();
});

test('what cannot be kept is said, with the pull request that it is about', async () => {
  const said: object[] = [];
  const away = { ...folderStore(folder, [REPLAYS]), write: () => Promise.reject(new Error('ENOSPC')) };
  const log = { warn: (more: object) => void said.push(more) };

  await reportStore(away, log, async () => 'build').writeLines(KEY, []);

  expect(said).toEqual([{ err: new Error('ENOSPC'), about: 'acme/claims', head: KEY.head }]);
});
