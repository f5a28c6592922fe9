/** A pull request that GitHub does not show, however often it is asked: nobody is left with a check that says nothing. */
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Pull } from '../../emulated-github/index.ts';
import { EDITS } from './claims.ts';
import { openOwnProcess } from './own-process.ts';

const scene = await openOwnProcess(
  {},
  {
    client: { pauses: { fault: 5, limit: 5, longest: 1000, retries: 1 }, timeout: 30_000, fileTimeout: 30_000 },
    queue: { pause: (failures) => (failures < 3 ? 20 : undefined) },
  },
);
const { github } = scene;
afterEach(() => github.faults.clear());
afterAll(() => scene.close());

const PULL = { what: 'server-error', on: /^GET .*\/pulls\/\d+$/ } as const;

function checksOf(pull: Pull, head: string) {
  return github.checkRuns(pull.head.repository, head).map(({ conclusion, output }) => [conclusion, output.title]);
}

test('a check that is asked for again says that its pull request could not be read, and is right after the next look', async () => {
  const pull = await scene.propose('again', EDITS.unaffected);
  await scene.idle();
  const run = scene.check(pull);
  expect(run?.conclusion).toBe('success');
  github.faults.add(PULL);

  if (run) github.rerequest(pull.head.repository, run, 'octo-dev');
  await scene.idle();

  expect(scene.check(pull)).toMatchObject({
    conclusion: 'failure',
    output: { title: 'nothing was judged: GitHub could not be read (502 to GET pulls/1)' },
  });
  github.faults.clear();
  await scene.restart();
  await scene.idle();
  expect(scene.check(pull)?.conclusion).toBe('success');
});

test('work on an earlier head that was given up for a push is concluded, although nobody can say what is the head now', async () => {
  const pull = await scene.propose('pushed', EDITS.unaffected);
  await scene.idle();
  github.faults.add({ what: 'silence', on: /^GET .*\/compare\// });
  const first = await github.commit(pull.head.repository, pull.head.branch, EDITS.pass);
  await github.until(() => github.checkRuns(pull.head.repository, first).at(-1)?.status === 'in_progress');
  github.faults.add(PULL);

  const second = await github.commit(pull.head.repository, pull.head.branch, EDITS.fail);
  await scene.idle();

  const unread = ['failure', 'nothing was judged: GitHub could not be read (502 to GET pulls/1)'];
  expect(checksOf(pull, second)).toEqual([unread]);
  expect(checksOf(pull, first)).toEqual([unread]);
});

test('a command whose work was given up is carried out by a later look, however long ago it was written', async () => {
  const pull = await scene.propose('later', EDITS.unaffected);
  await scene.idle();
  github.faults.add(PULL);
  const comment = github.comment(pull, 'octo-dev', '/weir rerun');
  await scene.idle();
  const written = github.comments(pull).find(({ id }) => id === comment);
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z');
  Object.assign(written ?? {}, { createdAt: anHourAgo, updatedAt: anHourAgo });
  const sweeps = () =>
    github.requests.filter(({ path }) => path.startsWith('/repos/acme/later/issues/comments?')).length;

  await scene.restart({ WEIR_SWEEP_MINUTES: '0.02' });
  const before = sweeps();
  await github.until(() => sweeps() > before + 2, { within: 30_000, what: 'some looks at the comments' });
  expect(github.reactions(pull, comment).map(({ content }) => content)).toEqual(['eyes']);
  github.faults.clear();

  const isDone = () => github.reactions(pull, comment).some(({ content }) => content === 'rocket');
  await github.until(isDone, { within: 30_000, what: 'the command is carried out' });
}, 120_000);
