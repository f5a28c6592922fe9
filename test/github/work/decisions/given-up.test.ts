/** Jobs that leave nothing on GitHub which could be found again: given up, they come again or are answered. */
import { expect, test } from 'vitest';
import type { ActionJob, Job } from '../../../../src/github/job.ts';
import { MOST_ROUNDS } from '../../../../src/github/work/put-off.ts';
import { REF } from '../../model/github.ts';
import { Refused } from '../../model/world.ts';
import { impact, openScene } from './scene.ts';

const never = new AbortController().signal;

async function pressed(action: ActionJob['action'] = 'approve') {
  const scene = openScene();
  const pull = await scene.propose(impact(5));
  const checkRun = scene.github.check(pull)?.id ?? 0;
  const press = { kind: 'action', repository: REF, number: pull, checkRun, action, sender: 'octo-claims', press: 'a' };
  return { scene, github: scene.github, pull, job: press as ActionJob };
}

/** As the queue does: the last try, and what follows it. */
async function tryLast(scene: ReturnType<typeof openScene>, job: Job): Promise<void> {
  const error: unknown = await scene.work(job, never).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  await scene.giveUp(job, error);
}

function answers({ github }: ReturnType<typeof openScene>, pull: number): string[] {
  return github.comments(pull).flatMap(({ body }) => (body.startsWith('<!-- weir-answer') ? [body] : []));
}

test('a button that GitHub kept from being carried out is carried out once GitHub is there', async () => {
  const { scene, github, pull, job } = await pressed();
  github.refuse('pulls.read', 502);

  await tryLast(scene, job);
  await tryLast(scene, scene.jobs.splice(0)[0] ?? job);

  expect(scene.conclusion(pull)).toBe('failure');
  expect(scene.delays).toEqual([600_000, 600_000]);
  github.allow('pulls.read');
  await scene.settle();
  expect(scene.conclusion(pull)).toBe('success');
  expect(scene.audit).toMatchObject([{ kind: 'approve', by: 'octo-claims' }]);
  expect(answers(scene, pull)).toEqual([]);
});

test.each([
  ['rerun', '**Re-run**', '`/weir rerun`'],
  ['approve', '**Approve**', '`/weir approve all <reason>`'],
  ['explain', '**Explain**', '`/weir explain all`'],
] as const)('one that breaks down is answered: %s', async (action, label, command) => {
  const { scene, github, pull, job } = await pressed(action);
  github.before('pulls.read', () => {
    throw new RangeError('a bug');
  });

  await tryLast(scene, job);

  expect(scene.jobs).toEqual([]);
  expect(answers(scene, pull)).toEqual([expect.stringContaining(label)]);
  expect(answers(scene, pull)[0]).toContain(command);
  expect(answers(scene, pull)[0]).toContain('The fault is with Weir');
});

test('so is one that GitHub refuses, and one that was put off for days', async () => {
  const { scene, pull, job } = await pressed();

  await scene.giveUp(job, new Refused(404, 'GET pulls/101'));
  await scene.giveUp({ ...job, press: 'b', putOff: MOST_ROUNDS }, new Refused(502, 'GET pulls/101'));

  expect(scene.jobs).toEqual([]);
  expect(answers(scene, pull)).toHaveLength(2);
});

test('an answer that cannot be posted is not lost either', async () => {
  const { scene, github, job } = await pressed();
  github.refuse('comments.post', 502);

  await scene.giveUp(job, new RangeError('a bug'));

  expect(scene.jobs).toEqual([{ ...job, putOff: 1 }]);
});

test('a Re-run of all checks of a commit comes again', async () => {
  const { scene, github, pull } = await pressed();
  const { head } = github.pull(pull);
  const before = github.check(pull)?.id;
  github.refuse('checks.list', 502);

  await tryLast(scene, { kind: 'suite', repository: REF, head });

  github.allow('checks.list');
  await scene.settle();
  expect(scene.delays).toEqual([600_000]);
  expect(github.check(pull)?.id).not.toBe(before);
});

test('an installation comes again, until its check can be chosen; open pull requests do not wait for that', async () => {
  const scene = openScene();
  const { github } = scene;
  github.commit('change', impact(5));
  const pull = github.openPull('change');
  github.refuse('checks.create', 502);

  await tryLast(scene, { kind: 'repository', repository: REF });

  expect(scene.jobs.map(({ kind }) => kind)).toEqual(['pull', 'repository']);
  github.allow('checks.create');
  await scene.settle();
  expect(github.shown(github.tip('main'))).toMatchObject({ externalId: 'installed', conclusion: 'success' });
  expect(scene.conclusion(pull)).toBe('failure');
});

test('what is found again by itself is not put off', async () => {
  const { scene, pull } = await pressed();
  const jobs: Job[] = [
    { kind: 'command', repository: REF, number: pull, comment: 1 },
    { kind: 'push', repository: REF, branch: 'main' },
    { kind: 'sweep' },
  ];

  for (const job of jobs) await scene.giveUp(job, new Refused(502, 'GET pulls/101'));

  expect(scene.jobs).toEqual([]);
});
