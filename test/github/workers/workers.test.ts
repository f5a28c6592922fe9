/** Replays by workers: a real Redis, real worker processes, and the evidence of a replay that needs neither. */
import { type ChildProcess, fork } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { sayAlive, sayGone } from '../../../src/github/workers/alive.ts';
import type { HandOverOptions } from '../../../src/github/workers/hand-over.ts';
import { namesIn, PREFIX } from '../../../src/github/workers/names.ts';
import { ownProgram } from '../../../src/github/workers/program.ts';
import type { RecordingFile } from '../../../src/recordings/reader.ts';
import { resolveFiles } from '../../../src/recordings/resolve.ts';
import type { Done } from '../../../src/replay/spread/round.ts';
import type { Workers } from '../../../src/replay/spread/workers.ts';
import { setEnvironment } from '../../recordings/storage/faults.ts';
import { context } from '../../recordings/storage/folder.ts';
import { serveObjects } from '../../recordings/storage/servers/objects.ts';
import { answerS3 } from '../../recordings/storage/servers/s3-server.ts';
import { startRedis } from '../queue/redis.ts';
import { CLAIMS, handing, type ToReplay } from './handing.ts';
import { plan, replay, writeLines } from './setting.ts';
import { startWorker, type WorkerOptions, type WorkerProcess } from './worker-process.ts';

const redis = await startRedis();
afterAll(() => redis?.stop());

const privateKey = keyPair();
const folder = mkdtempSync(join(tmpdir(), 'weir-workers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const APP = fileURLToPath(new URL('app.ts', import.meta.url));

describe.skipIf(redis === undefined)('with redis-server (skipped where that is not installed)', () => {
  const url = redis?.url ?? '';
  const client = new Redis(url, { lazyConnect: true });
  afterAll(() => client.disconnect());

  const worker = (options: Partial<WorkerOptions> = {}): Promise<WorkerProcess> =>
    startWorker({ redis: url, privateKey, recordings: folder, ...options });

  async function handOver(options: Partial<HandOverOptions> = {}) {
    const opened = await handing({ url, privateKey, ...options });
    onTestFinished(() => opened.close());
    return { workers: opened.of(CLAIMS), said: opened.said };
  }

  it('the evidence of workers is that of a replay here, of which Redis keeps nothing', async () => {
    const file = await writeLines(folder, 'one.jsonl');
    const here = await replay(plan, file);
    expect(here).toMatchObject({ recorded: 5000, malformed: 1 });
    const first = await worker();
    const { workers, said } = await handOver();
    expect(await replay(plan, file, { workers })).toStrictEqual(here);
    expect(said).toEqual([]);
    // It may say so behind its answer.
    await first.stop();
    expect(first.log().match(/A shard is done/g)).toHaveLength(4);
    expect(
      (await client.keys('*')).filter((key) => !/:(meta|events|pc|id|marker|stalled-check)$|:shares-/.test(key)),
    ).toEqual([]);
  });

  it('a worker brings a recording in a bucket by itself', async () => {
    const server = await serveObjects(answerS3);
    const env = {
      ...{ AWS_ENDPOINT_URL_S3: server.url, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'id' },
      AWS_SECRET_ACCESS_KEY: 'secret',
    };
    setEnvironment(env);
    const { path } = await writeLines(folder, 'bucket.jsonl');
    server.put('claims/a.jsonl', readFileSync(path, 'utf8'));
    const [file] = await resolveFiles({ ...plan.recording, files: 's3://acme-traffic/claims/*.jsonl' }, context(), '');
    if (!file) throw new Error('nothing was found in the bucket');
    await worker({ recordings: 's3://acme-traffic/', env });
    const { workers, said } = await handOver();
    server.requests.length = 0;
    const evidence = await replay(plan, file, { workers });
    expect(said).toEqual([]);
    expect(server.requests.some((request) => request.includes('/acme-traffic/claims/a.jsonl'))).toBe(true);
    expect(evidence).toMatchObject({ recorded: 5000, malformed: 1 });
    expect(evidence).toStrictEqual(await replay(plan, file));
  });

  it('tells Redis nothing of rules, records and repositories', async () => {
    const file = await writeLines(folder, 'told.jsonl');
    await worker();
    const { workers } = await handOver();
    const told: string[] = [];
    await overhear((line) => told.push(line));
    await replay(plan, file, { workers });
    const words = told.join('\n');
    expect(words).toContain('weir:parts-');
    expect(words.length).toBeGreaterThan(10_000);
    expect(words.match(/secret-|\/tier|"origin|acme\/|claims|told\.jsonl|2001-09/)).toBeNull();
  });

  describe('the App replays itself', () => {
    it('what a worker may not read', async () => {
      const file = await writeLines(folder, 'elsewhere.jsonl');
      await worker({ recordings: '' });
      const { workers, said } = await handOver();
      expect(await replay(plan, file, { workers })).toStrictEqual(await replay(plan, file));
      expect(said.join()).toContain('WEIR_RECORDINGS');
    });

    it('a file that is another one where the worker is', async () => {
      const file = await writeLines(folder, 'other.jsonl');
      await worker();
      const { workers, said } = await handOver();
      const other = { ...file, identity: 'of last week' };
      expect(await replay(plan, other, { workers })).toStrictEqual(await replay(plan, file));
      expect(said.join()).toContain('it is another one here');
    });

    it('what a worker with another key has to do', async () => {
      const file = await writeLines(folder, 'key.jsonl');
      await worker({ privateKey: keyPair() });
      const { workers, said } = await handOver();
      expect(await replay(plan, file, { workers })).toStrictEqual(await replay(plan, file));
      expect(said.join()).toContain("is not closed with this App's key");
    });

    it('everything once Redis is gone', async () => {
      const mortal = await startRedis();
      if (!mortal) throw new Error('redis-server does not start');
      onTestFinished(() => mortal.stop());
      const file = await writeLines(folder, 'gone.jsonl');
      await worker({ redis: mortal.url });
      const { workers } = await handOver({ url: mortal.url });
      let handed = 0;
      const own: Workers = {
        ...workers,
        run(setting, tasks, told, signal) {
          const counting = (task: number, done: Done): void => {
            handed += 1;
            if (handed === 1) void mortal.stop();
            told(task, done);
          };
          return workers.run(setting, tasks, counting, signal);
        },
      };
      expect(await replay(plan, file, { workers: own, jobs: 4 })).toStrictEqual(await replay(plan, file));
    });
  });

  it('once nobody wants the answer, nothing of it is left to do', async () => {
    const file = await writeLines(folder, 'unwanted.jsonl');
    const { workers } = await handOver();
    await alive();
    const stop = new AbortController();
    const replaying = replay(plan, file, { workers, signal: stop.signal });
    const shards = async () => (await client.keys('weir:shards-*:????????????????????????????????-?')).length;
    // Whatever becomes of it, the tests that follow find nothing left to do.
    onTestFinished(() => stop.abort());
    await expect.poll(shards, { timeout: 20_000, interval: 10 }).toBeGreaterThan(0);
    stop.abort(new Error('the pull request was closed'));
    await expect(replaying).rejects.toThrow('the pull request was closed');
    expect((await client.keys('*')).filter((key) => /[0-9a-f]{32}/.test(key))).toEqual([]);
  });

  describe('kill -9', () => {
    it.each(moments(2))('of a worker at the %i. word of a round changes nothing', async (moment) => {
      const file = await writeLines(folder, 'killed.jsonl');
      const [victim] = await Promise.all([worker({ isQuick: true }), worker({ isQuick: true })]);
      const { workers } = await handOver();
      await atWord(moment, () => victim?.kill());
      expect(await replay(plan, file, { workers, jobs: 4 })).toStrictEqual(await replay(plan, file));
    });

    it('of the only worker leaves the App to it', async () => {
      const file = await writeLines(folder, 'last.jsonl');
      const victim = await worker({ isQuick: true });
      const { workers, said } = await handOver();
      await atWord(10, () => victim.kill());
      expect(await replay(plan, file, { workers })).toStrictEqual(await replay(plan, file));
      expect(said.join()).toContain('no worker is there');
    });

    it.each(moments(2))('of the App at the %i. word of a round changes nothing: the next goes on', async (moment) => {
      const file = await writeLines(folder, 'app.jsonl');
      await worker({ isQuick: true });
      const first = app(file);
      await atWord(moment, () => first.kill('SIGKILL'));
      await once(first, 'exit');
      const [{ evidence, said }] = await once(app(file), 'message');
      expect(evidence).toStrictEqual(await replay(plan, file));
      expect(said).toEqual([]);
    });
  });

  /** Says in place of a worker, which does nothing, that it is there. */
  async function alive(): Promise<void> {
    const build = await ownProgram();
    await sayAlive(client, namesIn(PREFIX, build), { id: 'idle', build, hands: 1 }, 60_000);
    onTestFinished(() => sayGone(client, namesIn(PREFIX, build), { id: 'idle', build, hands: 1 }));
  }

  /** Has something done at a word to Redis, counted from the first one of a round. */
  async function atWord(count: number, act: () => unknown): Promise<void> {
    let words = 0;
    await overhear((line) => {
      if (words === 0 && !line.includes('"weir:parts-')) return;
      words += 1;
      if (words === count) act();
    });
  }

  /** All that is said to Redis from now on; what scripts say themselves is one step with them. */
  async function overhear(hear: (line: string) => void): Promise<void> {
    const { port, hostname } = new URL(url);
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    const { promise, resolve } = Promise.withResolvers<void>();
    createInterface(socket).on('line', (line) => {
      if (line === '+OK') resolve();
      else if (!/^\S+ \[\d+ lua\]/.test(line)) hear(line);
    });
    socket.write('MONITOR\r\n');
    await promise;
  }

  function app(file: RecordingFile): ChildProcess {
    const child = fork(APP, [], { serialization: 'advanced' });
    onTestFinished(() => void child.kill('SIGKILL'));
    child.send({ url, privateKey, plan, file } satisfies ToReplay);
    return child;
  }
});

function keyPair(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;
}

/** Of a round of some hundred words. `WEIR_KILLS=50` tries more of them. */
function moments(count: number): number[] {
  const many = Number(process.env.WEIR_KILLS ?? count);
  return Array.from({ length: many }, (_, index) => 2 + Math.round((index * 90) / many));
}
