/** What is kept of recordings between replays changes nothing but the time: in real locked-in processes. */
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { openKeptStore } from '../../src/recordings/kept/store.ts';
import { readerOf } from '../../src/recordings/read.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { HeadStart } from '../../src/replay/head-start.ts';
import { Layer } from '../../src/replay/kept/lay.ts';
import type { Plan } from '../../src/replay/plan.ts';
import { KindsUnfit } from '../../src/replay/pool.ts';
import { BUDGET } from '../../src/replay/process.ts';
import { type ReplayOptions, replayAll } from '../../src/replay/replay.ts';
import { runPlan } from '../../src/replay/run.ts';
import { temporaryFolder } from '../recordings/files.ts';
import { first, letter, openPool, poison, slow, word } from './processes.ts';
import { output, planOf, rules, schema } from './setting.ts';

const tier = { if: [{ '>': [{ var: 'delay' }, 100] }, 'long', 'short'] };
const head = { if: [{ '>': [{ var: 'delay' }, 90] }, 'long', 'short'] };
const plan = planOf(
  {
    steps: [rules('tier.json', '/tier')],
    outputs: [output('/tier')],
    segments: ['/origin'],
    recording: { time: '/at', id: '/id' },
  },
  { 'tier.json': [tier, head] },
);

/** More than 4 MB, as smaller ones are not kept; of 200 kinds, and a broken line. */
function writeLines(path: string, records = 20_000): RecordingFile {
  const lines = Array.from({ length: records }, (_, at) =>
    JSON.stringify({
      ...{ id: `secret-${at}`, at: new Date(1e12 + at * 60_000).toISOString(), delay: at % 100 === 0 ? 95 : at % 200 },
      ...{ origin: at % 3 ? 'JFK' : 'LAX', unread: 'x'.repeat(200) },
    }),
  );
  lines[777] = '{"delay":';
  writeFileSync(path, lines.join('\n'));
  return { path, name: 'flights.jsonl', index: 0, format: 'jsonl', compression: 'none' };
}

async function writeParquet(path: string): Promise<RecordingFile> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT n % 200 AS delay, {'far': n % 3, 'x': n} AS origin, n::VARCHAR AS id, TIMESTAMP '2001-01-01' + INTERVAL (n) MINUTE AS at
     FROM range(5000) AS numbers(n)) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
  );
  connection.closeSync();
  instance.closeSync();
  return { path, name: 'flights.parquet', index: 0, format: 'parquet', compression: 'none' };
}

/** Of 7 kinds of rows, with a text of 8,000 characters in each: pages of 56 MB, for which one process has to be alone. */
async function writeLargePages(path: string): Promise<RecordingFile> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT repeat((n % 7)::VARCHAR || 'abcdefg', 1000) AS note, n AS id FROM range(7000) AS numbers(n))
     TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 7000, DICTIONARY_SIZE_LIMIT 1, COMPRESSION zstd)`,
  );
  connection.closeSync();
  instance.closeSync();
  return { path, name: 'notes.parquet', index: 0, format: 'parquet', compression: 'none', version: 'one' };
}

const OPTIONS: ReplayOptions = { jobs: 2, full: true, seed: 1 };

async function replay(
  asked: Plan,
  file: RecordingFile,
  options: Partial<ReplayOptions> = {},
  next: 'stop' | 'everything' = 'everything',
) {
  const [evidence] = await replayAll([{ plan: asked, files: [file], next: () => next }], { ...OPTIONS, ...options });
  return evidence;
}

function keptIn(directory: string, said: string[] = []) {
  return openKeptStore(directory, {
    key: async () => Buffer.alloc(32, 7),
    maxBytes: 1e8,
    say: (text) => said.push(text),
  });
}

describe('what is kept of a recording', () => {
  it('gives the evidence of its file, which is not read again, and holds nothing that is not read', async () => {
    const folder = temporaryFolder();
    // Its storage says which version it is.
    const file = { ...writeLines(join(folder, 'flights.jsonl')), version: 'one' };
    const kept = keptIn(join(folder, 'kept'));
    const without = await replay(plan, file);
    expect(without).toMatchObject({ read: 20_000, malformed: 1, replayed: 19_999 });
    expect(await replay(plan, file, { kept })).toStrictEqual(without);
    expect(readdirSync(join(folder, 'kept'))).toHaveLength(1);
    writeFileSync(file.path, readFileSync(file.path).fill(0x20, 100_000));
    await using ahead = new HeadStart(2, BUDGET);
    for (const options of [{ kept }, { kept, ahead }]) {
      expect(await replay(plan, file, options)).toStrictEqual({
        ...without,
        // Found in the file.
        malformedExamples: [expect.objectContaining({ file: 'flights.jsonl', line: 778 })],
      });
    }
    const plain = new Map<string, Buffer>();
    await replay(
      plan,
      { ...writeLines(file.path), version: 'two' },
      {
        kept: {
          get: async () => undefined,
          tell: async () => undefined,
          put: async (name, bytes) => void plain.set(JSON.stringify(name), Buffer.from(bytes)),
        },
      },
    );
    const [table] = plain.values();
    expect(table).toBeDefined();
    const { zstdDecompressSync } = await import('node:zlib');
    const text = zstdDecompressSync((table ?? Buffer.alloc(0)).subarray(4 + (table?.readUInt32BE() ?? 0))).toString(
      'latin1',
    );
    expect(text).toContain('JFK');
    expect(text).not.toContain('secret-');
    expect(text).not.toContain('xxx');
  });

  it('is not taken for a file of the same size and time', async () => {
    const folder = temporaryFolder();
    const file = writeLines(join(folder, 'flights.jsonl'));
    const kept = keptIn(join(folder, 'kept'));
    const before = await replay(plan, file, { kept });
    const { atime, mtime } = statSync(file.path);
    writeFileSync(
      file.path,
      readFileSync(file.path, 'latin1').replace('"delay":1,', '"delay":9,').replace('"delay":95', '"delay":11'),
    );
    utimesSync(file.path, atime, mtime);
    const now = await replay(plan, file, { kept });
    expect(now).toStrictEqual(await replay(plan, file));
    expect(now).not.toStrictEqual(before);
  });

  it('gives the same samples, once a recording is met again', async () => {
    const folder = temporaryFolder();
    const file = { ...writeLines(join(folder, 'flights.jsonl'), 80_000), version: 'one' };
    const kept = keptIn(join(folder, 'kept'));
    const sampled = { full: false, seed: 5 };
    const without = await replay(plan, file, sampled);
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await replay(plan, file, { ...sampled, kept })).toStrictEqual(without);
    }
    expect(await replay(plan, file, { ...sampled, kept }, 'stop')).toStrictEqual(
      await replay(plan, file, sampled, 'stop'),
    );
    expect(readdirSync(join(folder, 'kept'))).toHaveLength(1);
  });

  it('stands for Parquet, which is still there for whoever asks more of its records', async () => {
    const folder = temporaryFolder();
    const file = await writeParquet(join(folder, 'flights.parquet'));
    const kept = keptIn(join(folder, 'kept'));
    const asked = { ...plan, recording: { ...plan.recording, time: '/at' } };
    const without = await replay(asked, file);
    for (let turn = 0; turn < 2; turn += 1) {
      await using ahead = new HeadStart(2, BUDGET);
      let surveyed = 0;
      const [evidence] = await replayAll(
        [
          {
            plan: asked,
            files: [file],
            next: () => 'everything',
            further: (_, run) =>
              run({ kind: 'survey', id: 'survey', most: 10 }, () => {
                surveyed += 1;
              }),
          },
        ],
        { ...OPTIONS, kept, ahead },
      );
      expect(evidence).toStrictEqual(without);
      expect(surveyed).toBeGreaterThan(0);
    }
  });

  it('is left aside where a process ends on it, since of what stands for many none can be left out', async () => {
    const path = join(temporaryFolder(), 'words.jsonl');
    const lines = Array.from({ length: 20 }, (_, at) =>
      JSON.stringify({ word: at === 9 ? poison : 'a'.repeat(1 + (at % 7)) }),
    );
    writeFileSync(path, lines.join('\n'));
    const file: RecordingFile = { path, name: 'words.jsonl', index: 0, format: 'jsonl', compression: 'none' };
    const asked = planOf(
      { steps: [schema('word.json'), first], outputs: [output('/letter')] },
      { 'word.json': [word, slow], 'first.json': [letter] },
    );
    const layer = new Layer({
      recording: asked.recording,
      wanted: [{ path: ['word'], sees: 'value' }],
      zone: undefined,
      ofEach: false,
    });
    const [shard] = await readerOf(file).shards(file, 1);
    if (shard) await layer.add(shard, () => {});
    await using pool = openPool([asked], [file], 1, { milliseconds: 300, megabytes: 256 });
    const options = { jobs: 1, full: true, seed: 1, maxRecords: undefined, next: () => 'stop' as const, progress() {} };
    const kept = new Map([[0, [layer.finish()]]]);
    await expect(runPlan(pool, 0, asked, [file], { ...options, kept })).rejects.toThrow(KindsUnfit);
    const { evidence } = await runPlan(pool, 0, asked, [file], options);
    expect(evidence).toMatchObject({ replayed: 20 });
    expect(evidence.reasons).toMatchObject([{ side: 'head', outcome: 'failed', artifact: 'word.json', records: 1 }]);
  });

  it('stands for a file of large pages as well, which a process reads that is alone', async () => {
    const folder = temporaryFolder();
    const asked = planOf(
      { steps: [rules('tier.json', '/tier')], outputs: [output('/tier')] },
      { 'tier.json': ['3', '5'].map((digit) => ({ in: [digit, { var: 'note' }] })) as [object, object] },
    );
    const other = await writeParquet(join(folder, 'flights.parquet'));
    const file = { ...(await writeLargePages(join(folder, 'notes.parquet'))), index: 1 };
    const replayBoth = async (options: Partial<ReplayOptions>) =>
      (
        await replayAll([{ plan: asked, files: [other, file], next: () => 'everything' as const }], {
          ...OPTIONS,
          ...options,
        })
      )[0];
    const kept = keptIn(join(folder, 'kept'));
    const without = await replayBoth({});
    expect(without).toMatchObject({ read: 12_000 });
    expect(await replayBoth({ kept })).toStrictEqual(without);
    // Whoever read it would find no Parquet.
    writeFileSync(file.path, readFileSync(file.path).fill(0));
    expect(await replayBoth({ kept })).toStrictEqual(without);
  });

  it('is made anew where it is damaged, and only missed where it cannot be written', async () => {
    const folder = temporaryFolder();
    const file = writeLines(join(folder, 'flights.jsonl'));
    const said: string[] = [];
    const kept = keptIn(join(folder, 'kept'), said);
    const without = await replay(plan, file, { kept });
    const [name = ''] = readdirSync(join(folder, 'kept'));
    const path = join(folder, 'kept', name);
    const whole = readFileSync(path);
    writeFileSync(path, whole.with(whole.length - 3, (whole.at(-3) ?? 0) ^ 1));
    expect(await replay(plan, file, { kept })).toStrictEqual(without);
    expect(said).toEqual(['what was kept of a recording is damaged; it is made anew']);
    expect(await replay(plan, file, { kept: keptIn(join(file.path, 'kept'), said) })).toStrictEqual(without);
    expect(said.at(-1)).toMatch(/^nothing is kept/);
  });
});
