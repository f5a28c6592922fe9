/**
 * Whether who reads an upstream alone can tell that a pipeline is hidden behind it (`visible_to_upstreams: nothing`): pull requests in
 * two repositories that are the same but for that, in turn. What is written is compared byte for byte, and how long a check
 * takes is a classifier's score, whose area under the curve is a half where it tells nothing.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { auc } from '../../src/impact/auc.ts';
import { type EmulatedGitHub, type RepositoryRecord, startEmulatedGitHub } from '../../test/emulated-github/index.ts';
import { startWeirApp, type WeirApp } from '../../test/github/e2e/weir-app.ts';
import type { Benchmark, Result } from '../benchmark.ts';
import { count } from '../words.ts';

/** Pull requests in each. Of so many the area strays from a half by 0.02 by itself, one time in three. */
const PULLS = 400;
const BOUND = 0.05;
const RECORDS = 500;
const PATIENCE = { within: 600_000 };
/** Of the same length. */
const KINDS = ['bare', 'held'] as const;

type Kind = (typeof KINDS)[number];

interface Seen {
  /** Milliseconds from the App's first request about it to the one that concludes it. */
  readonly took: number;
  readonly text: string;
}

export const hidden: Benchmark = {
  name: 'hidden',
  async run({ scale, program, directory }) {
    const secret = randomBytes(20).toString('hex');
    const github = await startEmulatedGitHub({ secret });
    try {
      const upstreams = { bare: await upstream(github, 'bare'), held: await upstream(github, 'held') };
      await reader(github, 'held');
      const cache = mkdtempSync(join(directory, 'cache-'));
      const app = await startWeirApp(github, { secret, program, cache, env: { WEIR_JOBS: '' } });
      const seen: Record<Kind, Seen[]> = { bare: [], held: [] };
      try {
        await github.until(() => isQuiet(app), PATIENCE);
        const pulls = Math.ceil(PULLS * scale);
        // The first of each reads what is read once.
        for (let index = -2; index < pulls; index += 1) {
          // Whoever comes first comes second the next time.
          for (const kind of index % 2 === 0 ? KINDS : KINDS.toReversed()) {
            const one = await look(app, github, upstreams[kind], 98 - ((index + 2) % 90), index);
            if (index >= 0) seen[kind].push(one);
          }
        }
      } finally {
        await app.stop();
      }
      return [resultOf(seen)];
    } finally {
      await github.close();
    }
  },
};

function resultOf({ bare, held }: Readonly<Record<Kind, readonly Seen[]>>): Result {
  const texts = new Set([...bare, ...held].map(({ text }) => text));
  const area = auc(pointsOf(held), pointsOf(bare));
  const away = Math.abs(area - 0.5);
  return {
    name: `telling ${count(held.length)} checks before a hidden reader from ${count(bare.length)} without`,
    ours: `area ${area.toFixed(3)} by time, ${texts.size === 1 ? 'all bytes alike' : `${texts.size} texts`}`,
    comparedWith: 'chance',
    ratio: area / 0.5,
    target: `0.5 ± ${BOUND}, one text`,
    met: texts.size === 1 && away <= BOUND,
    limitedBy: `median ${median(held)} and ${median(bare)} ms`,
    ...(texts.size > 1 && { details: [...texts].slice(0, 2).join('\n') }),
  };
}

function pointsOf(seen: readonly Seen[]) {
  return seen.map(({ took }) => ({ x: took, weight: 1 })).toSorted((a, b) => a.x - b.x);
}

function median(seen: readonly Seen[]): number {
  return seen.map(({ took }) => took).toSorted((a, b) => a - b)[Math.floor(seen.length / 2)] ?? 0;
}

async function look(
  app: WeirApp,
  github: EmulatedGitHub,
  repository: RepositoryRecord,
  most: number,
  index: number,
): Promise<Seen> {
  const before = github.requests.length;
  const pull = await github.openPull({
    repository,
    branch: `change-${index}`,
    files: { 'booking.json': booking(most) },
  });
  const check = () => github.checkRuns(repository, pull.head.sha).at(-1);
  await github.until(() => check()?.status === 'completed', PATIENCE);
  await github.settled();
  await github.until(() => isQuiet(app), PATIENCE);
  const own = github.requests.slice(before).filter(({ path }) => path.startsWith(`/repos/${repository.fullName}/`));
  const last = own.findLast(({ method, body }) => method === 'PATCH' && body.includes('"completed"'));
  const run = check();
  const said = JSON.stringify([
    run?.conclusion,
    run?.output,
    run?.annotations,
    github.comments(pull).map(({ body }) => body),
  ]);
  await github.closePull(pull);
  await github.settled();
  await github.until(() => isQuiet(app), PATIENCE);
  return {
    took: (last?.at ?? 0) - (own[0]?.at ?? 0),
    text: said
      .replaceAll(repository.name, 'events')
      .replaceAll(/\b[0-9a-f]{7,64}\b/g, 'id')
      .replaceAll(/\d+/g, '0')
      .replaceAll(/"sealed":"[^"]*"|[\w+/=-]{40,}/g, 'sealed'),
  };
}

async function isQuiet({ url, log }: WeirApp): Promise<boolean> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return log().includes('Weir is at work') && /^weir_queue_waiting 0$[\s\S]*^weir_queue_running 0$/m.test(metrics);
}

async function upstream(github: EmulatedGitHub, kind: Kind): Promise<RepositoryRecord> {
  const gates = 'version: 1\nconsumers: { "acme/*": inform }\n';
  return install(github, `events-${kind}`, { '.github/weir.yml': gates, 'booking.json': booking(99) });
}

/** Its limit breaks by whatever is refused. */
async function reader(github: EmulatedGitHub, kind: Kind): Promise<void> {
  await install(github, 'reader', {
    '.github/weir.yml': `version: 1
visible_to_upstreams: nothing
recordings: { flights: { files: flights.jsonl } }
pipelines:
  board:
    owners: ["@octo-owner"]
    recording: flights
    steps: [{ schema: "acme/events-${kind}:booking.json" }, { rules: board.json, into: /status }]
    outputs: { status: { at: /status, kind: category } }
    limits: { rejected: 0.1% }
`,
    'board.json': '{ "if": [{ "<": [{ "var": "delay" }, 15] }, "on-time", "late"] }\n',
    'flights.jsonl': Array.from({ length: RECORDS }, (_, at) => `{"delay":${at % 100}}\n`).join(''),
  });
}

async function install(github: EmulatedGitHub, name: string, files: Record<string, string>): Promise<RepositoryRecord> {
  const repository = await github.createRepository({ owner: 'acme', name, files, visibility: 'private' });
  github.install(repository);
  return repository;
}

function booking(most: number): string {
  return `{ "type": "object", "properties": { "delay": { "type": "integer", "maximum": ${most} } } }\n`;
}
