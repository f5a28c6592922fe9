/** One commit can be the head of several pull requests. GitHub keeps one check of a name for it, which must fool none of them. */
import { afterAll, expect, test } from 'vitest';
import type { Pull, Run } from '../../emulated-github/index.ts';
import { compensation, EDITS, weirYml } from './claims.ts';
import { command } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github, repository } = scene;
await github.commit(repository, 'lenient', { '.github/weir.yml': weirYml({ percent: 20 }) });
afterAll(() => scene.close());

/** The newest check of each, once they have concluded for good. */
async function settled(...pulls: readonly Pull[]): Promise<(Run | undefined)[]> {
  await scene.idle();
  return pulls.map((pull) => scene.check(pull));
}

test('what the strict branch refuses is not green for the lax one, and says whose fault that is', async () => {
  const strict = await scene.propose(EDITS.fail, { branch: 'one' });
  await scene.concluded(strict);
  const lax = await scene.propose(EDITS.fail, { branch: 'one', files: undefined, base: 'lenient' });

  const [first, second] = await settled(strict, lax);

  expect(github.required(repository, strict.head.sha)).toBe('red');
  expect([first?.conclusion, second?.conclusion]).toEqual(['failure', 'failure']);
  expect(first?.output.summary).not.toContain('This commit is also');
  expect(second?.output.title).toContain(`#${strict.number} with the same head: not green`);
  expect(second?.output.summary).toContain(`This commit is also the head of #${strict.number}, which is not green`);
  // Its own numbers stand below.
  expect(second?.output.summary).toContain('`tier.changed` 10 % | 20 %');
});

test('a pull request to a strict branch ends the success that the commit had, and gives it back once an owner has approved', async () => {
  const lax = await scene.propose(EDITS.fail, { branch: 'two', base: 'lenient' });
  expect((await scene.concluded(lax)).conclusion).toBe('success');
  const strict = await scene.propose(EDITS.fail, { branch: 'two', files: undefined });
  expect((await settled(strict, lax)).map((run) => run?.conclusion)).toEqual(['failure', 'failure']);

  await command(scene, strict, 'octo-claims', '/weir approve compensation agreed');

  expect((await settled(strict, lax)).map((run) => run?.conclusion)).toEqual(['success', 'success']);
  expect(github.required(repository, lax.head.sha)).toBe('green');
});

test('who closes one, or sends it to another branch, leaves the other its own verdict', async () => {
  const lax = await scene.propose(EDITS.fail, { branch: 'three', base: 'lenient' });
  const strict = await scene.propose(EDITS.fail, { branch: 'three', files: undefined });
  expect((await settled(lax))[0]?.conclusion).toBe('failure');

  await github.closePull(strict);
  expect((await settled(lax))[0]?.conclusion).toBe('success');

  await github.reopen(strict);
  expect((await settled(lax))[0]?.conclusion).toBe('failure');

  await github.retarget(strict, 'lenient');
  expect((await settled(lax, strict)).map((run) => run?.conclusion)).toEqual(['success', 'success']);

  await github.retarget(strict, 'main');
  expect((await settled(lax, strict)).map((run) => run?.conclusion)).toEqual(['failure', 'failure']);

  const older = strict.head.sha;
  await github.commit(repository, 'three', EDITS.pass);
  expect((await settled(lax, strict)).map((run) => run?.conclusion)).toEqual(['success', 'success']);
  expect(github.required(repository, older)).toBe('red');
});

test('a retargeted pull request is not green until it was judged by its new base', async () => {
  const pull = await scene.propose({ 'config/compensation.yaml': compensation(62) }, { base: 'lenient' });
  expect((await scene.concluded(pull)).conclusion).toBe('success');
  github.faults.add({ what: 'slow', on: /\/git\/trees\//, times: 1, seconds: 1 });

  await github.retarget(pull, 'main');

  await scene.until(() => github.required(repository, pull.head.sha) === 'pending', 'the success is taken away');
  expect((await settled(pull))[0]?.conclusion).toBe('failure');
});

test('a merge group’s commit is judged by the strictest of its branches, too', async () => {
  const queued = await scene.propose({ 'config/compensation.yaml': compensation(63) });
  await scene.concluded(queued);
  const group = await github.mergeGroup([queued]);
  await scene.idle();
  expect(github.required(repository, group.head)).toBe('red');
  await github.push(repository, 'borrowed', group.head);

  const borrowed = await scene.propose({}, { branch: 'borrowed', files: undefined, base: 'lenient' });
  const [run] = await settled(borrowed);

  expect(run?.conclusion).toBe('failure');
  expect(github.required(repository, group.head)).toBe('red');
  await github.destroyMergeGroup(group, 'dequeued');
});

test('what is called off about one pull request does not hold up another with the same head', async () => {
  const one = await scene.propose(EDITS.pass, { branch: 'four' });
  const other = await scene.propose(EDITS.pass, { branch: 'four', files: undefined, base: 'lenient' });
  expect((await settled(one, other)).map((run) => run?.conclusion)).toEqual(['success', 'success']);
  github.faults.add({ what: 'slow', on: /\/compare\//, times: 1, seconds: 5 });
  github.comment(one, 'octo-dev', '/weir rerun');
  await scene.until(() => scene.check(one)?.status === 'in_progress', 'it is judged once more');

  await github.closePull(one);

  expect((await settled(one, other)).map((run) => run?.conclusion)).toEqual(['cancelled', 'success']);
  expect(github.required(repository, other.head.sha)).toBe('green');
});

test('who comes to the commit while a success is on its way to GitHub is not passed over', async () => {
  await scene.idle();
  const judged = Promise.withResolvers<void>();
  const success = { on: /^PATCH .*\/check-runs\//, body: /"conclusion":"success".*tier\.changed/ };
  const held = github.faults.count;
  github.faults.add({ what: 'held', ...success, times: 1, hold: () => judged.promise });
  // Long enough for somebody to come and be judged.
  github.faults.add({ what: 'slow', ...success, times: 1, when: 'after', seconds: 2.5 });
  const lax = await scene.propose(EDITS.fail, { branch: 'five', base: 'lenient' });
  await scene.until(() => github.faults.count > held, 'its success is posted');

  const strict = await scene.propose(EDITS.fail, { branch: 'five', files: undefined });
  await scene.concluded(strict);
  judged.resolve();

  expect((await settled(strict, lax)).map((run) => run?.conclusion)).toEqual(['failure', 'failure']);
});
