/** What is kept of recordings that are on their way: what nobody waited for, and what came. In real locked-in processes. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type KeptStore, openKeptStore } from '../../src/recordings/kept/store.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import type { Arriving } from '../../src/recordings/storage/arrival.ts';
import { replayAll } from '../../src/replay/replay.ts';
import { temporaryFolder } from '../recordings/files.ts';
import { growing } from './growing.ts';
import { output, planOf, rules } from './setting.ts';

const tier = { if: [{ '>': [{ var: 'delay' }, 100] }, 'long', 'short'] };
const head = { if: [{ '>': [{ var: 'delay' }, 90] }, 'long', 'short'] };
const plan = planOf(
  { steps: [rules('tier.json', '/tier')], outputs: [output('/tier')] },
  { 'tier.json': [tier, head] },
);

/** More than 4 MB, as smaller files are not kept; of 200 kinds. */
const lines = Array.from({ length: 20_000 }, (_, at) => `{"delay":${at % 200},"unread":"${'x'.repeat(200)}"}\n`);
const text = lines.join('');
const broken = lines.with(777, '{"delay":\n').join('');

function keptIn(directory: string): KeptStore {
  const say = (said: string): void => {
    throw new Error(said);
  };
  return openKeptStore(directory, { key: async () => Buffer.alloc(32, 7), maxBytes: 1e8, say });
}

async function replay(
  file: RecordingFile,
  kept: KeptStore | undefined,
  arrival?: Arriving,
  progress?: (pipeline: string, done: number) => void,
) {
  const options = { ...{ jobs: 1, full: true, seed: 1 }, kept, progress, arrivalOf: () => arrival };
  const [evidence] = await replayAll([{ plan, files: [file], next: () => 'everything' }], options);
  return evidence;
}

describe('what is kept of a recording that is on its way', () => {
  it('is laid down while it comes, and then nobody waits for the same version again', async () => {
    const directory = join(temporaryFolder(), 'kept');
    const { file, arrival, grow } = growing(text);
    const versioned = { ...file, version: 'one' };
    const running = replay(versioned, keptIn(directory), arrival);
    grow(2_000_000);
    grow(text.length);
    arrival.end();
    const evidence = await running;
    expect(evidence).toMatchObject({ read: 20_000, replayed: 20_000 });
    expect(evidence).toStrictEqual(await replay(file, undefined));
    expect(readdirSync(directory)).toHaveLength(1);
    // Not a byte of it ever comes.
    const never = growing(text);
    const again = await replay({ ...never.file, version: 'one' }, keptIn(directory), never.arrival);
    expect(again).toStrictEqual(evidence);
  });

  it('is nothing where few records are alike, which are replayed while the rest comes', async () => {
    const distinct = lines.map((line, at) => line.replace(/\d+/, String(at))).join('');
    const { file, arrival, grow } = growing(distinct);
    const passed: number[] = [];
    const directory = join(temporaryFolder(), 'kept');
    const running = replay({ ...file, version: 'one' }, keptIn(directory), arrival, (_, done) => passed.push(done));
    // One of two shards is there: it is looked at, and then replayed from its beginning.
    grow(Math.floor(distinct.length * 0.7));
    await expect.poll(() => passed.some((done, at) => done < (passed[at - 1] ?? 0)), { timeout: 30_000 }).toBe(true);
    grow(distinct.length);
    arrival.end();
    expect(await running).toStrictEqual(await replay(file, undefined));
  });

  it('names the line of a broken record, for which the file has to come', async () => {
    const directory = join(temporaryFolder(), 'kept');
    for (let turn = 0; turn < 2; turn += 1) {
      const { file, arrival, grow } = growing(broken);
      const running = replay({ ...file, version: 'one' }, keptIn(directory), arrival);
      grow(broken.length);
      arrival.end();
      const malformedExamples = [expect.objectContaining({ line: 778 })];
      expect(await running).toMatchObject({ read: 20_000, malformed: 1, malformedExamples });
      expect(readdirSync(directory)).toHaveLength(1);
    }
  });

  it('is nothing where the file was replaced in the end, or nobody says which version comes', async () => {
    const directory = join(temporaryFolder(), 'kept');
    const replaced = growing(text);
    const running = replay({ ...replaced.file, version: 'one' }, keptIn(directory), replaced.arrival);
    running.catch(() => {});
    replaced.grow(text.length);
    replaced.arrival.fail(new Error('replaced'));
    await expect(running).rejects.toThrow('replaced');
    const { file, arrival, grow } = growing(text);
    grow(text.length);
    arrival.end();
    expect(await replay(file, keptIn(directory), arrival)).toMatchObject({ replayed: 20_000 });
    expect(existsSync(directory)).toBe(false);
  });
});
