/**
 * `npm run bench [-- NAME…] [--quick] [--large] [--seed N] [--program FILE]`: runs the benchmarks one after the other and prints
 * one table. Ends with status 1 if a target is not met. What each measures: docs/benchmarks.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark, Result, Setting } from './benchmark.ts';
import { attribution } from './benchmarks/attribution.ts';
import { bigSchemasBenchmark } from './benchmarks/big-schemas.ts';
import { bucket } from './benchmarks/bucket.ts';
import { calibration } from './benchmarks/calibration.ts';
import { chaos, chaosRedis } from './benchmarks/chaos.ts';
import { diffs } from './benchmarks/diffs.ts';
import { duckdb } from './benchmarks/duckdb.ts';
import { engines } from './benchmarks/engines.ts';
import { falseAlarms } from './benchmarks/false-alarms.ts';
import { fewFields } from './benchmarks/few-fields.ts';
import { hidden } from './benchmarks/hidden.ts';
import { kept } from './benchmarks/kept.ts';
import { keys } from './benchmarks/keys.ts';
import { latency } from './benchmarks/latency.ts';
import { memory } from './benchmarks/memory.ts';
import { monitor } from './benchmarks/monitor.ts';
import { nestedParquet } from './benchmarks/nested-parquet.ts';
import { noOp } from './benchmarks/no-op.ts';
import { payloads } from './benchmarks/payloads.ts';
import { readers } from './benchmarks/readers.ts';
import { scaling } from './benchmarks/scaling.ts';
import { nestedRecords, smallRecords } from './benchmarks/throughput.ts';
import { upstreams } from './benchmarks/upstreams.ts';
import { workers } from './benchmarks/workers.ts';
import { build } from './build.ts';
import { renderResults } from './render.ts';

const BENCHMARKS: readonly Benchmark[] = [
  smallRecords,
  nestedRecords,
  nestedParquet,
  fewFields,
  kept,
  scaling,
  noOp,
  bigSchemasBenchmark,
  diffs,
  duckdb,
  memory,
  attribution,
  monitor,
  engines,
  readers,
  payloads,
  keys,
  bucket,
  calibration,
  falseAlarms,
  latency,
  upstreams,
  workers,
  hidden,
  chaos,
  chaosRedis,
];
const GIGABYTE = 1024 ** 3;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    program: { type: 'string' },
  },
});
const unknown = positionals.filter((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  console.error(`no benchmark is called ${unknown.join(', ')}: ${BENCHMARKS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const program = values.program ?? build();
const loadBefore = loadavg();
const results: Result[] = [];
for (const benchmark of BENCHMARKS) {
  if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue;
  console.error(`${benchmark.name} …`);
  results.push(...(await runIn(benchmark)));
}
const load = [loadBefore, loadavg()].map(([minute]) => (minute ?? 0).toFixed(1)).join(' before and ');
const machine = `${availableParallelism()} cores, Node ${process.versions.node}, load ${load} after; program ${program}`;
const details = results.flatMap((result) =>
  result.details === undefined ? [] : [`${result.name}:\n${result.details}`],
);
console.log(
  `${[renderResults(results), ...details].join('\n\n')}\n\n${machine}${values.quick ? '; a tenth of the sizes' : ''}`,
);
process.exitCode = results.some(({ met }) => met === false) ? 1 : 0;

async function runIn(benchmark: Benchmark): Promise<Result[]> {
  const directory = mkdtempSync(join(tmpdir(), 'weir-bench-'));
  const setting: Setting = {
    program,
    jobs: availableParallelism(),
    repeats: 5,
    scale: values.quick ? 0.1 : 1,
    seed: Number(values.seed),
    largeBytes: (values.large ? 10 : 2) * GIGABYTE,
    directory,
  };
  try {
    return await benchmark.run(setting);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
