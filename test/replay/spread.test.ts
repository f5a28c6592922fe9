/** What is handed to other machines, and that nothing is lost or counted twice, whatever these say. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openKeptStore } from '../../src/recordings/kept/store.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { planReplay } from '../../src/replay/plan.ts';
import { type ReplayOptions, replayAll } from '../../src/replay/replay.ts';
import { Hand } from '../../src/replay/spread/hand.ts';
import type { Done } from '../../src/replay/spread/round.ts';
import type { Workers } from '../../src/replay/spread/workers.ts';
import { jsonl, output, pipelineOf, planOf, rules, versionsOf } from './setting.ts';

const plan = planOf(
  { steps: [rules('late.json', '/late')], outputs: [output('/late')] },
  { 'late.json': [{ '>': [{ var: 'minutes' }, 100] }, { '>': [{ var: 'minutes' }, 90] }] },
);
const records = Array.from({ length: 400 }, (_, index) => ({ minutes: index }));
const folder = mkdtempSync(join(tmpdir(), 'weir-spread-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const here: ReplayOptions = { jobs: 2, full: true, seed: 1 };

async function replay(file: RecordingFile, options: Partial<ReplayOptions> = {}) {
  const [evidence] = await replayAll([{ plan, files: [file], next: () => 'everything' }], { ...here, ...options });
  return evidence;
}

/** Workers that do as they are told by one hand in this process; `say` tells what they then say of each task. */
function workersThat(path: string, say: (told: (done: Done) => void, done: Done, task: number) => void) {
  const asked: number[] = [];
  const workers: Workers = {
    leastBytes: 0,
    hands: async () => 2,
    async run(setting, tasks, told) {
      asked.push(tasks.length);
      await using hand = new Hand(setting, join(folder, crypto.randomUUID()), async () => path);
      for (const [index, task] of tasks.entries()) {
        const done = await hand.replay(structuredClone(task));
        say((given) => told(index, given), done, index);
      }
    },
  };
  return { workers, asked };
}

/** A folder of files, as programs have. */
function inFolder<T extends { readonly path: string; readonly files: ReadonlyMap<string, unknown> }>(artifact: T): T {
  return {
    ...artifact,
    files: new Map([...artifact.files.values()].map((content) => [`${artifact.path}version`, content])),
  };
}

const back: Done = { type: 'back', why: 'it was not to be had' };

describe('a replay that is spread', () => {
  it.each<[string, Parameters<typeof workersThat>[1]]>([
    ['say everything', (told, done) => told(done)],
    ['say everything twice', (told, done) => [done, done].forEach(told)],
    ['give every second task back', (told, done, task) => told(task % 2 ? back : done)],
    ['give a task back that they did', (told, done) => [back, done].forEach(told)],
    ['say nothing', () => {}],
  ])('gives the evidence of one that is not, where workers %s', async (_, say) => {
    const file = { ...jsonl(records), identity: 'one' };
    const { workers, asked } = workersThat(file.path, say);
    const left: number[] = [];
    const progress = (_pipeline: string, done: number): void => void left.push(done);
    expect(await replay(file, { workers, progress })).toStrictEqual(await replay(file));
    expect(asked).toEqual([4]);
    expect(left.at(-1)).toBe(400);
  });

  it.each<[string, Partial<RecordingFile>]>([
    ['no storage tells the version of', {}],
    ['was made of others here', { identity: 'one', sources: [] }],
  ])('keeps a file here that %s', async (_, more) => {
    const file = jsonl(records);
    const { workers, asked } = workersThat(file.path, (told, done) => told(done));
    const evidence = await replay({ ...file, ...more }, { workers }).catch(() => undefined);
    expect(asked).toEqual([]);
    if (!more.sources) expect(evidence).toStrictEqual(await replay(file));
  });

  it('keeps a step here that a program answers, which no worker may run', async () => {
    const file = { ...jsonl(records), identity: 'one' };
    // Answers each document with the number in it.
    const late = { run: ['sed', '-u', 's/[^0-9]//g'] };
    const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    const pipeline = pipelineOf({
      steps: [{ kind: 'program', path: 'late/', engine: 'program', into: '/late', options: late, range }],
      outputs: [output('/late', 'number')],
    });
    const versions = versionsOf(pipeline, { 'late/': ['of base', 'of head'] });
    const program = planReplay(
      pipeline,
      new Map(
        [...versions].map(([key, sides]) => [
          key,
          { ...sides, base: inFolder(sides.base), head: inFolder(sides.head) },
        ]),
      ),
    );
    const { workers, asked } = workersThat(file.path, (told, done) => told(done));
    const outside = { refuses: () => undefined, environment: { PATH: process.env.PATH }, jobs: 1 };
    const [evidence] = await replayAll([{ plan: program, files: [file], next: () => 'everything' }], {
      ...{ ...here, workers, outside },
    });
    expect(asked).toEqual([]);
    const outcomes = [expect.objectContaining({ base: 'ok', head: 'ok' })];
    expect(evidence).toMatchObject({ replayed: 400, outcomes, reasons: [] });
  });

  it('keeps here what is kept of a recording, and reading it for that', async () => {
    const file = {
      ...jsonl(Array.from({ length: 20_000 }, (_, at) => ({ minutes: at % 200, unread: 'x'.repeat(220) }))),
      identity: 'one',
      version: 'one',
    };
    const kept = openKeptStore(join(folder, 'kept'), { key: async () => Buffer.alloc(32, 7), maxBytes: 1e8, say() {} });
    const { workers, asked } = workersThat(file.path, (told, done) => told(done));
    for (const options of [
      { kept, workers },
      { kept, workers },
    ]) {
      expect(await replay(file, options)).toMatchObject({ replayed: 20_000 });
    }
    expect(asked).toEqual([]);
    // Whoever keeps nothing hands it over.
    expect(await replay(file, { workers })).toStrictEqual(await replay(file, { kept, workers }));
    expect(asked).toHaveLength(1);
  });

  it('keeps a small recording here', async () => {
    const file = { ...jsonl(records), identity: 'one' };
    const { workers, asked } = workersThat(file.path, (told, done) => told(done));
    await replay(file, { workers: { ...workers, leastBytes: 1e6 } });
    expect(asked).toEqual([]);
  });
});
