/** Pull requests that are drafts, change their base, are closed and opened again. */
import { afterAll, expect, test } from 'vitest';
import type { Changes, Pull, Run } from '../../emulated-github/index.ts';
import { EDITS, weirYml } from './claims.ts';
import { concludedAgain, conclusions } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github, repository } = scene;
afterAll(() => scene.close());

/** A pull request whose check has been started, and waits for an answer of GitHub's. */
async function underWay(edit: Changes): Promise<{ pull: Pull; run: Run }> {
  await scene.idle();
  github.faults.add({ what: 'slow', on: /\/git\/trees\//, times: 1, seconds: 1 });
  const pull = await scene.propose(edit);
  const run = await scene.until(() => {
    const check = scene.check(pull);
    return check?.status === 'in_progress' && check;
  });
  return { pull, run };
}

test('a draft is judged like any other, and not once more when it is ready', async () => {
  const pull = await scene.propose(EDITS.fail, { draft: true });
  const run = await scene.concluded(pull);
  expect(run.conclusion).toBe('failure');

  await github.readyForReview(pull);
  await scene.idle();

  expect(conclusions(scene, run)).toBe(1);
});

test('another title changes nothing', async () => {
  const pull = await scene.propose(EDITS.pass);
  const run = await scene.concluded(pull);

  await github.retitle(pull, 'Another title');
  await scene.idle();

  expect(conclusions(scene, run)).toBe(1);
});

test('another base branch judges by its own limits', async () => {
  await github.commit(repository, 'lenient', { '.github/weir.yml': weirYml({ percent: 20 }) });
  const pull = await scene.propose(EDITS.fail);
  const run = await scene.concluded(pull);
  expect(run.conclusion).toBe('failure');

  const after = await concludedAgain(scene, run, () => github.retarget(pull, 'lenient'));

  expect(after.conclusion).toBe('success');
  expect(after.output.summary).toContain('`tier.changed` 10 % | 20 %');
});

test('another base branch while the check runs: no verdict by the first one is ever shown', async () => {
  await github.commit(repository, 'strict', { '.github/weir.yml': weirYml({ percent: 0.5 }) });
  const { pull, run } = await underWay(EDITS.pass);

  await github.retarget(pull, 'strict');
  await scene.concluded(pull);
  await scene.idle();

  expect(run.conclusion).toBe('failure');
  expect(conclusions(scene, run)).toBe(1);
});

test('a pull request that is closed while its check runs is not judged, until it is opened again', async () => {
  const { pull, run } = await underWay(EDITS.fail);

  await github.closePull(pull);
  await scene.concluded(pull);

  expect(run.conclusion).toBe('cancelled');
  expect(run.output.title).toBe('the pull request was closed');

  const after = await concludedAgain(scene, run, () => github.reopen(pull));

  expect(after.conclusion).toBe('failure');
});

test('a pull request that is closed after its verdict keeps it, and is not judged anew when it is opened again', async () => {
  const pull = await scene.propose(EDITS.fail);
  const run = await scene.concluded(pull);

  await github.closePull(pull);
  await github.reopen(pull);
  await scene.idle();

  expect(run.conclusion).toBe('failure');
  expect(conclusions(scene, run)).toBe(1);
});
