/** New heads, in any order and however often GitHub tells of them, and changes of weir.yml on the base branch. */
import { afterAll, expect, test } from 'vitest';
import type { Delivery } from '../../emulated-github/index.ts';
import { compensation, EDITS, weirYml } from './claims.ts';
import { concludedAgain, conclusions } from './people.ts';
import { openScene } from './scene.ts';

// Every 1.2 seconds.
const scene = await openScene({ env: { WEIR_SWEEP_MINUTES: '0.02' } });
const { github, repository } = scene;
afterAll(() => scene.close());

test('of two pushes within a second the older is cancelled and the newer judged', async () => {
  github.faults.add({ what: 'slow', on: /\/git\/trees\//, times: 1, seconds: 0.5 });
  const pull = await scene.propose(EDITS.fail);
  const older = pull.head.sha;
  await scene.until(() => scene.check(pull)?.status === 'in_progress');

  const newer = await github.commit(repository, pull.head.branch, EDITS.pass);

  const [first, second] = [await scene.concluded(pull, older), await scene.concluded(pull, newer)];
  expect(first.conclusion).toBe('cancelled');
  expect(first.output.title).toBe(`superseded by ${newer.slice(0, 12)}`);
  expect(second.conclusion).toBe('success');
});

test('of five pushes at once only the last is judged, and none is left open', async () => {
  const pull = await scene.propose(EDITS.unaffected);
  const heads = [pull.head.sha];
  for (const minutes of [61, 62, 63, 51]) {
    heads.push(
      await github.commit(repository, pull.head.branch, { 'config/compensation.yaml': compensation(minutes) }),
    );
  }

  const last = await scene.concluded(pull);
  await scene.idle();

  expect(last.output.summary).toContain('`tier.changed` 1 %');
  for (const head of heads.slice(0, -1)) {
    expect(['cancelled', 'success', 'failure', undefined]).toContain(scene.check(pull, head)?.conclusion);
  }
});

test('a delivery that comes twice leads to one run and one replay', async () => {
  github.faults.deliveries({ duplicate: 1 });
  const pull = await scene.propose(EDITS.fail);
  const run = await scene.concluded(pull);
  await scene.idle();
  github.faults.deliveries({});

  const opened = github.deliveries.filter(({ event, action, payload }) => {
    return event === 'pull_request' && action === 'opened' && payload.number === pull.number;
  });
  expect(opened.map(({ guid }) => guid)).toEqual(Array(2).fill(opened[0]?.guid));
  expect(conclusions(scene, run)).toBe(1);
});

test('deliveries that come late and out of order lead to the same verdict', async () => {
  github.faults.deliveries({ reorder: 1 });
  const pull = await scene.propose(EDITS.pass);
  const older = pull.head.sha;
  await github.commit(repository, pull.head.branch, EDITS.fail);

  const run = await scene.concluded(pull);
  await scene.idle();
  github.faults.deliveries({});

  expect(run.conclusion).toBe('failure');
  expect(scene.check(pull, older)?.status ?? 'completed').toBe('completed');
});

test('a push that GitHub tells nobody of is found by the next sweep', async () => {
  const pull = await scene.propose(EDITS.unaffected);
  await scene.concluded(pull);
  github.faults.deliveries({ drop: 1 });

  await github.commit(repository, pull.head.branch, EDITS.fail);
  github.faults.deliveries({});

  const run = await scene.concluded(pull);
  expect(run.conclusion).toBe('failure');
});

test('a head whose event is lost while the head before it is judged leaves neither open', async () => {
  github.faults.add({ what: 'slow', on: /\/git\/trees\//, times: 1, seconds: 0.3 });
  const pull = await scene.propose(EDITS.fail);
  const older = pull.head.sha;
  await scene.until(() => scene.check(pull)?.status === 'in_progress');
  github.faults.deliveries({ drop: 1 });

  await github.commit(repository, pull.head.branch, EDITS.pass);
  github.faults.deliveries({});

  expect((await scene.concluded(pull, older)).conclusion).toBe('cancelled');
  expect((await scene.concluded(pull)).conclusion).toBe('success');
});

test('limits that become tighter on the base branch hold for pull requests that are open, and old branches cannot bring lax ones back', async () => {
  await github.commit(repository, 'release', { '.github/weir.yml': weirYml({ percent: 20 }) });
  const pull = await scene.propose(EDITS.fail, { base: 'release' });
  const before = await scene.concluded(pull);
  expect(before.conclusion).toBe('success');

  const tighter = await concludedAgain(scene, before, () => {
    return github.commit(repository, 'release', { '.github/weir.yml': weirYml({ percent: 2 }) });
  });
  expect(tighter.conclusion).toBe('failure');

  const head = await github.commit(repository, pull.head.branch, { 'README.md': 'Still on the old branch\n' });
  const after = await scene.concluded(pull, head);
  expect(after.conclusion).toBe('failure');
  expect(after.output.summary).toContain('`tier.changed` 10 % | 2 %');
});

test('a push to the base branch that leaves weir.yml as it was judges nothing anew', async () => {
  const pull = await scene.propose(EDITS.fail);
  const run = await scene.concluded(pull);

  await github.commit(repository, 'main', { 'CONTRIBUTING.md': 'Welcome\n' });
  await scene.idle();

  expect(conclusions(scene, run)).toBe(1);
});

test('webhooks that were refused are asked for again', async () => {
  github.faults.deliveries({ refuse: 1 });
  const pull = await scene.propose(EDITS.pass);
  github.faults.deliveries({});

  const again = await scene.until(() => github.deliveries.find((one) => isOpening(one, pull.number) && one.redelivery));

  expect(again.statusCode).toBe(200);
  expect((await scene.concluded(pull)).conclusion).toBe('success');
});

function isOpening({ event, action, payload }: Delivery, number: number): boolean {
  return event === 'pull_request' && action === 'opened' && payload.number === number;
}
