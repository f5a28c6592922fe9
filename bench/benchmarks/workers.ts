/**
 * Replays that an App shares with `weir worker` processes of one core each: what a record costs in processor time with one and
 * with two of them, what handing over costs beside that, and, from the times that the shards took, what more of them would come
 * to. All processes run from the sources.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { sizeAndTime } from '../../src/github/snapshot/recording-storage.ts';
import { type HandOverOptions, openHandOver } from '../../src/github/workers/hand-over.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { replayAll } from '../../src/replay/replay.ts';
import type { Workers } from '../../src/replay/spread/workers.ts';
import { startRedis } from '../../test/github/queue/redis.ts';
import type { Benchmark, Result, Setting } from '../benchmark.ts';
import { writePayments } from '../fixtures/payments.ts';
import { createRandom } from '../fixtures/random.ts';
import { screeningPlan } from '../fixtures/screening.ts';
import { ownSeconds, usageOf } from '../processes.ts';
import { type Delays, efficiency } from '../queueing.ts';
import { count, seconds } from '../words.ts';

const PROGRAM = join(import.meta.dirname, '../../src/cli/main.ts');
/** Files are cut for so many processes, whoever has them: twice as many shards. */
const JOBS = 4;
const CONSTANT = 1.05;
const OVERHEAD = 0.03;
/** Replays at most. */
const WARMING = 4;
/** Milliseconds. */
const RESTING = 10_000;
/** Shards of 10 GB. */
const MANY = 80;

export const workers: Benchmark = {
  name: 'workers',
  async run(setting) {
    const redis = await startRedis();
    if (redis === undefined) {
      console.error('workers was skipped: redis-server is not installed');
      return [];
    }
    try {
      return await measure(setting, redis.url);
    } finally {
      await redis.stop();
    }
  },
};

/** One App and its workers. */
interface Team {
  readonly workers: Workers;
  readonly running: readonly Running[];
  close(): void;
}

interface Running {
  readonly process: ChildProcess;
  /** Milliseconds by the clock that each shard took. */
  readonly times: number[];
}

/** Processor seconds: of everybody, and of the App, Redis and the workers without what replays in them. */
interface Cost {
  readonly all: number;
  readonly handing: number;
  /** By the clock. */
  readonly seconds: number;
}

async function measure(setting: Setting, url: string): Promise<Result[]> {
  const records = 400_000 * setting.scale;
  const file = await recording(setting, records);
  // Each team has a database of its own, so that all can be there from the beginning and take turns.
  await using teams = new AsyncDisposableStack();
  const team = async (database: number, size: number) => {
    const opened = await openTeam(`${url}/${database}`, size, setting.directory);
    teams.defer(opened.close);
    return opened;
  };
  const [single, pair] = [await team(0, 1), await team(1, 2)];
  const pids = [single, pair].flatMap(({ running }) => running.flatMap(({ process: { pid } }) => pid ?? []));
  const evidence = new Set<string>();
  const measured = async (workers?: Workers): Promise<Cost> => {
    const before = costNow(pids);
    evidence.add(await replay(file, workers));
    return costSince(before, pids);
  };
  const idle = await resting(pids);
  const costs = { cold: [] as Cost[], one: [] as Cost[], two: [] as Cost[], alone: [] as Cost[] };
  const clocked: number[] = [];
  for (let repeat = 0; repeat < setting.repeats; repeat += 1) {
    // What a worker compiles for a replay is no matter of how many there are: the first replay of each counts apart.
    costs.cold.push(await measured(single.workers));
    for (const { times } of single.running) times.splice(0);
    costs.one.push(await measured(single.workers));
    clocked.push(...single.running.flatMap(({ times }) => times));
    await warm(pair, () => measured(pair.workers));
    costs.two.push(await measured(pair.workers));
    // What the App does in any case: it cuts the file, and adds evidence up.
    const before = ownSeconds(process.pid) ?? 0;
    const { seconds } = await measured();
    costs.alone.push({ all: 0, handing: (ownSeconds(process.pid) ?? 0) - before, seconds });
  }
  if (evidence.size !== 1) throw new Error(`${evidence.size} kinds of evidence`);
  const [cold, one, two] = [costs.cold, costs.one, costs.two].map((some) => median(some.map(({ all }) => all)));
  const alone = median(costs.alone.map(({ handing }) => handing));
  const handing = median([...costs.one, ...costs.two].map((cost) => cost.handing - idle * cost.seconds - alone));
  return resultsOf({
    records,
    clocked,
    cold,
    one,
    two,
    handing,
    idle,
    shards: Math.round(clocked.length / setting.repeats),
  });
}

/** Replays until each worker has done enough shards to be as fast as it gets: at first, the quicker one may do all of a replay. */
async function warm({ running }: Team, replayOnce: () => Promise<unknown>): Promise<void> {
  const before = running.map(({ times }) => times.length);
  for (let tries = 0; tries < WARMING; tries += 1) {
    await replayOnce();
    if (running.every(({ times }, index) => times.length >= (before[index] ?? 0) + JOBS)) return;
  }
}

interface Figures {
  readonly records: number;
  /** Milliseconds by the clock of shards that one worker did. */
  readonly clocked: readonly number[];
  /** Of a replay: shards. */
  readonly shards: number;
  /** Processor seconds of a replay: by one worker that has compiled nothing, by one that has, and by two. */
  readonly cold: number | undefined;
  readonly one: number | undefined;
  readonly two: number | undefined;
  /** … that are spent on handing over. */
  readonly handing: number;
  /** Processor seconds a second of all who have nothing to do. */
  readonly idle: number;
}

function resultsOf({ records, clocked, shards, cold = 0, one = 0, two = 0, handing, idle }: Figures): Result[] {
  const each = (all: number): string => `${((all / records) * 1e6).toFixed(2)} µs a record`;
  // As long as they would take on cores of their own.
  const share = (1000 * (one - handing) * clocked.length) / shards / sum(clocked);
  const times = clocked.map((time) => Math.round(time * share));
  const delays = { start: Math.max(0, 1000 * (cold - one)), gap: (1000 * handing) / shards };
  return [
    {
      name: `replay of ${count(records)} payments by two workers of one core, processor time`,
      ours: each(two),
      comparedWith: `${each(one)} with one`,
      ratio: two / one,
      target: `≤ ${CONSTANT}`,
      met: two / one <= CONSTANT,
      limitedBy: 'caches and memory that the cores share',
      details: simulated(times, delays),
    },
    {
      name: `handing ${shards} shards over and taking evidence back, of all processor time`,
      ours: `${(1000 * handing).toFixed(0)} ms`,
      comparedWith: seconds(one),
      ratio: handing / one,
      target: `≤ ${OVERHEAD}`,
      met: handing / one <= OVERHEAD,
      limitedBy: 'BullMQ in the App and in the workers, and Redis',
      details: `an App, three workers and Redis that have nothing to do take ${(1000 * idle).toFixed(1)} ms a second`,
    },
  ];
}

/** What more workers would come to, by the times that shards took one after the other. */
function simulated(times: readonly number[], delays: Delays): string {
  const random = createRandom(1);
  const many = Array.from({ length: MANY }, () => times[random.whole(times.length)] ?? 0);
  const spread = `${Math.min(...times)} to ${Math.max(...times)} ms, median ${median(times)}`;
  return [
    `${times.length} shards took ${spread} of processor time; ${Math.round(delays.gap)} ms between two, ${Math.round(delays.start)} ms more for the first of each worker`,
    ...[1, 2, 4, 8, 16, 32].map((workers) => {
      const [few, all] = [efficiency(times, workers, delays), efficiency(many, workers, delays)];
      return `simulated with ${workers}: ${percent(few)} of ${times.length} shards, ${percent(all)} of ${MANY}`;
    }),
  ].join('\n');
}

async function openTeam(url: string, size: number, recordings: string): Promise<Team> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const log: HandOverOptions['log'] = {
    info: () => {},
    warn(more, text) {
      throw new Error(`${text}: ${JSON.stringify(more)}`);
    },
    child: () => log,
  };
  const env = { REDIS_URL: url, APP_ID: '1', PRIVATE_KEY: privateKey, WEIR_RECORDINGS: recordings, WEIR_JOBS: '1' };
  const running = await Promise.all(Array.from({ length: size }, () => start(env, recordings)));
  const handOver = await openHandOver({ url, privateKey, most: 16, leastBytes: 0, log });
  return {
    workers: handOver.of({ installation: 1, owner: 'acme', repo: 'risk' }),
    running,
    close() {
      handOver.close();
      for (const { process } of running) process.kill('SIGKILL');
    },
  };
}

async function start(env: Readonly<Record<string, string>>, directory: string): Promise<Running> {
  const own = { ...env, PATH: process.env.PATH, WEIR_CACHE: mkdtempSync(join(directory, 'cache-')) };
  const child = spawn(process.execPath, [PROGRAM, 'worker'], { stdio: ['ignore', 'pipe', 'inherit'], env: own });
  const times: number[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  createInterface(child.stdout).on('line', (line) => {
    const { msg, milliseconds }: { msg: string; milliseconds?: number } = JSON.parse(line);
    if (msg === 'Weir takes shards') resolve();
    if (milliseconds !== undefined) times.push(milliseconds);
  });
  await promise;
  return { process: child, times };
}

async function recording({ directory }: Setting, records: number): Promise<RecordingFile> {
  const path = join(directory, 'payments.jsonl');
  writePayments(path, records);
  const found = { path, name: pathToFileURL(path).href, index: 0, format: 'jsonl', compression: 'none' } as const;
  return { ...found, identity: await sizeAndTime(path) };
}

/** The evidence, as text. */
async function replay(file: RecordingFile, workers?: Workers): Promise<string> {
  // Each record is run, as where hardly two are alike.
  const replays = [{ plan: screeningPlan(), files: [file], next: () => 'everything' as const }];
  return JSON.stringify(await replayAll(replays, { jobs: JOBS, full: true, single: true, seed: 1, workers }));
}

interface Moment extends Omit<Cost, 'seconds'> {
  readonly at: number;
}

/** Replay processes are all that the workers have beside themselves. */
function costNow(pids: readonly number[]): Moment {
  const all = usageOf(process.pid)?.seconds ?? 0;
  const replaying = sum(pids.map((pid) => (usageOf(pid)?.seconds ?? 0) - (ownSeconds(pid) ?? 0)));
  return { all, handing: all - replaying, at: performance.now() };
}

function costSince(before: Moment, pids: readonly number[]): Cost {
  const now = costNow(pids);
  const seconds = (now.at - before.at) / 1000;
  return { all: now.all - before.all, handing: now.handing - before.handing, seconds };
}

/** Processor seconds a second of all while there is nothing to do. */
async function resting(pids: readonly number[]): Promise<number> {
  const before = costNow(pids);
  await setTimeout(RESTING);
  const { all, seconds } = costSince(before, pids);
  return all / seconds;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
