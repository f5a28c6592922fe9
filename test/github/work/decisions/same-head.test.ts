import { expect, test } from 'vitest';
import { allowing, impact, openScene } from './scene.ts';

/** A commit that moves 5 %, proposed to main, which allows 2 %, and to a branch that allows 20 %. */
async function shared(): Promise<{ scene: ReturnType<typeof openScene>; strict: number; lax: number; head: string }> {
  const scene = openScene();
  scene.github.commit('lenient', allowing(20));
  const head = scene.github.commit('one', impact(5));
  const [strict, lax] = [scene.github.openPull('one'), scene.github.openPull('one', { base: 'lenient' })];
  return { scene, strict, lax, head };
}

test('a commit is not shown green for the lax branch while nobody knows what the strict one makes of it', async () => {
  const { scene, lax, head } = await shared();

  await scene.look(lax);

  expect(scene.conclusion(lax)).toBe('action_required');
  expect(scene.github.shown(head)?.conclusion).toBe('action_required');
});

test('nor once the strict one has refused it, whichever was judged first', async () => {
  for (const order of ['strict first', 'lax first']) {
    const { scene, strict, lax, head } = await shared();
    for (const pull of order === 'strict first' ? [strict, lax] : [lax, strict]) await scene.look(pull);

    expect([scene.conclusion(strict), scene.conclusion(lax)], order).toEqual(['failure', 'failure']);
    expect(scene.github.shown(head)?.conclusion, order).toBe('failure');
    expect(scene.github.check(lax)?.title, order).toContain(`#${strict} with the same head: not green`);
  }
});

test('an owner’s approval in the strict one gives both their success', async () => {
  const { scene, strict, lax } = await shared();
  await scene.look(strict);
  await scene.look(lax);

  await scene.say(strict, 'octo-claims', '/weir approve compensation agreed with finance');

  expect([scene.conclusion(strict), scene.conclusion(lax)]).toEqual(['success', 'success']);
});

test.each(['closed', 'pushed', 'retargeted'] as const)(
  'the strict one was %s: the lax one has its success',
  async (how) => {
    const { scene, strict, lax, head } = await shared();
    await scene.look(strict);
    await scene.look(lax);
    // A branch of its own has the commit, too.
    const other = scene.github.openPull('one', { base: 'lenient' });
    await scene.look(other);
    expect(scene.conclusion(lax)).toBe('failure');

    if (how === 'closed') scene.github.change(strict, { open: false });
    if (how === 'retargeted') scene.github.change(strict, { baseRef: 'lenient' });
    if (how === 'pushed') scene.github.change(strict, { head: scene.github.commit('elsewhere', impact(1)) });
    await scene.look(strict, { before: head, again: 'decided' });

    expect([scene.conclusion(lax), scene.conclusion(other)]).toEqual(['success', 'success']);
  },
);

test('where GitHub does not say who else has the commit, nothing is shown green', async () => {
  const { scene, lax, strict, head } = await shared();
  scene.github.change(strict, { open: false });
  scene.github.refuse('pulls.open', 502);

  await expect(scene.look(lax)).rejects.toMatchObject({ status: 502 });

  expect(scene.github.shown(head)?.conclusion).toBeNull();
});

test('a failure needs nobody else', async () => {
  const { scene, strict } = await shared();
  scene.github.refuse('pulls.open', 502);

  await scene.look(strict).catch(() => {});

  expect(scene.conclusion(strict)).toBe('failure');
});

test('a check that is called off at a commit hides no other’s success', async () => {
  const scene = openScene();
  const one = await scene.propose(impact(1));
  const { branch, head } = scene.github.pull(one);
  const other = scene.github.openPull(branch);
  await scene.look(other);
  await scene.look(one);
  // Judged once more, and called off in the middle.
  scene.github.before('git.tree', () => scene.github.change(other, { open: false }));
  await scene.look(other, { again: 'rerun' });

  expect(scene.github.check(other)?.conclusion).toBe('cancelled');
  expect(scene.github.shown(head)?.conclusion).toBe('success');
  expect(scene.github.shown(head)?.externalId).toBe(`pull/${one}`);
});
