/** The whole check against the least that any replay of the file must do: one thread that cuts lines and parses them. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { atMost, type Benchmark, type Result, type Setting } from '../benchmark.ts';
import { createFlights, flightsPath, writeFlights } from '../fixtures/flights.ts';
import { createPayments, paymentsPath, writePayments } from '../fixtures/payments.ts';
import type { Repository } from '../fixtures/repository.ts';
import { type Members, type Places, VARIANTS, writeVariant } from '../fixtures/variants.ts';
import { alternate, PARSE_LINES, type Run, runNode } from '../run.ts';
import { readReport, runCheck } from '../weir.ts';
import { busy, count, rate, seconds } from '../words.ts';

export const smallRecords: Benchmark = {
  name: 'small-records',
  async run(setting) {
    const records = 1_000_000 * setting.scale;
    const repository = createFlights(join(setting.directory, 'flights'));
    const source = join(setting.directory, 'flights.jsonl');
    await writeFlights(source, records);
    const name = `check of ${count(records)} flights of 93 bytes`;
    return compareVariants(
      name,
      records,
      2,
      setting,
      repository,
      { source, recording: flightsPath(repository) },
      FLIGHT,
    );
  },
};

export const nestedRecords: Benchmark = {
  name: 'nested-records',
  async run(setting) {
    const records = 1_000_000 * setting.scale;
    const repository = createPayments(join(setting.directory, 'payments'));
    const source = join(setting.directory, 'payments.jsonl');
    writePayments(source, records);
    const name = `check of ${count(records)} nested records of 800 bytes`;
    return compareVariants(
      name,
      records,
      1.2,
      setting,
      repository,
      { source, recording: paymentsPath(repository) },
      PAYMENT,
    );
  },
};

const FLIGHT: Places = {
  time: (flight) => [flight, 'date'],
  optional: (flight) => [flight, 'destination'],
  number: (flight) => [flight, 'distance'],
};

const PAYMENT: Places = {
  time: (payment) => [payment.request as Members, 'time'],
  optional: (payment) => [payment.customer as Members, 'phoneVerified'],
  number: (payment) => [payment.velocity as Members, 'amountLastDay'],
};

/** The record as it was written first, timed most carefully, then each of the other ways, and the target on the worst. */
async function compareVariants(
  name: string,
  records: number,
  bound: number,
  setting: Setting,
  repository: Repository,
  { source, recording }: { readonly source: string; readonly recording: string },
  places: Places,
): Promise<Result[]> {
  const results: (Result & { readonly variant: string })[] = [];
  mkdirSync(dirname(recording), { recursive: true });
  for (const variant of VARIANTS) {
    await writeVariant(source, recording, variant, places);
    const repeats = results.length === 0 ? setting.repeats : Math.min(setting.repeats, VARIANT_REPEATS);
    const result = await compare(name, records, bound, { ...setting, repeats }, repository, recording);
    results.push({ ...result, variant: variant.name });
  }
  const [first] = results;
  const worst = results.reduce((one, other) => (other.ratio > one.ratio ? other : one));
  if (!first) throw new Error('there are no variants');
  const details = results.map(({ variant, ratio, ours }) => `${variant.padEnd(20)} ${ratio.toFixed(2)}  ${ours}`);
  return [
    { ...first, name, target: undefined, met: undefined },
    {
      ...worst,
      name: `${name}, the worst of ${results.length} variants: ${worst.variant}`,
      details: details.join('\n'),
    },
  ];
}

/** There are many of them. */
const VARIANT_REPEATS = 3;

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
