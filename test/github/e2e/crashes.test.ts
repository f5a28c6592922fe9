/** The App is killed, stopped or away, at the worst moments. GitHub remembers what it needs to go on. */
import { afterAll, expect, test } from 'vitest';
import type { Pull } from '../../emulated-github/index.ts';
import { compensation, EDITS, flights, slowly } from './claims.ts';
import { answered, command, nextSecond } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene({ files: { 'traffic/flights.jsonl': flights(5000) } });
const { github } = scene;
afterAll(() => scene.close());

/** Resolves in the middle of its replay. */
async function replaying(minutes: number): Promise<Pull> {
  const pull = await scene.propose({ 'rules/board.json': slowly(minutes) });
  await scene.until(() => / records replayed$/.test(scene.check(pull)?.output.title ?? ''), 'a replay');
  return pull;
}

test('killed in the middle of a replay', async () => {
  const pull = await replaying(30);

  await scene.app().kill();
  expect(scene.check(pull)?.status).toBe('in_progress');
  await scene.start();

  const run = await scene.concluded(pull);
  expect(run.conclusion).toBe('failure');
  expect(run.output.summary).toContain('`status.changed` 15 %');
});

test('killed between two pages of annotations', async () => {
  github.faults.add({ what: 'slow', body: /"annotations"/, when: 'after', times: 1, seconds: 1 });
  const pull = await scene.propose({ 'config/compensation.yaml': compensation(60, 2) });
  await scene.until(() => scene.check(pull)?.annotations.length === 50, 'the first page');

  await scene.app().kill();
  await scene.start();

  const run = await scene.concluded(pull);
  expect(run.conclusion).toBe('failure');
  expect(run.annotations).toHaveLength(120);
  expect(new Set(run.annotations.map(({ start_line }) => start_line)).size).toBe(120);
});

test('killed between the conclusion and the comment', async () => {
  github.faults.add({ what: 'slow', on: /^POST .*\/comments$/, times: 1, seconds: 2 });
  const pull = await scene.propose(EDITS.fail);
  await scene.until(() => scene.check(pull)?.status === 'completed');

  await scene.app().kill();
  await scene.start();

  expect((await scene.concluded(pull)).conclusion).toBe('failure');
  await scene.idle();
  expect(github.comments(pull)).toHaveLength(1);
});

test('killed when a command was seen, but not carried out', async () => {
  const pull = await scene.propose(EDITS.fail);
  await scene.concluded(pull);
  await nextSecond();
  github.faults.add({ what: 'slow', on: /\/collaborators\/|\/git\/ref\//, times: 1, seconds: 1 });
  const comment = github.comment(pull, 'octo-claims', '/weir approve compensation agreed');
  await scene.until(() => github.reactions(pull, comment).some(({ content }) => content === 'eyes'));

  await scene.app().kill();
  await scene.start();

  const { reaction, run } = await answered(scene, pull, comment);
  expect(reaction).toBe('rocket');
  expect(run.conclusion).toBe('success');
});

test('told to stop in the middle of a replay: it hands the check back', async () => {
  const pull = await replaying(31);

  const status = await scene.app().stop();

  expect(status).toBe(0);
  expect(scene.check(pull)?.status).toBe('queued');
  await scene.start();
  const run = await scene.concluded(pull);
  expect(run.output.summary).toContain('`status.changed` 16 %');
});

test('what happened while it was away is asked for again and looked for', async () => {
  const before = await scene.propose(EDITS.fail);
  await scene.concluded(before);
  await scene.app().stop();
  await nextSecond();

  const opened = await scene.propose(EDITS.pass);
  const comment = github.comment(before, 'octo-claims', '/weir approve compensation agreed');
  const closed = await scene.propose(EDITS.pass);
  await github.closePull(closed);
  await github.settled();
  await scene.start();

  expect((await scene.concluded(opened)).conclusion).toBe('success');
  expect((await answered(scene, before, comment)).run.conclusion).toBe('success');
  await scene.idle();
  expect(scene.check(closed)?.conclusion).not.toBe('success');
  expect(github.deliveries.filter(({ redelivery, statusCode }) => redelivery && statusCode === 200)).not.toEqual([]);
});

test('webhooks are answered at once while a replay uses the machine', async () => {
  const pull = await replaying(32);
  const asked = github.deliveries.length;

  await Promise.all(Array.from({ length: 3 }, () => scene.propose(EDITS.unaffected)));
  await github.settled();

  expect(scene.check(pull)?.status).toBe('in_progress');
  const answers = github.deliveries.slice(asked).map(({ statusCode }) => statusCode);
  expect(answers.length).toBeGreaterThanOrEqual(3);
  expect(new Set(answers)).toEqual(new Set([200]));
  await scene.concluded(pull);
  expect((await command(scene, pull, 'octo-dev', '/weir help')).reaction).toBe('rocket');
});
