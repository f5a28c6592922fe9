/** A recording in a bucket against the same file on disk: the first check, which downloads it, and the next one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { atMost, type Benchmark, type Result, type Setting } from '../benchmark.ts';
import { createPayments, paymentsPath, writePayments } from '../fixtures/payments.ts';
import type { Repository } from '../fixtures/repository.ts';
import { type Run, runNode } from '../run.ts';
import { readReport, runCheck } from '../weir.ts';
import { count, megabytes, seconds } from '../words.ts';

const SERVE = join(import.meta.dirname, '../baselines/serve-bucket.ts');
const DOWNLOAD = join(import.meta.dirname, '../baselines/download.js');
/** Bytes a second: what one machine gives another by its own disk and network, and what a gigabit line gives. */
const RATES = [Number.POSITIVE_INFINITY, 110_000_000];
const REPEATS = 3;
/** `BENCH_BUCKET=0.2`: so many gigabytes. */
const GIGABYTES = Number(process.env.BENCH_BUCKET ?? 1);
const RECORDS_A_GIGABYTE = 1_250_000;

export const bucket: Benchmark = {
  name: 'bucket',
  async run(setting) {
    const records = Math.ceil(RECORDS_A_GIGABYTE * GIGABYTES * setting.scale);
    const here = createPayments(join(setting.directory, 'here'));
    const path = paymentsPath(here);
    mkdirSync(dirname(path), { recursive: true });
    writePayments(path, records);
    const there = createPayments(join(setting.directory, 'there'), 's3://acme-traffic/payments.jsonl');
    const results: Result[] = [];
    for (const rate of RATES) results.push(...(await compare(setting, { here, there, path, records, rate })));
    return results;
  },
};

interface Sides {
  readonly here: Repository;
  readonly there: Repository;
  readonly path: string;
  readonly records: number;
  readonly rate: number;
}

async function compare(setting: Setting, { here, there, path, records, rate }: Sides): Promise<Result[]> {
  const { server, url } = await serve(path, rate);
  const cache = join(setting.directory, 'cache');
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    WEIR_CACHE: cache,
  });
  const runs: Record<'download' | 'disk' | 'cold' | 'warm', Run[]> = { download: [], disk: [], cold: [], warm: [] };
  try {
    for (let repeat = 0; repeat < Math.min(REPEATS, setting.repeats); repeat += 1) {
      const to = join(setting.directory, 'downloaded');
      runs.download.push(await runNode([DOWNLOAD, `${url}/acme-traffic/payments.jsonl`, to]));
      rmSync(to);
      runs.disk.push(await runCheck(setting, here));
      rmSync(cache, { recursive: true, force: true });
      runs.cold.push(await runCheck(setting, there));
      runs.warm.push(await runCheck(setting, there));
      const replayed = readReport(setting).pipelines[0]?.records?.replayed;
      if (replayed !== records) throw new Error(`${replayed} of ${records} records were replayed`);
    }
  } finally {
    server.kill();
  }
  const download = fastest(runs.download);
  const disk = fastest(runs.disk);
  const cold = fastest(runs.cold);
  const warm = fastest(runs.warm);
  const size = megabytes(statSync(path).size);
  const speed = Number.isFinite(rate) ? `${count(rate / 1e6)} MB/s` : 'as fast as it comes';
  const slower = Math.max(download, disk);
  return [
    {
      name: `check of ${size} in a bucket, ${speed}, for the first time`,
      ours: seconds(cold),
      comparedWith: `${seconds(download)} to download it, ${seconds(disk)} to check it from disk`,
      ...atMost(cold / slower, 1.3),
      limitedBy: 'the processors, which download and replay share',
    },
    {
      name: `the same again, ${speed}`,
      ours: seconds(warm),
      comparedWith: `${seconds(disk)} to check it from disk`,
      ...{ ratio: warm / disk, target: '≤ 1.05', met: warm / disk <= 1.05 },
      limitedBy: 'asking the bucket what is there',
    },
  ];
}

function fastest(runs: readonly Run[]): number {
  return Math.min(...runs.map((run) => run.seconds));
}

async function serve(path: string, rate: number): Promise<{ server: ChildProcess; url: string }> {
  const server = spawn(process.execPath, [SERVE, path, 'payments.jsonl', String(rate)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(server.stdout.setEncoding('utf8'), 'data');
  return { server, url: String(url).trim() };
}
