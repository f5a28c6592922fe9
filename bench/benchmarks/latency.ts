/**
 * From the webhook of a new pull request to its check `in_progress`, and to the verdict: what people wait for. The App is
 * the built program in a process of its own, GitHub is emulated on the same machine.
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Changes,
  type EmulatedGitHub,
  type RepositoryRecord,
  startEmulatedGitHub,
} from '../../test/emulated-github/index.ts';
import { startWeirApp } from '../../test/github/e2e/weir-app.ts';
import type { Benchmark, Result, Setting } from '../benchmark.ts';
import { riskParams, trackedPayments } from '../fixtures/payments.ts';
import { alternate, PARSE_LINES, runNode } from '../run.ts';
import { count, seconds } from '../words.ts';

const RECORDS = 5000;
const WARM_PULLS = 20;
/** Seconds for an answer of a GitHub that is far away. */
const ANSWER = 0.1;
/** Seconds that people wait at most. */
const BOUNDS = { started: 1, concluded: 3 } as const;

/** Seconds since the webhook was sent. */
interface Latency {
  readonly started: number;
  readonly concluded: number;
  /** To GitHub's API. */
  readonly requests: number;
}

export const latency: Benchmark = {
  name: 'latency',
  async run(setting) {
    const files = trackedPayments(RECORDS);
    const recording = join(setting.directory, 'payments.jsonl');
    writeFileSync(recording, files['traffic/payments.jsonl'] ?? '');
    const { parse } = await alternate(setting.repeats, { parse: () => runNode([PARSE_LINES, recording]) });
    const { cold, warm, slow } = await measure(setting, files);
    return [
      resultOf('check in progress, warm App', warm, 'started', parse.seconds),
      resultOf('verdict, warm App', warm, 'concluded', parse.seconds),
      resultOf('check in progress, cold App', [cold], 'started', parse.seconds),
      resultOf('verdict, cold App', [cold], 'concluded', parse.seconds),
      resultOf(`check in progress, GitHub takes ${ANSWER} s`, slow, 'started', parse.seconds),
      resultOf(`verdict, GitHub takes ${ANSWER} s`, slow, 'concluded', parse.seconds),
    ];
  },
};

interface Latencies {
  /** Of an App that has done nothing yet. */
  readonly cold: Latency;
  readonly warm: readonly Latency[];
  /** Warm, too; each request takes as long as at GitHub. */
  readonly slow: readonly Latency[];
}

/** One pull request after the other. */
async function measure({ directory, program }: Setting, files: Changes): Promise<Latencies> {
  const secret = randomBytes(20).toString('hex');
  const github = await startEmulatedGitHub({ secret });
  try {
    const repository = await github.createRepository({ owner: 'acme', name: 'payments', files });
    github.install(repository);
    // The number of replay processes is the one that operators get who say nothing.
    const app = await startWeirApp(github, {
      secret,
      program,
      cache: join(directory, 'cache'),
      env: { WEIR_JOBS: '' },
    });
    try {
      await github.until(() => repository.runs.some(({ conclusion }) => conclusion === 'success'));
      const cold = await measureOne(github, repository, 0);
      const warm = await measureSome(github, repository, 1);
      github.faults.add({ what: 'slow', seconds: ANSWER });
      return { cold, warm, slow: await measureSome(github, repository, 1 + WARM_PULLS) };
    } finally {
      await app.stop();
    }
  } finally {
    await github.close();
  }
}

async function measureSome(github: EmulatedGitHub, repository: RepositoryRecord, from: number): Promise<Latency[]> {
  const latencies: Latency[] = [];
  for (let pull = from; pull < from + WARM_PULLS; pull += 1) latencies.push(await measureOne(github, repository, pull));
  return latencies;
}

async function measureOne(github: EmulatedGitHub, repository: RepositoryRecord, index: number): Promise<Latency> {
  const before = github.requests.length;
  // Each reviews another number of payments, so that nothing can be used again.
  const files = riskParams(50 + index / 100);
  const { head } = await github.openPull({ repository, branch: `change-${index}`, files });
  const check = () => github.checkRuns(repository, head.sha)[0];
  const { id } = await github.until(() => check()?.status === 'completed' && check(), { within: 60_000 });
  await github.settled();
  const sent = github.deliveries.findLast(({ event, action }) => event === 'pull_request' && action === 'opened');
  const updates = github.requests.slice(before).filter(({ path }) => path.endsWith(`/check-runs/${id}`));
  const since = (status: string): number => {
    const update = updates.find(({ body }) => body.includes(`"status":"${status}"`));
    if (sent === undefined || update === undefined) throw new Error(`no check was ${status}`);
    return (update.at - Date.parse(sent.deliveredAt)) / 1000;
  };
  return { started: since('in_progress'), concluded: since('completed'), requests: github.requests.length - before };
}

function resultOf(name: string, latencies: readonly Latency[], what: keyof typeof BOUNDS, parse: number): Result {
  const sorted = latencies.map((one) => one[what]).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  const [median, slow, worst] = [at(0.5), at(0.95), at(1)];
  const spread = sorted.length > 1 ? ` (95 % within ${seconds(slow)}, worst ${seconds(worst)})` : '';
  return {
    name: `${name}, ${count(RECORDS)} records`,
    ours: `${seconds(median)}${spread}`,
    comparedWith: `${seconds(parse)} to JSON.parse its lines on one thread`,
    ratio: median / parse,
    target: `< ${BOUNDS[what]} s`,
    met: worst < BOUNDS[what],
    limitedBy: `${latencies[0]?.requests} requests to GitHub, nine of them one after the other`,
  };
}
