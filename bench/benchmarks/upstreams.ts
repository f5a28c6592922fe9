/**
 * A pull request to a schema that pipelines of other repositories read: requests to GitHub and time until its check is
 * concluded, with nothing known of anybody (cold) and once more (warm); and what it takes to know who reads whom among 500
 * repositories. GitHub is emulated on the same machine.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type EmulatedGitHub, type RepositoryRecord, startEmulatedGitHub } from '../../test/emulated-github/index.ts';
import { startWeirApp, type WeirApp } from '../../test/github/e2e/weir-app.ts';
import type { Benchmark, Result, Setting } from '../benchmark.ts';
import { usageOf } from '../processes.ts';
import { count, megabytes, seconds } from '../words.ts';

/** Pipelines of each: 50 in all. */
const CONSUMERS = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 3 : 2));
const REPOSITORIES = 500;
/** Requests that knowing who reads whom may take: with a hundred files a request, and with one. */
const MOST = 20;
const MOST_ONE_BY_ONE = 510;
const RECORDS = 1000;
const INDEXING = /^\/(graphql|installation\/repositories)|\/contents\/\.github%2Fweir\.yml\?ref=main$/;
const PATIENCE = { within: 600_000 };

interface Measured {
  readonly requests: number;
  /** Of these, for who reads whom. */
  readonly indexing: number;
  readonly seconds: number;
}

export const upstreams: Benchmark = {
  name: 'upstreams',
  async run(setting) {
    const secret = randomBytes(20).toString('hex');
    const github = await startEmulatedGitHub({ secret });
    try {
      const events = await repositoryOf(github, 'events', { 'booking.json': booking(99) });
      for (const [index, pipelines] of CONSUMERS.entries()) await consumer(github, index, pipelines);
      const { reached, described } = await withApp(setting, github, secret, async (app) => {
        const reached = await twice(app, github, events);
        return { reached, described: await measureOne(app, github, events, 'described', booking(99, 'A booking')) };
      });
      const quiet = await repositoryOf(github, 'quiet', { 'booking.json': booking(99) });
      const others = REPOSITORIES * setting.scale - CONSUMERS.length;
      for (let index = 0; index < others; index += 1) await repositoryOf(github, `other-${index}`, { 'a.txt': 'a\n' });
      const indexed = await withApp(setting, github, secret, async (app) => {
        const before = usageOf(app.pid)?.bytes ?? 0;
        const [cold, warm] = await twice(app, github, quiet);
        return { cold, warm, before, after: usageOf(app.pid)?.bytes ?? 0 };
      });
      github.faults.add({ what: 'status', status: 404, on: /graphql/ });
      const [oneByOne] = await withApp(setting, github, secret, (app) => twice(app, github, quiet));
      const [cold, warm] = reached;
      const pipelines = CONSUMERS.reduce((sum, one) => sum + one, 0);
      const memory = `${megabytes(indexed.after)} at most, ${megabytes(indexed.before)} before`;
      const repositories = others + CONSUMERS.length;
      return [
        row(`${pipelines} pipelines in ${CONSUMERS.length} repositories, cold`, cold, 'replaying, one after the other'),
        row('the same, warm', warm, 'the same', cold),
        row('the same where only a title changes, warm', described, 'asking GitHub: nothing is replayed', cold),
        {
          ...row(`index of ${count(repositories)} repositories, cold`, indexed.cold, memory),
          target: `≤ ${MOST} requests for it`,
          met: indexed.cold.indexing <= MOST,
        },
        row('the same, warm', indexed.warm, 'a list of a hundred a request', indexed.cold),
        {
          ...row('the same where GitHub has no GraphQL, cold', oneByOne, 'a request each', indexed.cold),
          target: `≤ ${MOST_ONE_BY_ONE} requests for it`,
          met: oneByOne.indexing <= MOST_ONE_BY_ONE,
        },
      ];
    } finally {
      await github.close();
    }
  },
};

/** On an empty disk, once it has looked at what is there. */
async function withApp<T>(
  { program, directory }: Setting,
  github: EmulatedGitHub,
  secret: string,
  measure: (app: WeirApp) => Promise<T>,
): Promise<T> {
  const cache = mkdtempSync(join(directory, 'cache-'));
  const app = await startWeirApp(github, { secret, program, cache, env: { WEIR_JOBS: '' } });
  try {
    await github.until(() => isQuiet(app), PATIENCE);
    return await measure(app);
  } finally {
    await app.stop();
  }
}

/** Another maximum each time, so that nothing that was replayed can be used again. */
async function twice(
  app: WeirApp,
  github: EmulatedGitHub,
  repository: RepositoryRecord,
): Promise<[Measured, Measured]> {
  const once = (most: number) => measureOne(app, github, repository, `most-${most}`, booking(most));
  return [await once(98), await once(97)];
}

async function measureOne(
  app: WeirApp,
  github: EmulatedGitHub,
  repository: RepositoryRecord,
  branch: string,
  text: string,
): Promise<Measured> {
  const before = github.requests.length;
  const started = performance.now();
  const pull = await github.openPull({ repository, branch, files: { 'booking.json': text } });
  await github.until(() => github.checkRuns(repository, pull.head.sha).at(-1)?.status === 'completed', PATIENCE);
  const took = (performance.now() - started) / 1000;
  const requests = github.requests.slice(before);
  const indexing = requests.filter(({ path }) => INDEXING.test(path)).length;
  const measured = { requests: requests.length, indexing, seconds: took };
  // An App that starts looks at open ones, and would know by them who reads whom.
  await github.closePull(pull);
  await github.settled();
  await github.until(() => isQuiet(app), PATIENCE);
  return measured;
}

async function isQuiet({ url, log }: WeirApp): Promise<boolean> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return log().includes('Weir is at work') && /^weir_queue_waiting 0$[\s\S]*^weir_queue_running 0$/m.test(metrics);
}

async function consumer(github: EmulatedGitHub, index: number, pipelines: number): Promise<void> {
  const one = (name: string): string => `  ${name}:
    owners: ["@octo-owner"]
    recording: flights
    steps: [{ schema: "acme/events:booking.json" }, { rules: board.json, into: /status }]
    outputs: { status: { at: /status, kind: category } }
    limits: { rejected: 5% }
`;
  const names = Array.from({ length: pipelines }, (_, at) => `board-${at}`);
  await repositoryOf(github, `consumer-${index}`, {
    '.github/weir.yml': `version: 1\nvisible_to_upstreams: measures\nrecordings: { flights: { files: flights.jsonl } }\npipelines:\n${names.map(one).join('')}`,
    'board.json': '{ "if": [{ "<": [{ "var": "delay" }, 15] }, "on-time", "late"] }\n',
    'flights.jsonl': Array.from({ length: RECORDS }, (_, at) => `{"delay":${at % 100},"of":${index}}\n`).join(''),
  });
}

async function repositoryOf(github: EmulatedGitHub, name: string, files: Record<string, string>) {
  const repository = await github.createRepository({ owner: 'acme', name, files, visibility: 'private' });
  github.install(repository);
  // What was pushed to a moment ago is read again.
  repository.pushedAt = new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z');
  return repository;
}

function booking(most: number, title?: string): string {
  return `{ ${title === undefined ? '' : `"title": "${title}", `}"type": "object", "properties": { "delay": { "type": "integer", "maximum": ${most} } } }\n`;
}

function row(name: string, one: Measured, limitedBy: string, beside?: Measured): Result {
  return {
    name,
    ours: `${count(one.requests)} requests (${count(one.indexing)}), ${seconds(one.seconds)}`,
    comparedWith: beside ? `${count(beside.requests)} requests, ${seconds(beside.seconds)} cold` : '',
    ratio: beside ? one.seconds / beside.seconds : Number.NaN,
    limitedBy,
  };
}
