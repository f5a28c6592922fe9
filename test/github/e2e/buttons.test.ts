/** The buttons of a finished check, and GitHub's own "Re-run": the same as the commands, with the same permissions. */
import { afterAll, expect, test } from 'vitest';
import { EDITS } from './claims.ts';
import { answersTo, concludedAgain, conclusions, nextSecond } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github, repository } = scene;
github.grant('octo-writer', repository, 'write');
github.team('acme', 'claims', []);
afterAll(() => scene.close());

async function failing() {
  const pull = await scene.propose(EDITS.fail);
  const run = await scene.concluded(pull);
  await nextSecond();
  return { pull, run };
}

test.concurrent('Re-run replays again', async () => {
  const { run } = await failing();

  const after = await concludedAgain(scene, run, () => github.pressButton(repository, run, 'rerun', 'octo-writer'));

  expect(after.conclusion).toBe('failure');
});

test.concurrent('Approve accepts everything that is open, for its owner', async () => {
  const { run } = await failing();

  const after = await concludedAgain(scene, run, () => github.pressButton(repository, run, 'approve', 'octo-claims'));

  expect(after.conclusion).toBe('success');
  expect(after.output.summary).toContain('octo-claims');
});

test.concurrent('Explain answers in a comment', async () => {
  const { pull, run } = await failing();

  github.pressButton(repository, run, 'explain', 'octo-dev');

  await scene.until(() => answersTo(scene, pull, 'button explain').length > 0);
  expect(answersTo(scene, pull, 'button explain')).toEqual([expect.stringMatching(/none .* 50 % .* 60 %/)]);
});

test.concurrent('each says why it does nothing for who may not', async () => {
  const { pull, run } = await failing();
  const pressed = [
    ['rerun', 'octo-stranger', 'not open to `octo-stranger`'],
    ['approve', 'octo-dev', 'The author of a pull request cannot approve'],
    ['explain', 'octo-stranger', 'not open to `octo-stranger`'],
  ] as const;

  for (const [button, login] of pressed) github.pressButton(repository, run, button, login);

  for (const [button, , why] of pressed) {
    await scene.until(() => answersTo(scene, pull, `button ${button}`).length > 0);
    expect(answersTo(scene, pull, `button ${button}`)).toEqual([expect.stringContaining(why)]);
  }
  await github.settled();
  expect(conclusions(scene, run)).toBe(1);
});

test.concurrent('GitHub’s own Re-run of one check, and of all of a commit, replay again', async () => {
  const { run } = await failing();

  await concludedAgain(scene, run, () => github.rerequest(repository, run, 'octo-dev'));
  const after = await concludedAgain(scene, run, () => github.rerequestSuite(repository, run, 'octo-dev'));

  expect(after.conclusion).toBe('failure');
});
