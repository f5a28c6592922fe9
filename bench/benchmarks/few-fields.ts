/**
 * Rules that read six of some forty fields, of which most records are alike: what the check takes once it reads no more
 * than that, from JSON Lines and from Parquet, beside one thread that parses all of it, and beside a check that runs each.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { atMost, type Benchmark, type Result, type Setting } from '../benchmark.ts';
import { writePayments } from '../fixtures/payments.ts';
import { createScreening, screeningPath, writeScreened } from '../fixtures/screening.ts';
import { alternate, PARSE_LINES, runNode } from '../run.ts';
import { readReport, runCheck } from '../weir.ts';
import { busy, count, rate, seconds } from '../words.ts';

const REPEATS = 3;

export const fewFields: Benchmark = {
  name: 'few-fields',
  async run(setting) {
    const records = 500_000 * setting.scale;
    const lines = join(setting.directory, 'payments.jsonl');
    writePayments(lines, records);
    return [
      await compare('JSON Lines', 'jsonl', 0.5, records, lines, setting),
      await compare('Parquet', 'parquet', 0.35, records, lines, setting),
    ];
  },
};

async function compare(
  name: string,
  ending: 'jsonl' | 'parquet',
  bound: number,
  records: number,
  lines: string,
  setting: Setting,
): Promise<Result> {
  const repository = createScreening(join(setting.directory, ending), ending);
  const recording = screeningPath(repository, ending);
  mkdirSync(dirname(recording), { recursive: true });
  await writeScreened(lines, recording, ending);
  const { parse, check, each } = await alternate(Math.min(setting.repeats, REPEATS), {
    parse: () => runNode([PARSE_LINES, lines]),
    each: () => runCheck(setting, repository, ['--full', '--no-distinct']),
    check: () => runCheck(setting, repository),
  });
  const replayed = readReport(setting).pipelines[0]?.records?.replayed;
  if (replayed !== records) throw new Error(`${name}: ${replayed} were replayed of ${records}`);
  return {
    name: `check of ${count(records)} nested records in ${name}, six fields of each`,
    ours: `${seconds(check.seconds)} (${rate(records, check.seconds)})`,
    comparedWith: `${seconds(parse.seconds)} to JSON.parse the same as lines on one thread`,
    ...atMost(check.seconds / parse.seconds, bound),
    limitedBy: `${busy(check)}; ${seconds(each.seconds)} where each record is run`,
  };
}
