/**
 * The requests of `nested-records` as nested columns of Parquet, beside one thread that parses the same as lines: rows that are alike
 * in what is read counted at once, where there are enough of them, and each run.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { atMost, type Benchmark, type Result, type Setting } from '../benchmark.ts';
import { createPayments, writePayments } from '../fixtures/payments.ts';
import { writeScreened } from '../fixtures/screening.ts';
import { alternate, PARSE_LINES, type Run, runNode } from '../run.ts';
import { readReport, runCheck } from '../weir.ts';
import { busy, count, rate, seconds } from '../words.ts';

const RECORDING = 'traffic/payments.parquet';

export const nestedParquet: Benchmark = {
  name: 'nested-parquet',
  async run(setting) {
    const records = 500_000 * setting.scale;
    const lines = join(setting.directory, 'payments.jsonl');
    writePayments(lines, records);
    const repository = createPayments(join(setting.directory, 'payments'), RECORDING);
    const recording = join(repository.directory, RECORDING);
    mkdirSync(dirname(recording), { recursive: true });
    await writeScreened(lines, recording, 'parquet');
    const checking = (options: readonly string[]) => async (): Promise<Run> => {
      const run = await runCheck(setting, repository, ['--full', ...options]);
      assertAllReplayed(records, setting);
      return run;
    };
    const { parse, check, each } = await alternate(setting.repeats, {
      parse: () => runNode([PARSE_LINES, lines]),
      check: checking([]),
      each: checking(['--no-distinct']),
    });
    const what = `check of ${count(records)} nested records of 800 bytes in Parquet`;
    return [resultOf(what, records, check, parse), resultOf(`${what}, each run`, records, each, parse)];
  },
};

function assertAllReplayed(records: number, setting: Setting): void {
  const replayed = readReport(setting).pipelines[0]?.records?.replayed;
  if (replayed !== records) throw new Error(`${replayed} were replayed of ${records}`);
}

function resultOf(name: string, records: number, check: Run, parse: Run): Result {
  return {
    name,
    ours: `${seconds(check.seconds)} (${rate(records, check.seconds)})`,
    comparedWith: `${seconds(parse.seconds)} to JSON.parse the same as lines on one thread`,
    ...atMost(check.seconds / parse.seconds, 1.1),
    limitedBy: `${busy(check)}, ${(check.processorSeconds / parse.processorSeconds).toFixed(1)} times that of parsing alone`,
  };
}
