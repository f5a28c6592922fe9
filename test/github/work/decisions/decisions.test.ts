/** Which decisions count: genuine ones, of this pull request, whose comment still says so, of somebody who still is an owner. */
import { expect, test } from 'vitest';
import { REF } from '../../model/github.ts';
import { allowing, impact, openScene, stateOf } from './scene.ts';

const APPROVE = '/weir approve compensation agreed with finance';

async function approved() {
  const scene = openScene();
  const pull = await scene.propose(impact(5));
  const comment = await scene.say(pull, 'octo-claims', APPROVE);
  expect(scene.conclusion(pull)).toBe('success');
  return { scene, github: scene.github, pull, comment };
}

test('an approval ends with its comment, deleted or edited', async () => {
  for (const how of ['deleted', 'edited'] as const) {
    const { scene, github, pull, comment } = await approved();
    if (how === 'deleted') github.deleteComment(comment);
    else github.editComment(comment, `${APPROVE}!`);

    await scene.look(pull);

    expect(scene.conclusion(pull), how).toBe('failure');
  }
});

test('without the sticky comment the check remembers it', async () => {
  const { scene, github, pull } = await approved();
  for (const { id, login } of github.comments(pull)) if (login === 'weir[bot]') github.deleteComment(id);

  await scene.look(pull, { again: 'decided' });

  expect(scene.conclusion(pull)).toBe('success');
});

test('without the check of the head before, the sticky comment remembers it', async () => {
  const { scene, github, pull } = await approved();
  github.commit(github.pull(pull).branch, { 'README.md': 'Pushed, and the event was lost\n' });

  await scene.look(pull);

  expect(scene.conclusion(pull)).toBe('success');
});

test('a copy in another pull request counts nothing there', async () => {
  const { scene, github, pull } = await approved();
  const sticky = github.comments(pull).find(({ body }) => body.startsWith('<!-- weir -->'));
  const other = await scene.propose(impact(5));
  const its = github.comments(other).find(({ body }) => body.startsWith('<!-- weir -->'));
  github.editComment(its?.id ?? 0, sticky?.body ?? '');

  await scene.look(other, { again: 'decided' });

  expect(sticky?.body).toContain('weir-decisions');
  expect(scene.conclusion(other)).toBe('failure');
});

test('who is no owner any more has approved nothing, once it is judged anew', async () => {
  const scene = openScene();
  scene.github.team('acme/claims', 'octo-member');
  const pull = await scene.propose(impact(5));
  await scene.say(pull, 'octo-member', APPROVE);
  expect(scene.conclusion(pull)).toBe('success');

  scene.github.team('acme/claims');
  await scene.look(pull, { again: 'decided' });

  expect(scene.conclusion(pull)).toBe('failure');
});

test.each([
  ['the author', 'octo-dev'],
  ['somebody else', 'octo-stranger'],
  ['a bot', 'helper[bot]'],
])('%s approves nothing', async (_who, login) => {
  const scene = openScene();
  scene.github.team('acme/claims', 'octo-dev');
  const pull = await scene.propose(impact(5));

  await scene.say(pull, login, APPROVE);

  expect(scene.conclusion(pull)).toBe('failure');
  expect(scene.audit).toEqual([]);
});

test('a revocation takes it back, and a restored copy of the comment from before does not bring it again', async () => {
  const { scene, github, pull } = await approved();
  const sticky = github.comments(pull).find(({ body }) => body.startsWith('<!-- weir -->'));
  await scene.say(pull, 'octo-deputy', '/weir revoke compensation');
  expect(scene.conclusion(pull)).toBe('failure');

  github.editComment(sticky?.id ?? 0, sticky?.body ?? '');
  await scene.look(pull, { again: 'decided' });

  expect(scene.conclusion(pull)).toBe('failure');
});

test('where GitHub shows no comments nothing is approved, and nothing forgotten', async () => {
  const { scene, github, pull } = await approved();
  github.refuse('comments.list', 403);
  await scene.look(pull, { again: 'decided' });
  expect(scene.conclusion(pull)).toBe('failure');
  expect(stateOf(github.check(pull))?.decisions).toHaveLength(1);

  github.allow('comments.list');
  await scene.look(pull);

  expect(scene.conclusion(pull)).toBe('success');
});

test('where GitHub does not answer about comments no verdict is made: the job is tried again', async () => {
  const { scene, github, pull } = await approved();
  github.refuse('comments.list', 502);

  await expect(scene.look(pull, { again: 'decided' })).rejects.toMatchObject({ status: 502 });

  // The success is taken away first: somebody may have decided against it.
  expect(scene.conclusion(pull)).toBeUndefined();
});

test('a verdict holds until the weir.yml of its branch is another one', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(5));
  const asked = scene.github.asked.filter((what) => what === 'checks.create').length;
  await scene.look(pull);
  expect(scene.github.asked.filter((what) => what === 'checks.create')).toHaveLength(asked);

  scene.github.commit('main', allowing(20));
  await scene.look(pull);

  expect(scene.conclusion(pull)).toBe('success');
});

test('a comment that somebody made an approval in the second in which its author wrote it is none', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(5));
  const { id: comment } = scene.github.comment(pull, 'octo-claims', 'Thanks, I will have a look.');
  scene.github.editComment(comment, '/weir approve compensation agreed with finance', 'at once');

  scene.jobs.push({ kind: 'comment', repository: REF, number: pull, comment });
  await scene.settle();

  expect(scene.conclusion(pull)).toBe('failure');
  expect(scene.audit).toEqual([]);
});

test('where GitHub does not tell of edits, its times count', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(5));
  scene.github.refuse('comments.wasEdited', 403);

  await scene.say(pull, 'octo-claims', '/weir approve compensation agreed with finance');

  expect(scene.conclusion(pull)).toBe('success');
});
