/** What a merge queue is about to merge is judged for itself, with what the owners of its pull request have decided. */
import { expect, test } from 'vitest';
import type { MergeGroupJob } from '../../../../src/github/job.ts';
import { REF } from '../../model/github.ts';
import { allowing, FULL_DISK, impact, openScene, type Scene, stateOf } from './scene.ts';

const APPROVE = '/weir approve compensation agreed with finance';

/** GitHub makes a branch for it, on top of the branch that it goes to. */
function enqueue({ github }: Scene, pull: number, percent: number, onto = github.tip('main')): MergeGroupJob {
  const branch = `gh-readonly-queue/main/pr-${pull}-${onto}`;
  const head = github.commit(branch, impact(percent), onto);
  return { kind: 'merge-group', repository: REF, head, base: onto, ref: `refs/heads/${branch}` };
}

async function judge(scene: Scene, job: MergeGroupJob): Promise<string | null | undefined> {
  scene.jobs.push(job);
  await scene.settle();
  return scene.github.shown(job.head)?.conclusion;
}

test('it passes and fails by its own numbers', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(1));

  expect(await judge(scene, enqueue(scene, pull, 1))).toBe('success');
  expect(await judge(scene, enqueue(scene, pull, 5))).toBe('failure');
});

test('an approval in its pull request counts where the impact is still that one', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(5));
  await scene.say(pull, 'octo-claims', APPROVE);

  expect(await judge(scene, enqueue(scene, pull, 5))).toBe('success');
  expect(await judge(scene, enqueue(scene, pull, 6))).toBe('failure');
});

test('what its description names is in place where it is queued before it, whatever commits the queue makes', async () => {
  const scene = openScene();
  const below = await scene.propose(impact(1));
  const pull = await scene.propose(impact(1));
  scene.github.change(pull, { body: `Depends-On: #${below}` });

  const alone = enqueue(scene, pull, 1);
  expect(await judge(scene, alone)).toBe('action_required');
  // As a queue that squashes makes them: neither contains the head of its pull request.
  const first = enqueue(scene, below, 1);
  expect(await judge(scene, enqueue(scene, pull, 1, first.head))).toBe('success');

  scene.github.change(pull, { body: '' });
  expect(await judge(scene, alone)).toBe('success');
});

test('an approval that is taken back takes the success of the group along', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(5));
  await scene.say(pull, 'octo-claims', APPROVE);
  const group = enqueue(scene, pull, 5);
  expect(await judge(scene, group)).toBe('success');

  await scene.say(pull, 'octo-claims', '/weir revoke compensation');

  expect(scene.github.shown(group.head)?.conclusion).toBe('failure');
});

test('what is looked at again later is by GitHub’s clock, which is not this machine’s', async () => {
  const scene = openScene();
  const branch = 'gh-readonly-queue/main/pr-1';
  const onto = scene.github.tip('main');
  const head = scene.github.commit(branch, FULL_DISK, onto);
  await judge(scene, { kind: 'merge-group', repository: REF, head, base: onto, ref: `refs/heads/${branch}` });
  const { since, at } = stateOf(scene.github.shown(head))?.awaits ?? {};
  // The model's clock begins there.
  expect([since?.slice(0, 14), at?.slice(0, 14)]).toEqual(['2026-01-05T10:', '2026-01-05T10:']);
});

test('that it was judged holds until something is decided', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(1));
  const group = enqueue(scene, pull, 1);
  await judge(scene, group);
  const before = scene.github.shown(group.head);

  await judge(scene, group);

  expect(scene.github.shown(group.head)).toEqual(before);
});

test('a group that the queue has given up is called off, unless it has its verdict', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(1));
  const begun = enqueue(scene, pull, 1);
  const externalId = begun.ref.replace('refs/heads/', 'merge-group/');
  await scene.github.open().checks.create({ name: 'weir', head: begun.head, externalId });
  expect(await judge(scene, { ...begun, destroyed: true })).toBe('cancelled');

  const judged = enqueue(scene, pull, 1);
  await judge(scene, judged);
  expect(await judge(scene, { ...judged, destroyed: true })).toBe('success');
});

test('a job that does not say what it goes onto judges it against the same commit', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(1));
  const { base, ...group } = enqueue(scene, pull, 1);
  scene.github.commit('main', { ...impact(1), ...allowing(2) });

  expect(await judge(scene, { ...group, again: 'decided' })).toBe('success');
  expect(stateOf(scene.github.shown(group.head))?.mergeBase).toBe(base);
});

test('its pull request may be gone: it is judged without approvals', async () => {
  const scene = openScene();

  expect(await judge(scene, enqueue(scene, 999, 1))).toBe('success');
  expect(await judge(scene, enqueue(scene, 999, 5))).toBe('failure');
});

test('it is not green where its commit is also the head of a pull request that is not', async () => {
  const scene = openScene();
  scene.github.commit('strict', allowing(1));
  const pull = await scene.propose(impact(2));
  const group = enqueue(scene, pull, 2);
  scene.github.push('borrowed', group.head);
  const borrowed = scene.github.openPull('borrowed', { base: 'strict' });
  await scene.look(borrowed);

  expect(await judge(scene, group)).toBe('failure');
});

/** Two groups as a queue builds them: one that fails, and on it one that changes nothing of what is measured. */
async function stacked(percent: number) {
  const scene = openScene();
  const [first, second] = [
    await scene.propose(impact(percent)),
    await scene.propose({ 'README.md': 'Claims, second\n' }),
  ];
  const below = enqueue(scene, first, percent);
  return { scene, first, below, group: enqueue(scene, second, percent, below.head) };
}

test('one that was built on a group that fails is not green: the queue may merge both by the last one’s check', async () => {
  const { scene, below, group } = await stacked(5);

  expect(await judge(scene, below)).toBe('failure');
  expect(await judge(scene, group)).toBe('failure');
  expect(scene.github.shown(group.head)?.title).toContain('the merge group that it was built on: not green');
});

test.each([
  [1, 'success'],
  [5, 'failure'],
])('one that is judged first waits for the one that it was built on: %s %% below', async (percent, conclusion) => {
  const { scene, below, group } = await stacked(percent);

  await scene.work(group, new AbortController().signal);
  expect(scene.github.shown(group.head)).toMatchObject({ status: 'in_progress', conclusion: null });

  // Nobody has told of the one below.
  await scene.settle();
  expect([below, group].map(({ head }) => scene.github.shown(head)?.conclusion)).toEqual([conclusion, conclusion]);
});

test('what is approved or revoked in the pull request of the one below counts for those that were built on it', async () => {
  const { scene, first, below, group } = await stacked(5);
  await judge(scene, below);
  const last = enqueue(scene, await scene.propose({ 'README.md': 'Claims, third\n' }), 5, group.head);
  expect([await judge(scene, group), await judge(scene, last)]).toEqual(['failure', 'failure']);

  await scene.say(first, 'octo-claims', APPROVE);
  expect([group, last].map(({ head }) => scene.github.shown(head)?.conclusion)).toEqual(['success', 'success']);

  await scene.say(first, 'octo-claims', '/weir revoke compensation');
  expect([group, last].map(({ head }) => scene.github.shown(head)?.conclusion)).toEqual(['failure', 'failure']);
});

test('nor is it green while GitHub does not list its own check yet', async () => {
  const { scene, below, group } = await stacked(5);
  await scene.work(below, new AbortController().signal);
  scene.github.lagging(true);

  await scene.work(group, new AbortController().signal);

  expect(scene.github.shown(group.head)?.conclusion).toBe('failure');
});
