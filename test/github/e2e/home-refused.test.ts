/** Issues at home where the App may not write them: all else works as before. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { flights, late } from './claims.ts';
import { type OwnProcess, openOwnProcess } from './own-process.ts';

const PERMISSIONS = {
  checks: 'write',
  contents: 'read',
  issues: 'read',
  members: 'read',
  metadata: 'read',
  pull_requests: 'write',
} as const;

let app: OwnProcess;
beforeAll(async () => {
  app = await openOwnProcess({}, { client: { pauses: { fault: 1, limit: 1, longest: 10, retries: 2 } } }, PERMISSIONS);
});
afterAll(() => app.close());

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
  const { github } = app;
  const make = async (name: string, files: Record<string, string>) => {
    const made = await github.createRepository({ owner: 'acme', name, files, visibility: 'private' });
    github.install(made);
    return made;
  };
  const consumers = 'version: 1\nconsumers: { acme/risk: block }\n';
  const events = await make('events', { 'booking.json': booking(99), '.github/weir.yml': consumers });
  const files = { 'board.json': late(15), 'flights.jsonl': flights(1000) };
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
  // In a later second than that of the check, as nobody approves what they could not see.
  await github.until(() => Date.now() > Date.parse(run?.completedAt ?? '') + 1000);
  github.comment(pull, 'octo-risk', '/weir approve acme/risk:screening agreed');
  await app.idle();
  expect(app.check(pull)?.conclusion).toBe('success');
  expect(github.violations).toEqual([]);
});
