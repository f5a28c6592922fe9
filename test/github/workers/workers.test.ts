/** Replays by workers: a real Redis, real worker processes, and the evidence of a replay that needs neither. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { sizeAndTime } from '../../../src/github/snapshot/recording-storage.ts';
import { type HandOverOptions, openHandOver } from '../../../src/github/workers/hand-over.ts';
import type { RecordingFile } from '../../../src/recordings/reader.ts';
import type { Plan } from '../../../src/replay/plan.ts';
import { type ReplayOptions, replayAll } from '../../../src/replay/replay.ts';
import { output, planOf, rules } from '../../replay/setting.ts';
import { startRedis } from '../queue/redis.ts';
import { startWorker, type WorkerOptions } from './worker-process.ts';

const redis = await startRedis();
afterAll(() => redis?.stop());

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const folder = mkdtempSync(join(tmpdir(), 'weir-workers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tier = { if: [{ '>': [{ var: 'delay' }, 100] }, 'long', 'short'] };
const head = { if: [{ '>': [{ var: 'delay' }, 90] }, 'long', 'short'] };
const plan = planOf(
  {
    steps: [rules('tier.json', '/tier')],
    outputs: [output('/tier'), output('/delay', 'number')],
    segments: ['/origin'],
    recording: { time: '/at', id: '/id' },
  },
  { 'tier.json': [tier, head] },
);

async function writeLines(name: string, records = 5000): Promise<RecordingFile> {
  const lines = Array.from({ length: records }, (_, at) =>
    JSON.stringify({
      ...{ id: `secret-${at}`, at: new Date(1e12 + at * 60_000).toISOString(), delay: (at * 7919) % 20_011 },
      origin: at % 3 ? 'JFK' : 'LAX',
    }),
  );
  lines[777] = '{"delay":';
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  const found = { path, name: pathToFileURL(path).href, index: 0, format: 'jsonl', compression: 'none' } as const;
  return { ...found, identity: await sizeAndTime(path) };
}

const OPTIONS: ReplayOptions = { jobs: 2, full: true, seed: 1 };

async function replay(asked: Plan, file: RecordingFile, options: Partial<ReplayOptions> = {}) {
  const [evidence] = await replayAll([{ plan: asked, files: [file], next: () => 'everything' }], {
    ...OPTIONS,
    ...options,
  });
  return evidence;
}

describe.skipIf(redis === undefined)('with redis-server (skipped where that is not installed)', () => {
  const url = redis?.url ?? '';
  const worker = (options: Partial<WorkerOptions> = {}) =>
    startWorker({ redis: url, privateKey, recordings: folder, ...options });

  async function handOver(options: Partial<HandOverOptions> = {}) {
    const said: string[] = [];
    const log = { info() {}, warn: (_: object, text: string) => void said.push(`${text} ${JSON.stringify(_)}`) };
    const opened = await openHandOver({ url, privateKey, most: 4, log, leastBytes: 0, ...options });
    onTestFinished(() => opened.close());
    return { workers: opened.of({ installation: 1, owner: 'acme', repo: 'claims' }), said };
  }

  it('the evidence of workers is that of a replay here', async () => {
    const file = await writeLines('one.jsonl');
    const here = await replay(plan, file);
    expect(here).toMatchObject({ recorded: 5000, malformed: 1 });
    const first = await worker();
    const { workers, said } = await handOver();
    expect(await replay(plan, file, { workers })).toStrictEqual(here);
    expect(said).toEqual([]);
    expect(first.log().match(/A shard is done/g)).toHaveLength(4);
  });
});
