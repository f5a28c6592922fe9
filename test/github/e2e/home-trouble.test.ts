/** Issues at home where the App may not write them, where GitHub is out of order, and where nobody tells the App. */
import { afterEach, expect, test } from 'vitest';
import type { RepositoryRecord } from '../../emulated-github/index.ts';
import { flights, late } from './claims.ts';
import { type OwnProcess, openOwnProcess } from './own-process.ts';
import { nextSecond } from './people.ts';

const READING = {
  checks: 'write',
  contents: 'read',
  issues: 'read',
  members: 'read',
  metadata: 'read',
  pull_requests: 'write',
} as const;

const WRITING = { ...READING, issues: 'write' } as const;
const PATIENCE = {
  client: { pauses: { fault: 1, limit: 1, longest: 10, retries: 2 } },
  queue: { pause: (failures: number) => (failures < 10 ? 100 : undefined) },
};

let app: OwnProcess;
afterEach(() => app.close());

async function make(name: string, files: Record<string, string>): Promise<RepositoryRecord> {
  const made = await app.github.createRepository({ owner: 'acme', name, files, visibility: 'private' });
  app.github.install(made);
  return made;
}

const FLIGHTS = flights(1000);
const CONSUMERS = 'version: 1\nconsumers: { acme/risk: block }\n';
const booking = (most: number) => JSON.stringify({ properties: { delay: { type: 'integer', maximum: most } } });
const weirYml = (shown: string) => `version: 1
visible_to_upstreams: ${shown}
recordings: { flights: { files: flights.jsonl } }
pipelines:
  screening:
    owners: ["@octo-risk"]
    recording: flights
    steps: [{ schema: acme/events:booking.json }, { rules: board.json, into: /status }]
    outputs: { status: { at: /status, kind: category } }
    limits: { rejected: 10% }
`;

test('the check says what it said, its owners answer there, and who operates it is told', async () => {
  app = await openOwnProcess({}, PATIENCE, READING);
  const { github } = app;
  const events = await make('events', { 'booking.json': booking(99), '.github/weir.yml': CONSUMERS });
  const files = { 'board.json': late(15), 'flights.jsonl': FLIGHTS };
  const downstream = [
    await make('risk', { ...files, '.github/weir.yml': weirYml('measures') }),
    await make('hidden', { ...files, '.github/weir.yml': weirYml('nothing') }),
    await make('broken', { '.github/weir.yml': weirYml('measures') }),
  ];
  const pull = await github.openPull({ repository: events, branch: 'change', files: { 'booking.json': booking(59) } });
  await app.idle();
  const run = app.check(pull);
  expect(run?.conclusion).toBe('failure');
  expect(run?.output.summary).toContain('rejected 40 %');
  expect(run?.output.summary).toContain('not judged: ');
  expect(downstream.flatMap(({ issues }) => issues)).toEqual([]);
  expect(await app.page('/')).toContain(
    'not granted issues: write, so what weir monitor finds is written nowhere, and what upstreams do to those who read them stands in their own checks alone',
  );
  await nextSecond();
  github.comment(pull, 'octo-risk', '/weir approve acme/risk:screening agreed');
  await app.idle();
  expect(app.check(pull)?.conclusion).toBe('success');
  expect(github.violations).toEqual([]);
});

test('what is asked at home is asked once, and what is answered counts, whatever goes wrong meanwhile', async () => {
  app = await openOwnProcess({}, PATIENCE, WRITING);
  const { github } = app;
  const events = await make('events', { 'booking.json': booking(99), '.github/weir.yml': CONSUMERS });
  const files = { 'board.json': late(15), 'flights.jsonl': FLIGHTS, '.github/weir.yml': weirYml('measures') };
  const risk = await make('risk', files);
  github.grant('octo-risk', events, 'none');
  // It is opened, and nobody hears of it; then GitHub is away for a while.
  github.faults.add({ what: 'cut', on: /^POST \/repos\/acme\/risk\/issues$/, when: 'after', times: 1 });
  github.faults.add({ what: 'server-error', on: /^GET \/repos\/acme\/risk\/issues$/, times: 7 });
  const pull = await github.openPull({ repository: events, branch: 'change', files: { 'booking.json': booking(59) } });
  await app.idle();
  expect(app.check(pull)?.conclusion).toBe('failure');
  expect(risk.issues.filter(({ state }) => state === 'open')).toHaveLength(1);
  const [issue] = risk.issues;
  if (!issue) throw new Error('no issue');

  // No webhook comes; whoever starts next looks.
  github.faults.clear();
  await nextSecond();
  github.faults.deliveries({ drop: 1 });
  const comment = github.say(risk, issue, 'octo-risk', '/weir approve screening agreed');
  await github.settled();
  await app.restart();
  await app.idle();
  expect(app.check(pull)?.conclusion).toBe('success');
  expect(issue.state).toBe('closed');
  github.unsay(risk, comment, 'octo-risk');
  await github.settled();
  await app.restart();
  await app.idle();
  expect(app.check(pull)?.conclusion).toBe('failure');
  expect(issue.state).toBe('open');
  expect(github.violations).toEqual([]);
});
