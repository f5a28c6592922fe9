/** A downstream that takes its time. */
import { afterAll, expect, test } from 'vitest';
import { slowly } from './claims.ts';
import { openScene } from './scene.ts';

// 24 seconds, where the slow rule takes minutes.
const scene = await openScene({ env: { WEIR_CHECK_TIMEOUT: '0.4' } });
afterAll(() => scene.close());

// All are different, so that each runs.
const traffic = Array.from({ length: 50_000 }, (_, delay) => `${JSON.stringify({ delay })}\n`).join('');

const booking = (most: number) =>
  `{ "type": "object",\n  "properties": { "delay": { "type": "integer", "maximum": ${most} } } }\n`;

test('holds nobody up by it: its line says that there was no time, and blocks only where it may', async () => {
  const { github } = scene;
  const files = {
    'booking.json': booking(60_000),
    '.github/weir.yml': 'version: 1\nconsumers: { acme/slow: inform }\n',
  };
  const events = await github.createRepository({ owner: 'acme', name: 'events', files });
  github.install(events);
  const weirYml = `version: 1
recordings: { flights: { files: flights.jsonl } }
pipelines:
  board:
    owners: ["@octo-slow"]
    recording: flights
    steps:
      - schema: acme/events:booking.json
      - rules: board.json
        into: /status
    outputs: { status: { at: /status, kind: category } }
    limits: { status.changed: 0.01% }
`;
  const slow = { '.github/weir.yml': weirYml, 'board.json': slowly(30, 4000), 'flights.jsonl': traffic };
  github.install(await github.createRepository({ owner: 'acme', name: 'slow', files: slow }));
  const pull = await scene.propose({ 'booking.json': booking(60_001) }, { repository: events });
  const { conclusion, output } = await scene.concluded(pull);
  expect(conclusion).toBe('success');
  expect(output.summary).toMatch(/`acme\/slow` \| not looked at: there was no time left/);
  await github.commit(events, 'main', { '.github/weir.yml': 'version: 1\nconsumers: { acme/slow: block }\n' });
  const held = await scene.propose({ 'booking.json': booking(60_002) }, { repository: events });
  expect((await scene.concluded(held)).conclusion).toBe('action_required');
});
