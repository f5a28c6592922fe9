/** Repositories that are renamed, and others that get their names: who is meant by a name is never who got it later. */
import { afterAll, expect, test } from 'vitest';
import type { RepositoryRecord } from '../../emulated-github/index.ts';
import { flights, late } from './claims.ts';
import { nextSecond } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github } = scene;
afterAll(() => scene.close());

const booking = (most: number) =>
  `{ "type": "object", "properties": { "delay": { "type": "integer", "maximum": ${most} } } }\n`;

const reading = (name: string, more = '') => `version: 1
visible_to_upstreams: measures
recordings: { flights: { files: flights.jsonl } }
pipelines:
  screening:
    owners: ["@octo-risk"]
    recording: flights
    steps: [{ schema: "acme/${name}:booking.json" }, { rules: board.json, into: /status }]
    outputs: { status: { at: /status, kind: category } }
    limits: { rejected: 20% }
${more}`;

/** @param age days since it was made; below 0, it will be */
async function repositoryOf(name: string, yml: string | undefined, age = 0): Promise<RepositoryRecord> {
  const own = { 'booking.json': booking(99), 'board.json': late(15), 'flights.jsonl': flights(200) };
  const files = { ...own, ...(yml !== undefined && { '.github/weir.yml': yml }) };
  const made = await github.createRepository({ owner: 'acme', name, files, visibility: 'private' });
  made.json = { ...made.json, created_at: new Date(Date.now() - age * 86_400_000).toISOString() };
  github.install(made);
  return made;
}

async function propose(repository: RepositoryRecord, most: number) {
  const pull = await scene.propose({ 'booking.json': booking(most) }, { repository });
  return { pull, run: await scene.concluded(pull) };
}

test('an upstream that was renamed has its lines, and those downstream are told its name', async () => {
  const events = await repositoryOf('events', undefined);
  const risk = await repositoryOf('risk', reading('events'));
  await github.rename(events, 'bookings');

  const { run } = await propose(events, 59);
  expect(run.output.summary).toMatch(/✖ \| `acme\/risk · screening` \| rejected 40 % \(limit 20 %\)/);
  expect(run.output.summary).toContain('its weir.yml calls acme/bookings by its former name acme/events');
  expect(run.annotations).toMatchObject([{ path: 'booking.json', start_line: 1 }]);

  const own = await scene.concluded(await scene.propose({ 'board.json': late(16) }, { repository: risk }));
  expect(own.output.summary).toContain('acme/events is called acme/bookings by now');

  const { pull: upstream } = await propose(events, 69);
  const body = `Depends-On: acme/bookings#${upstream.number}`;
  const beside = await scene.propose({ 'board.json': late(18) }, { repository: risk, body });
  expect((await scene.concluded(beside)).output.summary).toContain(
    `**Judged with acme/bookings#${upstream.number} in place**`,
  );

  // Somebody gets the name: what is read from now on is theirs, and what was said of the other one counts for nothing there.
  const taker = await repositoryOf('events', undefined, -3);
  const after = await propose(events, 58);
  expect(JSON.stringify(after.run)).not.toContain('acme/risk');
  expect((await propose(taker, 59)).run.output.summary).toContain('acme/risk · screening');
  const again = await scene.concluded(await scene.propose({ 'board.json': late(17) }, { repository: risk }));
  expect(again.output.summary).toMatch(/acme\/events was made on \d{4}-\d\d-\d\d, after weir.yml named it/);
  expect(again.output.summary).not.toContain('acme/bookings');
});

test('who may block keeps that under another name, and who gets the name does not get that', async () => {
  const gates = 'version: 1\nconsumers: { acme/desk: block }\n';
  const feeds = await repositoryOf('feeds', gates, 30);
  const desk = await repositoryOf('desk', reading('feeds'), 20);
  const { pull, run } = await propose(feeds, 59);
  expect(run.conclusion).toBe('failure');
  await nextSecond();
  github.comment(pull, 'octo-risk', '/weir approve acme/desk:screening agreed');
  await scene.until(() => scene.check(pull)?.conclusion === 'success');

  await github.rename(desk, 'front-desk');
  const renamed = await propose(feeds, 58);
  expect(renamed.run.conclusion).toBe('failure');
  expect(renamed.run.output.summary).toContain('/weir approve acme/front-desk:screening');
  expect(renamed.run.output.summary).toContain('consumers calls acme/front-desk by its former name acme/desk');

  // The same to the byte, owned by others.
  const taken = reading('feeds').replace('@octo-risk', '@octo-stranger');
  const taker = await repositoryOf('desk', taken, -3);
  const after = await propose(feeds, 57);
  expect(after.run.conclusion).toBe('action_required');
  expect(after.run.output.summary).toMatch(/acme\/desk was made on \d{4}-\d\d-\d\d, after that was written/);
  expect(after.run.output.summary).not.toContain('/weir approve');
  await nextSecond();
  github.comment(after.pull, 'octo-stranger', '/weir approve acme/desk:screening mine');
  await scene.idle();
  expect(scene.check(after.pull)?.conclusion).toBe('action_required');

  // Who writes weir.yml says whom it means.
  const there = new Date(Date.now() - 3_600_000).toISOString();
  taker.json = { ...taker.json, created_at: there };
  await github.commit(feeds, 'main', { '.github/weir.yml': `${gates}# desk of 2026\n` });
  await scene.until(() => scene.check(after.pull)?.conclusion === 'failure');
  expect(scene.check(after.pull)?.output.summary).toContain('/weir approve acme/desk:screening');
});
