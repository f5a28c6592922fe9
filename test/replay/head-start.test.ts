/** Processes that start before their recording is known replay like any other, and can read no more than any other. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it, onTestFinished } from 'vitest';
import { HeadStart } from '../../src/replay/head-start.ts';
import { forkLocked } from '../../src/replay/lock.ts';
import { BUDGET } from '../../src/replay/process.ts';
import { replayAll } from '../../src/replay/replay.ts';
import type { Findings, Targets } from './intruder.ts';
import { children, first, letter } from './processes.ts';
import { jsonl, output, planOf } from './setting.ts';

const plan = planOf({ steps: [first], outputs: [output('/letter')] }, { 'first.json': [letter] });

it('gives the same evidence, with the processes that were started before and no others', async () => {
  const files = [jsonl([{ word: 'abc' }, { word: 'bcd' }, { word: 'abd' }])];
  const options = { jobs: 2, full: true, seed: 1 };
  const replays = [{ plan, files, next: () => 'everything' as const }];
  const usual = await replayAll(replays, options);
  let running = 0;
  await using ahead = new HeadStart(2, BUDGET);
  const replayed = await replayAll(replays, {
    ...options,
    ahead,
    progress: () => {
      running = Math.max(running, children());
    },
  });
  expect(JSON.stringify(replayed)).toBe(JSON.stringify(usual));
  expect(running).toBe(2);
});

it('is of no use where native code is needed, or more memory than it has', async () => {
  await using ahead = new HeadStart(1, BUDGET);
  const lock = { reads: ['traffic.parquet'], addons: true };
  expect(ahead.take({ lock, budget: BUDGET })).toBeUndefined();
  expect(ahead.take({ lock: { ...lock, addons: false }, budget: { ...BUDGET, megabytes: 512 } })).toBeUndefined();
});

it('is over once a replay needs other processes, since those that wait hold memory', async () => {
  await using ahead = new HeadStart(1, BUDGET);
  const path = join(mkdtempSync(join(tmpdir(), 'weir-words-')), 'words.parquet');
  onTestFinished(() => rmSync(dirname(path), { recursive: true, force: true }));
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT 'abc' AS word) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  // Reading it takes native code.
  const files = [{ path, name: 'words.parquet', index: 0, format: 'parquet', compression: 'none' as const }];
  let running = 0;
  await replayAll([{ plan, files, next: () => 'everything' as const }], {
    ...{ jobs: 1, full: true, seed: 1, ahead },
    progress: () => {
      running = Math.max(running, children());
    },
  });
  expect(running).toBe(1);
});

it('leaves neither processes nor a folder behind, used or not', async () => {
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('weir-replay-'));
  const before = folders();
  const ahead = new HeadStart(2, BUDGET);
  expect(children()).toBe(2);
  await ahead[Symbol.asyncDispose]();
  expect(children()).toBe(0);
  expect(folders().filter((name) => !before.includes(name))).toEqual([]);
});

it('opens what was linked for it, and neither what lies beside that nor the folder for links of its own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weir-links-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const links = join(folder, 'links');
  mkdirSync(links);
  const [shard, secret] = [join(folder, 'shard.jsonl'), join(folder, 'secret')];
  writeFileSync(shard, '{}\n');
  writeFileSync(secret, 'hush');
  symlinkSync(shard, join(links, '0'));
  const intruder = fileURLToPath(new URL('./intruder.ts', import.meta.url));
  const child = forkLocked(intruder, { reads: [join(links, '*'), intruder], addons: false }, BUDGET);
  const common = { folder: links, script: intruder, addon: '', port: 1, socket: '' };

  child.send({ ...common, allowed: join(links, '0'), forbidden: secret } satisfies Targets);
  const [findings] = (await once(child, 'message')) as [Findings];
  child.kill('SIGKILL');

  const denied = ['read another file', 'write its shard', 'write another file', 'make a folder', 'link to a file'];
  expect(findings).toMatchObject({
    'read its shard': 'done',
    ...Object.fromEntries(denied.map((attempt) => [attempt, 'ERR_ACCESS_DENIED'])),
  });
  expect(readdirSync(links)).toEqual(['0']);
});
