/** Which head a command belongs to: people decide about what they have seen, and may be overtaken by a push. */
import { expect, test } from 'vitest';
import { REF } from '../../model/github.ts';
import { impact, openScene, stateOf } from './scene.ts';

const APPROVE = '/weir approve compensation agreed with finance';

test('an approval that was written after the verdict was shown counts', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(5));
  expect(scene.conclusion(pull)).toBe('failure');

  const comment = await scene.say(pull, 'octo-claims', APPROVE);

  expect(scene.conclusion(pull)).toBe('success');
  expect(scene.github.reactions(comment)).toEqual(['eyes', 'rocket']);
});

test('one that was written about another head is answered, and approves nothing', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(5));
  const { id: comment } = scene.github.comment(pull, 'octo-claims', APPROVE);
  const before = scene.github.pull(pull).head;
  scene.github.commit(scene.github.pull(pull).branch, impact(9));
  await scene.look(pull, { before });

  await scene.work(
    { kind: 'command', repository: { installation: 1, owner: 'acme', repo: 'claims' }, number: pull, comment },
    new AbortController().signal,
  );
  await scene.settle();

  expect(scene.conclusion(pull)).toBe('failure');
  expect(stateOf(scene.github.check(pull))?.decisions).toEqual([]);
  expect(scene.github.reactions(comment)).toEqual(['confused']);
});

test('an approval outlives a push that changes nothing of what was approved, and ends with one that does', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(5));
  await scene.say(pull, 'octo-claims', APPROVE);
  const [first, { branch }] = [scene.github.pull(pull).head, scene.github.pull(pull)];

  const second = scene.github.commit(branch, { 'README.md': 'Claims of passengers\n' });
  await scene.look(pull, { before: first });
  expect(scene.conclusion(pull)).toBe('success');

  scene.github.commit(branch, impact(6));
  await scene.look(pull, { before: second });
  expect(scene.conclusion(pull)).toBe('failure');
  expect(scene.audit.map(({ kind }) => kind)).toEqual(['approve', 'expired']);
});

test('an approval that names a commit is of that commit alone', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(5));

  await scene.say(pull, 'octo-claims', `/weir approve compensation @${'0'.repeat(12)} agreed`);
  expect(scene.conclusion(pull)).toBe('failure');

  await scene.say(
    pull,
    'octo-claims',
    `/weir approve compensation @${scene.github.pull(pull).head.slice(0, 12)} agreed`,
  );
  expect(scene.conclusion(pull)).toBe('success');
});

test('after a push by force that brings an old head back, an approval has to name the commit', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(5));
  const { head, branch } = scene.github.pull(pull);
  const other = scene.github.commit(branch, impact(9), scene.github.pull(pull).head);
  await scene.look(pull, { before: head });
  scene.github.push(branch, head, { forced: true });

  const comment = await scene.say(pull, 'octo-claims', APPROVE);

  expect(other).not.toBe(head);
  expect(scene.github.pull(pull).head).toBe(head);
  expect(scene.conclusion(pull)).toBe('failure');
  expect(scene.github.reactions(comment)).toContain('confused');
});

test('a job that knows an old head judges the present one, and concludes what was begun on the old', async () => {
  const scene = openScene();
  scene.github.commit('change', impact(5));
  const pull = scene.github.openPull('change');
  const { head: old } = scene.github.pull(pull);
  const now = scene.github.commit('change', impact(1));

  await scene.look(pull, { head: old });

  expect(scene.github.check(pull, old)?.conclusion).toBe('cancelled');
  expect(scene.github.check(pull, now)?.conclusion).toBe('success');
});

test('a head that GitHub has forgotten keeps nobody from the present one', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(1));

  await scene.look(pull, { head: 'f'.repeat(40), before: 'e'.repeat(40) });

  expect(scene.conclusion(pull)).toBe('success');
});

test('a push of which GitHub tells before it answers with it is judged, and not called overtaken by the head before', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(1));
  const { head: before, branch } = scene.github.pull(pull);
  const head = scene.github.commit('not shown yet', impact(5), before);
  const told = { kind: 'pull', repository: REF, number: pull, head, before } as const;

  await scene.work(told, new AbortController().signal);
  expect(scene.github.check(pull, head)?.conclusion).toBeNull();
  expect(scene.conclusion(pull)).toBe('success');
  scene.github.push(branch, head);
  await scene.settle();

  expect(scene.conclusion(pull)).toBe('failure');
});

test('a branch that was pushed back leaves no check open at the head between', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(1));
  const before = scene.github.pull(pull).head;
  const head = scene.github.commit('gone again', impact(5), before);

  await scene.look(pull, { head, before });

  expect([scene.github.check(pull, head)?.conclusion, scene.conclusion(pull)]).toEqual(['cancelled', 'success']);
});

test('an answer from before the push, at the end of a check, takes no verdict away', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(1));
  const { head: before, branch, updatedAt } = scene.github.pull(pull);
  const head = scene.github.commit(branch, impact(5));
  const later = scene.github.pull(pull).updatedAt;
  let asked = 0;
  // The first answer is of now, and what comes after it of a copy that has not caught up.
  scene.github.before('pulls.read', () => {
    asked += 1;
    scene.github.before('pulls.read', () => scene.github.rewind(pull, { head: before, updatedAt }));
  });
  scene.jobs.push({ kind: 'pull', repository: REF, number: pull, head, before });
  await scene.settle();
  scene.github.rewind(pull, { head, updatedAt: later });

  expect(asked).toBe(1);
  expect(scene.conclusion(pull)).toBe('failure');
});
