/** Work that is overtaken, cut off or given up: its check must not stay open, nor say what nobody found out. */
import { expect, test } from 'vitest';
import type { PullJob } from '../../../../src/github/job.ts';
import { Stop } from '../../../../src/github/queue/queue.ts';
import { REF } from '../../model/github.ts';
import { Refused } from '../../model/world.ts';
import { impact, openScene, stateOf } from './scene.ts';

function jobOf(number: number, head: string): PullJob {
  return { kind: 'pull', repository: REF, number, head };
}

/** A pull request whose check has not begun. */
function unjudged(options?: Parameters<typeof openScene>[0]) {
  const scene = openScene(options);
  scene.github.commit('change', impact(5));
  const pull = scene.github.openPull('change');
  const { head } = scene.github.pull(pull);
  return { scene, github: scene.github, pull, head, job: jobOf(pull, head) };
}

const never = new AbortController().signal;

test('a verdict that comes after a push says that it is superseded, and by what', async () => {
  const { scene, github, pull, head, job } = unjudged();
  github.before('git.tree', () => void github.commit('change', impact(1)));

  await scene.work(job, never);

  expect(github.check(pull, head)?.conclusion).toBe('cancelled');
  expect(github.check(pull, head)?.title).toContain(`superseded by ${github.pull(pull).head.slice(0, 7)}`);
});

test('one that comes after the pull request was closed is cancelled', async () => {
  const { scene, github, pull, job } = unjudged();
  github.before('git.tree', () => github.change(pull, { open: false }));

  await scene.work(job, never);

  expect(scene.conclusion(pull)).toBe('cancelled');
});

test('work that is stopped by another job leaves the check of the present head to that one', async () => {
  const { scene, github, pull, job } = unjudged();
  const stop = new AbortController();
  github.before('git.tree', () => stop.abort(new Stop('superseded')));

  await expect(scene.work(job, stop.signal)).rejects.toMatchObject({ why: 'superseded' });

  expect(github.check(pull)?.status).toBe('in_progress');
});

test('but concludes that of a head which is none any more', async () => {
  const { scene, github, pull, head, job } = unjudged();
  const stop = new AbortController();
  github.before('git.tree', () => {
    github.commit('change', impact(1));
    stop.abort(new Stop('superseded'));
  });

  await scene.work(job, stop.signal).catch(() => {});

  expect(github.check(pull, head)?.conclusion).toBe('cancelled');
});

test('a shutdown queues the check again', async () => {
  const { scene, github, pull, job } = unjudged();
  const stop = new AbortController();
  github.before('git.tree', () => stop.abort(new Stop('shutdown')));

  await expect(scene.work(job, stop.signal)).rejects.toMatchObject({ why: 'shutdown' });

  expect(github.check(pull)?.status).toBe('queued');
});

/** What another process makes of the check that this one works on. */
async function concludedElsewhere(github: ReturnType<typeof openScene>['github'], pull: number): Promise<void> {
  const { id = 0 } = github.check(pull) ?? {};
  const output = { title: 'Judged elsewhere', summary: '' };
  await github.open().checks.update(id, { status: 'completed', conclusion: 'failure', output });
}

test('whose turn another process has taken leaves the check to that one, also where it is concluded by now', async () => {
  const { scene, github, pull, job } = unjudged();
  const stop = new AbortController();
  github.before('git.tree', () => {
    void concludedElsewhere(github, pull);
    stop.abort(new Stop('taken over'));
  });

  await expect(scene.work(job, stop.signal)).rejects.toMatchObject({ why: 'taken over' });

  expect(github.check(pull)).toMatchObject({ status: 'completed', conclusion: 'failure', title: 'Judged elsewhere' });
});

test('a verdict that comes after another process’s, which had taken the turn, does not stand in its place', async () => {
  const scene = openScene();
  scene.github.commit('change', impact(1));
  const pull = scene.github.openPull('change');
  scene.github.before('git.tree', () => void concludedElsewhere(scene.github, pull));

  await scene.work(jobOf(pull, scene.github.pull(pull).head), never);

  expect(scene.github.check(pull)).toMatchObject({ conclusion: 'failure', title: 'Judged elsewhere' });
});

test('a job that GitHub kept from its end says so when it is given up, and is looked at again', async () => {
  const { scene, github, pull, job } = unjudged();
  github.refuse('git.tree', 502);
  const error: unknown = await scene.work(job, never).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ status: 502 });
  expect(github.check(pull)?.status).toBe('in_progress');

  await scene.giveUp(job, error);

  expect(scene.conclusion(pull)).toBe('failure');
  expect(github.check(pull)?.title).toContain('GitHub could not be read');
  github.allow('git.tree');
  await scene.look(pull);
  expect(stateOf(github.check(pull))?.todo).toBeUndefined();
  expect(github.check(pull)?.title).toContain('compensation');
});

test('a bug is said to be one', async () => {
  const { scene, github, pull, head, job } = unjudged();
  await scene.work(job, never);
  await scene.look(pull);
  github.commit('change', impact(6));
  const next = jobOf(pull, github.pull(pull).head);
  github.before('git.tip', () => {
    throw new RangeError('a bug');
  });
  await scene.work(next, never).catch(() => {});

  expect(github.check(pull)?.title).toContain('Weir broke down');
  expect(scene.conclusion(pull)).toBe('failure');
  expect(github.check(pull, head)?.conclusion).toBe('failure');
});

test('a verdict that stands is not taken away by a job that only looked', async () => {
  const { scene, github, pull, head, job } = unjudged();
  await scene.work(job, never);
  const verdict = github.check(pull);

  await scene.giveUp(job, new Refused(502, 'GET pulls/101'));

  expect(github.check(pull, head)).toEqual(verdict);
});

test('a success is, by one that was to judge anew', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(1));
  const { head } = scene.github.pull(pull);

  await scene.giveUp({ ...jobOf(pull, head), again: 'decided' }, new Refused(502, 'GET pulls/101'));

  expect(scene.conclusion(pull)).toBe('failure');
});

test('nor is a check begun that another head has long had, when GitHub is out of reach to the end', async () => {
  const { scene, github, pull, head, job } = unjudged();
  await scene.work(job, never);
  github.refuse('pulls.read', 502);

  await scene.giveUp({ ...job, before: 'e'.repeat(40) }, new Refused(502, 'GET pulls/101'));

  expect(github.check(pull, head)?.conclusion).toBe('failure');
});

test('when its time is over a check that was announced is concluded as timed out', async () => {
  const { scene, github, pull, job } = unjudged({ minutes: 0 });
  await github.open().checks.create({ name: 'weir', head: job.head ?? '', externalId: `pull/${pull}` });

  await scene.work(job, never);

  expect(scene.conclusion(pull)).toBe('timed_out');
  expect(stateOf(github.check(pull))?.todo).toBeUndefined();
});

test('a command that was cut off is carried out by the next try, and answered once', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(5));
  const { id: comment } = scene.github.comment(pull, 'octo-stranger', '/weir approve compensation please');
  const command = { kind: 'command', repository: REF, number: pull, comment } as const;
  scene.github.refuse('comments.react', 502);
  await expect(scene.work(command, never)).rejects.toMatchObject({ status: 502 });
  scene.github.allow('comments.react');

  await scene.work(command, never);

  const answers = scene.github.comments(pull).filter(({ body }) => body.startsWith('<!-- weir-answer'));
  expect(answers).toHaveLength(1);
  expect(scene.github.reactions(comment)).toEqual(['confused']);
});

test('where reactions are refused, a command is carried out all the same, and only once', async () => {
  const scene = openScene();
  const pull = await scene.propose(impact(5));
  scene.github.refuse('comments.react', 403);

  await scene.say(pull, 'octo-claims', '/weir approve compensation agreed');
  const runs = scene.audit.length;
  const comment = scene.github.comments(pull).find(({ login }) => login === 'octo-claims')?.id ?? 0;
  await scene.work({ kind: 'command', repository: REF, number: pull, comment }, never);

  expect(scene.conclusion(pull)).toBe('success');
  expect(runs).toBe(1);
  expect(scene.audit).toHaveLength(1);
});
