/** What a merge queue is about to merge is judged by itself: against what it goes onto, with all of its pull requests. */
import { afterAll, expect, test } from 'vitest';
import type { MergeGroup, Run } from '../../emulated-github/index.ts';
import { compensation, EDITS, FILES, late } from './claims.ts';
import { command, concludedAgain, nextSecond } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github, repository } = scene;
github.team('acme', 'claims', []);
afterAll(() => scene.close());

function checkOf({ head }: MergeGroup): Run | undefined {
  return github.checkRuns(repository, head).findLast(({ externalId }) => externalId.startsWith('merge-group/'));
}

function judged(group: MergeGroup): Promise<Run> {
  return scene.until(() => {
    const run = checkOf(group);
    return run?.status === 'completed' && run;
  }, 'the check of the merge group concludes');
}

test('a group is compared with what it goes onto, which may have moved on since its pull requests were judged', async () => {
  const one = await scene.propose({ 'rules/board.json': late(16) });
  expect((await scene.concluded(one)).conclusion).toBe('success');
  const base = await github.commit(repository, 'main', { 'rules/board.json': late(14) });

  const group = await github.mergeGroup([one]);
  const run = await judged(group);

  expect(group.base).toBe(base);
  expect(run.conclusion).toBe('success');
  expect(run.output.summary).toContain('`status.changed` 2 %');
  expect(run.output.summary).toContain(`--base ${base} --head ${group.head}`);
  await github.destroyMergeGroup(group, 'dequeued');
});

test('two pull requests that pass alone can fail together', async () => {
  const two = [
    await scene.propose({ 'config/compensation.yaml': compensation(52) }),
    await scene.propose({ 'rules/compensation.json': FILES['rules/compensation.json'].replace('"<"', '"<="') }),
  ];
  for (const pull of two) expect((await scene.concluded(pull)).conclusion).toBe('success');

  const group = await github.mergeGroup(two);
  const run = await judged(group);

  expect(run.conclusion).toBe('failure');
  expect(run.output.summary).toContain('`tier.changed` 3 %');
  await github.destroyMergeGroup(group, 'dequeued');
});

test('what owners approved in the pull request holds for its group, and for no other impact', async () => {
  const pull = await scene.propose(EDITS.fail);
  await scene.concluded(pull);
  await command(scene, pull, 'octo-claims', '/weir approve compensation agreed');
  expect(scene.check(pull)?.conclusion).toBe('success');

  const group = await github.mergeGroup([pull]);
  expect((await judged(group)).conclusion).toBe('success');
  await github.destroyMergeGroup(group, 'invalidated');

  const other = await scene.propose({ 'rules/board.json': late(40) });
  await scene.concluded(other);
  const larger = await github.mergeGroup([other, pull]);
  const run = await judged(larger);
  expect(run.conclusion).toBe('failure');
  expect(run.output.title).toContain('1 more fails; 1 of these approved');
  await github.destroyMergeGroup(larger, 'dequeued');
});

test('a group that changes nothing is not green while the one that it was built on fails, until that one is approved', async () => {
  const pull = await scene.propose({ 'config/compensation.yaml': compensation(63) });
  const other = await scene.propose({ 'README.md': 'Claims of passengers\n' });
  for (const one of [pull, other]) await scene.concluded(one);
  const below = await github.mergeGroup([pull]);
  const group = await github.mergeGroup([other], { onto: below });

  expect([(await judged(below)).conclusion, (await judged(group)).conclusion]).toEqual(['failure', 'failure']);
  expect(checkOf(group)?.output.summary).toContain('**This group was built on `merge-group/gh-readonly-queue/main/pr-');
  await command(scene, pull, 'octo-claims', '/weir approve compensation agreed');

  await scene.until(() => github.required(repository, group.head) === 'green', 'the group above is judged anew');
  expect(checkOf(group)?.output.summary).toContain(`--base ${below.head} --head ${group.head}`);
  for (const one of [group, below]) await github.destroyMergeGroup(one, 'dequeued');
});

test('a group that is given up while it is judged is cancelled', async () => {
  const pull = await scene.propose(EDITS.failTwice);
  await scene.concluded(pull);
  github.faults.add({ what: 'slow', on: /\/git\/trees\//, times: 1, seconds: 1 });
  const group = await github.mergeGroup([pull]);
  await scene.until(() => checkOf(group)?.status === 'in_progress');

  await github.destroyMergeGroup(group, 'dequeued');

  const run = await judged(group);
  expect(run.conclusion).toBe('cancelled');
  expect(run.output.title).toBe('the merge queue gave this group up');
});

test('a group’s check can be run again, by GitHub’s button and by its own', async () => {
  const pull = await scene.propose({ 'config/compensation.yaml': compensation(70) });
  await scene.concluded(pull);
  const group = await github.mergeGroup([pull]);
  const run = await judged(group);
  expect(run.conclusion).toBe('failure');

  const again = await concludedAgain(scene, run, () => github.rerequest(repository, run, 'octo-dev'));
  const last = await concludedAgain(scene, run, () => github.pressButton(repository, again, 'rerun', 'octo-dev'));

  expect(last.conclusion).toBe('failure');
  expect(last.output.summary).toContain('`tier.changed` 20 %');
});

test('an approval counts in the group although the comment that repeats it is gone', async () => {
  const pull = await scene.propose({ 'config/compensation.yaml': compensation(64) });
  await scene.concluded(pull);
  await command(scene, pull, 'octo-claims', '/weir approve compensation agreed');
  expect(scene.check(pull)?.conclusion).toBe('success');
  await scene.idle();
  const sticky = github.comments(pull).find(({ body, byApp }) => byApp && body.startsWith('<!-- weir -->'));
  github.deleteComment(pull, sticky?.id ?? 0, 'octo-dev');
  await scene.idle();

  const group = await github.mergeGroup([pull]);

  expect((await judged(group)).conclusion).toBe('success');
  await github.destroyMergeGroup(group, 'dequeued');
});

/** A group that is green because an owner approved what its pull request does. */
async function approvedGroup(minutes: number) {
  const pull = await scene.propose({ 'config/compensation.yaml': compensation(minutes) });
  await scene.concluded(pull);
  const { comment } = await command(scene, pull, 'octo-claims', '/weir approve compensation agreed');
  const group = await github.mergeGroup([pull]);
  expect((await judged(group)).conclusion).toBe('success');
  return { pull, comment, group };
}

test('what is revoked in a pull request, or whose comment is deleted, is no longer green in its group', async () => {
  const revoked = await approvedGroup(66);
  await command(scene, revoked.pull, 'octo-claims', '/weir revoke compensation');
  await scene.until(() => github.required(repository, revoked.group.head) === 'red', 'the group is judged anew');
  expect(checkOf(revoked.group)?.output.summary).toContain(`--base ${revoked.group.base} --head ${revoked.group.head}`);
  await github.destroyMergeGroup(revoked.group, 'dequeued');

  const deleted = await approvedGroup(67);
  github.deleteComment(deleted.pull, deleted.comment, 'octo-claims');
  await scene.until(() => github.required(repository, deleted.group.head) === 'red', 'the group is judged anew');
  await github.destroyMergeGroup(deleted.group, 'dequeued');
});

test('a group’s success ends with the revocation while everything that could judge it anew stands still', async () => {
  const { pull, group } = await approvedGroup(68);
  github.faults.add({ what: 'slow', on: /\/git\/trees\//, seconds: 5 });
  await nextSecond();
  github.comment(pull, 'octo-claims', '/weir revoke compensation');

  await scene.until(() => github.required(repository, group.head) === 'pending', 'the success is taken away');
  github.faults.clear();
  await scene.until(() => github.required(repository, group.head) === 'red', 'it is judged anew');
  await github.destroyMergeGroup(group, 'dequeued');
});

test('the next look finds a group that nobody told of, and one whose approval was deleted meanwhile', async () => {
  const { pull, comment, group } = await approvedGroup(69);
  github.faults.deliveries({ drop: 1 });
  github.deleteComment(pull, comment, 'octo-claims');
  const other = await github.mergeGroup([await scene.propose({ 'config/compensation.yaml': compensation(51) })]);
  await github.settled();
  github.faults.deliveries({});
  expect(checkOf(other)).toBeUndefined();

  await scene.app().stop();
  await scene.start();

  await scene.until(() => github.required(repository, group.head) === 'red', 'the group is judged anew');
  expect((await judged(other)).conclusion).toBe('success');
  expect(checkOf(other)?.output.summary).toContain(`--base ${other.base} --head ${other.head}`);
  for (const one of [group, other]) await github.destroyMergeGroup(one, 'dequeued');
});
