/**
 * `node bench/growth.ts [--program FILE] [--millions 1,10,30,100]`: checks recordings that grow, in Parquet, read anew and a second time, and
 * draws what they take as docs/images/growth.svg. Memory of the making is bounded, too: DuckDB writes rows as it makes them.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Setting } from './benchmark.ts';
import { build } from './build.ts';
import { drawGrowth, type Grown } from './draw-growth.ts';
import { createScreening, screeningPath } from './fixtures/screening.ts';
import { readReport, runCheck, runWarmCheck } from './weir.ts';

const { values } = parseArgs({
  options: { program: { type: 'string' }, millions: { type: 'string', default: '1,10,30,100' } },
});

/** Of what the rules of the screening read there are 960 kinds; each row has an id and a time of its own. */
const ROWS = `SELECT n AS id,
  {'time': strftime(TIMESTAMP '2026-01-01' + INTERVAL (n * 100) MILLISECOND, '%Y-%m-%dT%H:%M:%S.%gZ'),
   'channel': ['web', 'app', 'shop'][1 + n % 3]} AS request,
  {'chargebacks': n % 97 = 0, 'emailVerified': n % 5 > 0} AS customer,
  {'proxy': n % 11 = 0} AS device,
  {'lastHour': n * 7919 % 16, 'declinesLastDay': n * 104729 % 5} AS velocity`;

const directory = mkdtempSync(join(tmpdir(), 'weir-growth-'));
process.env.WEIR_CACHE = join(directory, 'cache');
const setting: Setting = {
  program: values.program ?? build(),
  jobs: availableParallelism(),
  ...{ repeats: 1, scale: 1, seed: 1, largeBytes: 0, directory },
};
try {
  const grown: Grown[] = [];
  for (const millions of values.millions.split(',').map(Number)) grown.push(await grow(millions * 1_000_000));
  writeFileSync(join(import.meta.dirname, '../docs/images/growth.svg'), drawGrowth(grown));
  console.table(grown);
  console.log(`${setting.jobs} cores, load ${loadavg()[0]?.toFixed(1)}`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function grow(records: number): Promise<Grown> {
  const repository = createScreening(join(directory, String(records)), 'parquet');
  const path = screeningPath(repository, 'parquet');
  mkdirSync(dirname(path), { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(`COPY (${ROWS} FROM range(${records}) AS numbers(n)) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  const anew = await runCheck(setting, repository);
  const report = JSON.stringify(readReport(setting));
  const first = await runWarmCheck(setting, repository, ['--full']);
  const second = await runWarmCheck(setting, repository, ['--full']);
  if (JSON.stringify(readReport(setting)) !== report) throw new Error('another report the second time');
  const { size } = statSync(path);
  rmSync(path);
  return {
    records,
    megabytes: Math.round(size / 1e6),
    anew: anew.processorSeconds,
    first: first.processorSeconds,
    second: second.processorSeconds,
    peak: Math.round(Math.max(anew.peakBytes, first.peakBytes, second.peakBytes) / 1024 / 1024),
  };
}
