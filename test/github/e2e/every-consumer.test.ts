/**
 * A private and a public upstream, each read by a repository of every kind: one that all can read, one that few can, archived,
 * renamed, transferred to another organization, without the App, and with a weir.yml that does not stand. The line of each is
 * what `weir check` says in a clone of it with the upstream's head, byte for byte, or there is none.
 */
import { afterAll, describe, expect, test, vi } from 'vitest';
import { check as weirCheck } from '../../../src/cli/check.ts';
import { renderJson } from '../../../src/report/json.ts';
import type { Downstream, PipelineReport } from '../../../src/report/report.generated.ts';
import { pipelineOf } from '../../e2e/weir.ts';
import type { RepositoryRecord } from '../../emulated-github/index.ts';
import { makeRepository } from '../../repository/fixture.ts';
import { openBrowser } from '../reports/browser.ts';
import { flights, late } from './claims.ts';
import { openScene } from './scene.ts';

const PUBLIC = 'https://weir.acme.example';
const scene = await openScene({ started: false });
const { github } = scene;
afterAll(() => scene.close());
github.setCallbackUrl(`${PUBLIC}/login`);

type Visibility = 'public' | 'private';

interface Kind {
  readonly name: string;
  readonly visibility: Visibility;
  /** What its weir.yml says of that; else nothing. */
  readonly shown?: 'measures' | 'verdict' | 'nothing';
  /** Recorded flights: what each rejects is another share. */
  readonly recorded: number;
  readonly broken?: true;
  readonly become?: (repository: RepositoryRecord) => void | Promise<void>;
}

const KINDS: readonly Kind[] = [
  { name: 'open', visibility: 'public', shown: 'measures', recorded: 110 },
  { name: 'closed', visibility: 'private', shown: 'measures', recorded: 170 },
  { name: 'open-by-default', visibility: 'public', recorded: 110 },
  { name: 'closed-by-default', visibility: 'private', recorded: 110 },
  { name: 'hidden', visibility: 'private', shown: 'nothing', recorded: 110 },
  { name: 'archived', visibility: 'private', shown: 'measures', recorded: 110, become: (one) => github.archive(one) },
  {
    ...{ name: 'before', visibility: 'private', shown: 'measures', recorded: 190 },
    become: (one) => github.rename(one, one.name.replace('before', 'renamed')),
  },
  {
    ...{ name: 'transferred', visibility: 'private', shown: 'measures', recorded: 110 },
    async become(one) {
      await github.transfer(one, 'octo-org');
      github.install(one);
    },
  },
  {
    name: 'without-app',
    visibility: 'private',
    shown: 'measures',
    recorded: 110,
    become: (one) => github.uninstall(one),
  },
  { name: 'broken', visibility: 'private', shown: 'measures', recorded: 110, broken: true },
];

const booking = (most: number) =>
  `{ "type": "object", "properties": { "delay": { "type": "integer", "maximum": ${most} } } }\n`;
const [BASE, HEAD] = [booking(99), booking(59)];

function filesOf({ shown, recorded, broken }: Kind, upstream: string): Record<string, string> {
  const weirYml = `version: 1
${shown === undefined ? '' : `visible_to_upstreams: ${shown}\n`}recordings: { flights: { files: flights.jsonl } }
pipelines:
  screening:
    owners: ["@octo-risk"]
    recording: flights
    steps: [{ schema: "acme/${upstream}:booking.json" }, { rules: board.json, into: /status }]
    outputs: { status: { at: /status, kind: category } }
    limits: { ${broken ? 'nothing.changed' : 'rejected'}: 20% }
`;
  return { '.github/weir.yml': weirYml, 'board.json': late(15), 'flights.jsonl': flights(recorded) };
}

/** By hand, in a clone of it. */
async function byHand(kind: Kind, upstream: string): Promise<PipelineReport> {
  const [theirs, own] = [makeRepository(), makeRepository()];
  const base = theirs.commit({ 'booking.json': BASE });
  const head = theirs.commit({ 'booking.json': HEAD });
  own.commit(filesOf(kind, upstream));
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const given = [`acme/${upstream}=${theirs.directory}@${base}..${head}`];
  const options = { repo: own.directory, base: 'main', head: 'main', full: true, jobs: 1, with: given };
  const { report } = await weirCheck(options).finally(() => stdout.mockRestore());
  return pipelineOf(JSON.parse(renderJson(report)), 'screening');
}

const consumers: [Kind, RepositoryRecord][] = [];

async function world(upstream: string, visibility: Visibility): Promise<RepositoryRecord> {
  const made = await github.createRepository({
    owner: 'acme',
    name: upstream,
    files: { 'booking.json': BASE },
    visibility,
  });
  github.install(made);
  for (const kind of KINDS) {
    const files = filesOf(kind, upstream);
    const name = `${kind.name}-of-${upstream}`;
    const one = await github.createRepository({ owner: 'acme', name, files, visibility: kind.visibility });
    github.install(one);
    consumers.push([kind, one]);
  }
  return made;
}

const upstreams = { events: await world('events', 'private'), site: await world('site', 'public') };
const { clientId, clientSecret } = github.app;
await scene.start({
  env: { WEIR_PUBLIC_URL: PUBLIC, GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret },
});

await scene.idle();
// The App has seen them all as they were.
for (const [kind, one] of consumers) await kind.become?.(one);

/** Of the report as readers of the upstream get it, and all that stands at its check. */
async function lines(upstream: keyof typeof upstreams): Promise<{ shown: readonly Downstream[]; said: string }> {
  const repository = upstreams[upstream];
  const pull = await scene.propose({ 'booking.json': HEAD }, { repository });
  const run = await scene.concluded(pull);
  github.grant('octo-reader', repository, 'read');
  const browser = openBrowser(github, 'octo-reader', { publicUrl: PUBLIC, app: scene.app().url });
  const response = await browser.visit(`${run.detailsUrl?.slice(PUBLIC.length)}.json`);
  const text = await response.text();
  return { shown: JSON.parse(text).downstreams, said: JSON.stringify([run, github.comments(pull), text]) };
}

/** Who has a line, and what it holds. */
const RIGHT = {
  events: {
    'open-of-events': 'measures',
    'closed-of-events': 'measures',
    'renamed-of-events': 'measures',
    'open-by-default-of-events': 'verdict',
    'closed-by-default-of-events': 'verdict',
    'broken-of-events': 'not judged',
  },
  site: {
    'open-of-site': 'measures',
    'closed-of-site': 'measures',
    'renamed-of-site': 'measures',
    // More people can read the upstream than a private one, which says nothing of it.
    'open-by-default-of-site': 'verdict',
    'broken-of-site': 'not judged',
  },
} as const;

describe.each(['events', 'site'] as const)('the check of %s', (upstream) => {
  test('has the lines that weir check gives in clones of those that may be seen, and no other', async () => {
    const { shown, said } = await lines(upstream);
    const right: Readonly<Record<string, string>> = RIGHT[upstream];
    expect(shown.map(({ repository }) => repository).toSorted()).toEqual(
      Object.keys(right)
        .map((name) => `acme/${name}`)
        .toSorted(),
    );
    for (const line of shown) {
      const name = line.repository.replace('acme/', '');
      if (right[name] === 'not judged') {
        expect([line.status, line.verdict, line.worst]).toEqual(['not judged', undefined, undefined]);
        continue;
      }
      const kind = KINDS.find((one) => name === `${one.name.replace('before', 'renamed')}-of-${upstream}`);
      if (!kind) return expect.fail(name);
      const { verdict, measures, reasons, records } = await byHand(kind, upstream);
      // Delays above 59 are newly refused: of 110 flights 40, of 170 50, of 190 70.
      expect(measures.rejected?.value).toBeCloseTo({ 110: 40, 170: 50, 190: 70 }[kind.recorded]! / kind.recorded, 12);
      const bytes = JSON.stringify(line);
      expect(line.verdict).toBe(verdict);
      if (right[name] === 'verdict') {
        expect([line.worst, line.records, line.reasons]).toEqual([undefined, undefined, []]);
        continue;
      }
      expect(bytes).toContain(`"worst":{"name":"rejected","measure":${JSON.stringify(measures.rejected)}}`);
      expect(bytes).toContain(`"reasons":${JSON.stringify(reasons)}`);
      expect(line.records).toEqual({ recorded: records.recorded, replayed: records.replayed });
    }
    const unsaid = ['hidden-of', 'archived-of', 'transferred-of', 'without-app-of', 'before-of'];
    for (const name of upstream === 'site' ? [...unsaid, 'closed-by-default'] : unsaid)
      expect(said).not.toContain(name);
  });
});
