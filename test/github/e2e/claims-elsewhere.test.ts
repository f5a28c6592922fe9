/** What a weir.yml says of other repositories binds nobody but its own: cycles, claims on strangers, and what reaches nobody. */
import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import type { RepositoryRecord } from '../../emulated-github/index.ts';
import { flights, late } from './claims.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github } = scene;
afterAll(() => scene.close());

const booking = (most: number) =>
  `{ "type": "object", "properties": { "delay": { "type": "integer", "maximum": ${most} } } }\n`;

function weirYml(...schemas: string[]): string {
  const pipelines = schemas.map(
    (schema, at) => `  p${at}:
    recording: flights
    steps: [{ schema: "${schema}" }, { rules: board.json, into: /status }]
    outputs: { status: { at: /status, kind: category } }
    limits: { rejected: 20% }
`,
  );
  return `version: 1\nvisible_to_upstreams: measures\nrecordings: { flights: { files: flights.jsonl } }\npipelines:\n${pipelines.join('')}`;
}

async function repositoryOf(name: string, yml?: string, owner = 'acme'): Promise<RepositoryRecord> {
  const own = { 'booking.json': booking(99), 'board.json': late(15), 'flights.jsonl': flights(200) };
  const files = { ...own, ...(yml !== undefined && { '.github/weir.yml': yml }) };
  const made = await github.createRepository({ owner, name, files, visibility: 'private' });
  github.install(made);
  return made;
}

async function propose(repository: RepositoryRecord, text: string) {
  return scene.concluded(await scene.propose({ 'booking.json': text }, { repository }));
}

const foreign = await repositoryOf('foreign', undefined, 'octo-org');
const [one, other] = [
  await repositoryOf('one', weirYml('acme/other:booking.json')),
  await repositoryOf('other', weirYml('acme/one:booking.json', 'octo-org/foreign:booking.json')),
];

test('two that read each other have a line in each other’s checks, and nothing goes round', async () => {
  expect((await propose(one, booking(59))).output.summary).toMatch(
    /✖ \| `acme\/other · p0` \| rejected 40 % \(limit 20 %\)/,
  );
  expect((await propose(other, booking(49))).output.summary).toMatch(
    /✖ \| `acme\/one · p0` \| rejected 50 % \(limit 20 %\)/,
  );
});

test('who claims to read a repository of strangers has no line there, and is told so in its own check', async () => {
  const before = github.requests.length;
  const run = await propose(foreign, booking(59));
  expect([run.conclusion, run.output.title]).toEqual(['success', expect.stringContaining('No weir.yml yet')]);
  expect(JSON.stringify(run)).not.toContain('acme/');
  // Nothing of the one who claims was looked at for it.
  expect(github.requests.slice(before).filter(({ path }) => path.startsWith('/repos/acme/other/'))).toEqual([]);
  const own = await scene.concluded(await scene.propose({ 'board.json': late(20) }, { repository: other }));
  expect(own.conclusion).toBe('action_required');
  const lines = own.output.summary?.split('\n').filter((line) => line.includes('octo-org/foreign')) ?? [];
  expect(lines[0]).toContain('belongs to another installation of the App');
});

test('what changes nothing that is read is replayed for nobody', async () => {
  const upstream = await repositoryOf('calm');
  // Another recording than the others, so that nobody has it yet.
  const recorded = flights(130);
  const consumer = await repositoryOf('calm-reader', weirYml('acme/calm:booking.json'));
  await github.commit(consumer, 'main', { 'flights.jsonl': recorded });
  await scene.idle();
  const blob = createHash('sha1')
    .update(`blob ${Buffer.byteLength(recorded)}\0${recorded}`)
    .digest('hex');
  const asked = () => github.requests.some(({ path }) => path.endsWith(`/acme/calm-reader/git/blobs/${blob}`));
  // Another form alone.
  const run = await propose(upstream, booking(99).replaceAll(' ', '\n  '));
  expect([run.conclusion, run.output.summary?.includes('rejected')]).toEqual(['success', false]);
  expect(asked()).toBe(false);
  // Words for people alone.
  const words = booking(99).replace('{ "type"', '{ "title": "A booking",\n  "description": "as sold", "type"');
  const described = await propose(upstream, words);
  expect(described.conclusion).toBe('success');
  expect(described.output.title).toContain('only what describes changed (2 edits)');
  expect(described.output.summary).toContain('1 downstream pipeline unaffected');
  expect(asked()).toBe(false);
  // What may be felt is replayed.
  expect((await propose(upstream, booking(59))).output.summary).toContain('`acme/calm-reader · p0` | rejected');
  expect(asked()).toBe(true);
});

test('a weir.yml with 10,000 artifacts harms nobody, and its owners are told in one line', async () => {
  const many = await repositoryOf('many', weirYml('acme/one:booking.json'));
  const step = (at: number) => `      - schema: acme/nobody-${at}:a.json\n`;
  const steps = `    steps:\n      - schema: acme/one:booking.json\n${Array.from({ length: 10_000 }, (_, at) => step(at)).join('')}      - rules: board.json\n        into: /status\n`;
  const yml = weirYml('acme/one:booking.json').replace(/^ {4}steps:.*\n/m, steps);
  await github.commit(many, 'main', { '.github/weir.yml': yml });
  await scene.idle();
  const before = github.requests.length;
  const { output } = await propose(one, booking(69));
  expect(output.summary).toMatch(/✖ \| `acme\/other · p0` \| rejected 30 % \(limit 20 %\)/);
  expect(output.summary).toMatch(/`acme\/many · p0` \| not looked at: the App is not installed in acme\/nobody-0/);
  expect(github.requests.length - before).toBeLessThan(100);

  const own = await scene.concluded(await scene.propose({ 'board.json': late(20) }, { repository: many }));
  expect(own.conclusion).toBe('action_required');
  expect(own.output.summary).toContain('the App is not installed in acme/nobody-0, or there is no such repository');
  expect(own.output.summary).not.toContain('nobody-1');
});
