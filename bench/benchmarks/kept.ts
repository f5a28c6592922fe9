/**
 * A check whose recording was read before, beside one that reads it and one of 20 records, which takes the same but for the
 * recording: from JSON Lines, whose bytes are read to know that they are the same, and from Parquet.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Benchmark, Result, Setting } from '../benchmark.ts';
import { writePayments } from '../fixtures/payments.ts';
import { createScreening, screeningPath, writeScreened } from '../fixtures/screening.ts';
import { alternate, type Run } from '../run.ts';
import { readReport, runCheck, runWarmCheck } from '../weir.ts';
import { busy, count, seconds } from '../words.ts';

/** Of processor time, beyond what a check of 20 records takes. */
const BOUND_SECONDS = 0.3;
const FEW = 20;

export const kept: Benchmark = {
  name: 'kept',
  async run(setting) {
    const records = 500_000 * setting.scale;
    const lines = join(setting.directory, 'payments.jsonl');
    writePayments(lines, records);
    const few = join(setting.directory, 'few.jsonl');
    writePayments(few, FEW);
    process.env.WEIR_CACHE = join(setting.directory, 'cache');
    return [
      await compare('JSON Lines', 'jsonl', { records, lines, few }, setting),
      await compare('Parquet', 'parquet', { records, lines, few }, setting),
    ];
  },
};

interface Recorded {
  readonly records: number;
  readonly lines: string;
  readonly few: string;
}

async function compare(
  name: string,
  ending: 'jsonl' | 'parquet',
  { records, lines, few }: Recorded,
  setting: Setting,
): Promise<Result> {
  const repository = createScreening(join(setting.directory, ending), ending);
  const twenty = createScreening(join(setting.directory, `few-${ending}`), 'jsonl');
  for (const at of [screeningPath(repository, ending), screeningPath(twenty, 'jsonl')])
    mkdirSync(dirname(at), { recursive: true });
  await writeScreened(lines, screeningPath(repository, ending), ending);
  writeFileSync(screeningPath(twenty, 'jsonl'), readFileSync(few));
  const reports = new Set<string>();
  const told = async (run: Promise<Run>): Promise<Run> => {
    const done = await run;
    reports.add(JSON.stringify(readReport(setting)));
    return done;
  };
  const runs = await alternate(setting.repeats, {
    fixed: () => runWarmCheck(setting, twenty, ['--full']),
    read: () => told(runCheck(setting, repository)),
    cold: () => {
      rmSync(join(setting.directory, 'cache'), { recursive: true, force: true });
      return told(runWarmCheck(setting, repository, ['--full']));
    },
    warm: () => told(runWarmCheck(setting, repository, ['--full'])),
  });
  const replayed = readReport(setting).pipelines[0]?.records?.replayed;
  if (reports.size !== 1 || replayed !== records) throw new Error(`${name}: ${reports.size} reports, of ${replayed}`);
  const { fixed, read, cold, warm } = runs;
  const beyond = warm.seconds - fixed.seconds;
  // What else the machine does takes nothing from it. Where it is not known, the clock has to do.
  const used = warm.processorSeconds === 0 ? beyond : warm.processorSeconds - fixed.processorSeconds;
  return {
    name: `second check of ${count(records)} nested records in ${name}, six fields of each`,
    ours: `${seconds(warm.processorSeconds)} of processor time`,
    comparedWith: `${seconds(fixed.processorSeconds)} for a check of ${FEW} records`,
    ratio: warm.processorSeconds / fixed.processorSeconds,
    target: `≤ ${BOUND_SECONDS} s beyond`,
    met: used <= BOUND_SECONDS,
    limitedBy:
      ending === 'jsonl' ? 'reading and hashing the bytes of the file' : 'compiling, and looking up what is kept',
    details: [
      `beyond that: ${seconds(beyond)}, ${seconds(used)} of processor time`,
      `second: ${seconds(warm.seconds)}, ${busy(warm)}`,
      `first, which keeps it: ${seconds(cold.seconds)}, ${busy(cold)}`,
      `without the cache: ${seconds(read.seconds)}, ${busy(read)}`,
      `${FEW} records: ${seconds(fixed.seconds)}, ${busy(fixed)}`,
    ].join('\n'),
  };
}
