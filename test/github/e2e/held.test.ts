/** A verdict holds for the head, the weir.yml and the decisions that there are now, and ends at once where one of them changes. */
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Pull } from '../../emulated-github/index.ts';
import { compensation, EDITS, weirYml } from './claims.ts';
import { answered, answersTo, command, concludedAgain, nextSecond } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github, repository } = scene;
github.grant('octo-writer', repository, 'write');
github.team('acme', 'claims', []);
afterEach(() => {
  github.faults.clear();
});
afterAll(() => scene.close());

function required(pull: Pull, head = pull.head.sha) {
  return github.required(repository, head);
}

async function approved(minutes: number) {
  const pull = await scene.propose({ 'config/compensation.yaml': compensation(minutes) });
  await scene.concluded(pull);
  await command(scene, pull, 'octo-claims', '/weir approve compensation agreed');
  expect(required(pull)).toBe('green');
  return pull;
}

test('a revocation takes the success away before anything else, and a process that is killed then does not give it back', async () => {
  const pull = await approved(71);
  // Everything that could judge anew stands still.
  github.faults.add({ what: 'slow', on: /\/compare\//, seconds: 5 });
  await nextSecond();
  github.comment(pull, 'octo-claims', '/weir revoke compensation');

  await scene.until(() => required(pull) === 'pending', 'the success is taken away');
  await scene.app().kill();
  github.faults.clear();
  expect(required(pull)).toBe('pending');

  await scene.start();
  await scene.until(() => required(pull) === 'red', 'it is judged anew');
});

test('a comment that is deleted while GitHub has trouble leaves nothing green', async () => {
  const pull = await approved(72);
  const comment = github.comments(pull).find(({ body }) => body.startsWith('/weir approve'))?.id ?? 0;
  github.faults.add({ what: 'server-error', on: /\/git\/trees\// });

  github.deleteComment(pull, comment, 'octo-claims');

  await scene.until(() => required(pull) === 'pending', 'the success is taken away');
  github.faults.clear();
  await scene.until(() => required(pull) === 'red', 'it is judged anew');
});

test('what was revoked on a later head is not green on an earlier one that comes back', async () => {
  const pull = await approved(73);
  const first = pull.head.sha;
  const second = await github.commit(repository, pull.head.branch, { 'README.md': 'Beside the point\n' });
  expect((await scene.concluded(pull, second)).conclusion).toBe('success');
  await command(scene, pull, 'octo-claims', '/weir revoke compensation');
  expect(required(pull)).toBe('red');
  expect(required(pull, first)).toBe('green');

  await github.push(repository, pull.head.branch, first);

  await scene.until(() => required(pull, first) === 'red', 'the earlier head is judged anew');
});

test('what was revoked while the event of the earlier head is lost is found by the next look', async () => {
  const pull = await approved(74);
  const first = pull.head.sha;
  await scene.concluded(pull, await github.commit(repository, pull.head.branch, { 'README.md': 'Beside it\n' }));
  await command(scene, pull, 'octo-claims', '/weir revoke compensation');
  github.faults.deliveries({ drop: 1 });
  await github.push(repository, pull.head.branch, first);
  await github.settled();
  github.faults.deliveries({});

  await scene.app().stop();
  await scene.start();

  await scene.until(() => required(pull, first) === 'red', 'the earlier head is judged anew');
});

test('limits that were tightened while a pull request was closed hold when it is opened again', async () => {
  await github.commit(repository, 'loose', { '.github/weir.yml': weirYml({ percent: 20 }) });
  const pull = await scene.propose(EDITS.fail, { base: 'loose' });
  const run = await scene.concluded(pull);
  expect(run.conclusion).toBe('success');
  await github.closePull(pull);
  await github.commit(repository, 'loose', { '.github/weir.yml': weirYml({ percent: 2 }) });
  await scene.idle();

  const after = await concludedAgain(scene, run, () => github.reopen(pull));

  expect(after.conclusion).toBe('failure');
});

test('a check that GitHub has given up as stale is made anew', async () => {
  const pull = await scene.propose(EDITS.fail);
  const run = await scene.concluded(pull);
  github.makeStale(run);

  const after = await scene.until(async () => {
    await github.readyForReview(pull);
    const newest = scene.check(pull);
    return newest?.id !== run.id && newest?.status === 'completed' && newest;
  });

  expect(after.conclusion).toBe('failure');
  // A scene ends with nothing but conclusions of the App's.
  repository.runs.splice(repository.runs.indexOf(run), 1);
});

test.for([
  ['without a weir.yml', null, 'success', 'No weir.yml yet'],
  ['with a broken one', 'version: 1\npipelines: nothing of use\n', 'failure', '.github/weir.yml'],
] as const)(
  'pull requests to a branch %s are judged when it gets one that can be used',
  async ([name, text, before, title]) => {
    const branch = name.replaceAll(' ', '-');
    await github.commit(repository, branch, { '.github/weir.yml': text });
    await github.commit(repository, `from-${branch}`, { 'README.md': branch });
    const start = repository.branches.get(branch) ?? '';
    await github.push(repository, `from-${branch}`, start);
    const pull = await scene.propose(
      { 'config/compensation.yaml': compensation(75) },
      { base: branch, branch: `from-${branch}` },
    );
    const run = await scene.concluded(pull);
    expect([run.conclusion, run.output.title]).toEqual([before, expect.stringContaining(title)]);

    const after = await concludedAgain(scene, run, () => {
      return github.commit(repository, branch, { '.github/weir.yml': weirYml() });
    });

    expect(after.conclusion).toBe('failure');
    expect(after.output.summary).toContain('`tier.changed` 25 %');
  },
);

test('an approval that was written about another head does not count for the one that its author has brought back', async () => {
  const pull = await scene.propose({ 'config/compensation.yaml': compensation(76) });
  const first = pull.head.sha;
  await scene.concluded(pull);
  await nextSecond();
  const second = await github.commit(repository, pull.head.branch, { 'config/compensation.yaml': compensation(77) });
  await scene.concluded(pull, second);
  await nextSecond();
  // The App hears of both when the branch is back already.
  github.faults.deliveries({ delay: 800 });

  const comment = github.comment(pull, 'octo-claims', '/weir approve compensation the second one is fine');
  await github.push(repository, pull.head.branch, first);
  const { reaction } = await answered(scene, pull, comment);
  github.faults.deliveries({});

  expect(reaction).toBe('confused');
  await scene.idle();
  expect(required(pull, first)).toBe('red');

  const named = await command(
    scene,
    pull,
    'octo-claims',
    `/weir approve compensation @${first.slice(0, 8)} the first one is, too`,
  );
  expect(named.reaction).toBe('rocket');
  expect(required(pull, first)).toBe('green');
});

test('where the way of the branch is not known, the answer says how to name the head', async () => {
  const pull = await scene.propose({ 'config/compensation.yaml': compensation(78) });
  const first = pull.head.sha;
  await scene.concluded(pull);
  github.faults.deliveries({ drop: 1 });
  await github.commit(repository, pull.head.branch, { 'config/compensation.yaml': compensation(79) });
  await nextSecond();
  await github.push(repository, pull.head.branch, first);
  await github.settled();
  github.faults.deliveries({});

  const { reaction, answers } = await command(scene, pull, 'octo-claims', '/weir approve compensation agreed');

  expect(reaction).toBe('confused');
  expect(answers).toEqual([expect.stringContaining(`/weir approve <pipeline|all> @${first.slice(0, 12)} <reason>`)]);
  const named = await command(scene, pull, 'octo-claims', `/weir approve all @${first.slice(0, 12)} agreed`);
  expect(named.reaction).toBe('rocket');
  const other = await command(scene, pull, 'octo-claims', '/weir approve all @0123456789ab agreed');
  expect(other.answers).toEqual([expect.stringContaining('is not the head of this pull request')]);
});

test('a command on a closed pull request is answered, and nothing is done', async () => {
  const pull = await scene.propose(EDITS.fail);
  await scene.concluded(pull);
  await github.closePull(pull);
  await scene.idle();
  await nextSecond();

  const comment = github.comment(pull, 'octo-claims', '/weir approve compensation agreed');
  await scene.until(() => answersTo(scene, pull, `comment ${comment}`).length > 0, 'an answer');

  expect(answersTo(scene, pull, `comment ${comment}`)).toEqual([
    expect.stringContaining('This pull request is closed'),
  ]);
  expect(required(pull)).toBe('red');
});

test('an approval that GitHub did not show counts once it shows it again', async () => {
  const pull = await approved(79);
  github.faults.add({ what: 'status', status: 403, on: /^GET .*\/issues\/\d+\/comments/ });
  const run = await scene.concluded(pull);
  github.rerequest(repository, run, 'octo-dev');
  await scene.until(() => required(pull) === 'red', 'nothing is approved');
  await scene.idle();
  github.faults.clear();

  await scene.app().stop();
  await scene.start();

  await scene.until(() => required(pull) === 'green', 'the next look finds the approval');
});
