/** The whole check against the least that any replay of the file must do: one thread that cuts lines and parses them. */
import { join } from 'node:path';
import { atMost, type Benchmark, type Result, type Setting } from '../benchmark.ts';
import { createFlights, flightsPath, writeFlights } from '../fixtures/flights.ts';
import { createPayments, paymentsPath, writePayments } from '../fixtures/payments.ts';
import type { Repository } from '../fixtures/repository.ts';
import { alternate, PARSE_LINES, type Run, runNode } from '../run.ts';
import { readReport, runCheck } from '../weir.ts';
import { busy, count, rate, seconds } from '../words.ts';

export const smallRecords: Benchmark = {
  name: 'small-records',
  async run(setting) {
    const records = 1_000_000 * setting.scale;
    const repository = createFlights(join(setting.directory, 'flights'));
    await writeFlights(flightsPath(repository), records);
    const name = `check of ${count(records)} flights of 93 bytes`;
    return [await compare(name, records, 2, setting, repository, flightsPath(repository))];
  },
};

export const nestedRecords: Benchmark = {
  name: 'nested-records',
  async run(setting) {
    const records = 1_000_000 * setting.scale;
    const repository = createPayments(join(setting.directory, 'payments'));
    writePayments(paymentsPath(repository), records);
    const name = `check of ${count(records)} nested records of 800 bytes`;
    return [await compare(name, records, 1.2, setting, repository, paymentsPath(repository))];
  },
};

async function compare(
  name: string,
  records: number,
  bound: number,
  setting: Setting,
  repository: Repository,
  recording: string,
): Promise<Result> {
  const { check, parse } = await alternate(setting.repeats, {
    parse: () => runNode([PARSE_LINES, recording]),
    check: () => runCheck(setting, repository),
  });
  const replayed = readReport(setting).pipelines[0]?.records?.replayed;
  if (replayed !== records || Number(parse.stdout) !== records) {
    throw new Error(`${name}: ${replayed} were replayed and ${parse.stdout.trim()} parsed`);
  }
  return {
    name,
    ours: `${seconds(check.seconds)} (${rate(records, check.seconds)})`,
    comparedWith: `${seconds(parse.seconds)} to JSON.parse its lines on one thread`,
    ...atMost(check.seconds / parse.seconds, bound),
    limitedBy: limits(check, parse),
  };
}

function limits(check: Run, parse: Run): string {
  const times = (check.processorSeconds / parse.seconds).toFixed(1);
  return `${busy(check)}, ${times} times that of parsing alone`;
}
