/** What people ask for in comments, who may, and how the App answers. */
import { afterAll, expect, test } from 'vitest';
import { EDITS } from './claims.ts';
import { answered, command, conclusions, nextSecond, stickies } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github, repository } = scene;
github.grant('octo-writer', repository, 'write');
github.team('acme', 'claims', ['octo-member']);
afterAll(() => scene.close());

async function failing(edit: (typeof EDITS)['fail' | 'failTwice'] = EDITS.fail) {
  const pull = await scene.propose(edit);
  const run = await scene.concluded(pull);
  return { pull, run };
}

test.concurrent('rerun replays again, for the author and for whoever can write', async () => {
  const { pull, run } = await failing();

  const byAuthor = await command(scene, pull, 'octo-dev', '/weir rerun');
  const byWriter = await command(scene, pull, 'octo-writer', '/weir rerun --full');

  expect([byAuthor.reaction, byWriter.reaction]).toEqual(['rocket', 'rocket']);
  await github.settled();
  expect(conclusions(scene, run)).toBe(3);
  expect(run.conclusion).toBe('failure');
  const contents = github.reactions(pull, byAuthor.comment).map(({ content }) => content);
  expect(contents).toEqual(['eyes', 'rocket']);
});

test.concurrent('an owner approves one pipeline, and the check turns green once every one is', async () => {
  const { pull } = await failing(EDITS.failTwice);

  const one = await command(scene, pull, 'octo-claims', '/weir approve compensation passengers were told');
  expect(one.reaction).toBe('rocket');
  expect(one.run.conclusion).toBe('failure');
  expect(one.run.output.summary).toContain('passengers were told');

  const other = await command(
    scene,
    pull,
    'octo-airports',
    'Fine with us.\n\n/weir approve board the new boards are slower',
  );
  expect(other.run.conclusion).toBe('success');
  expect(stickies(scene, pull)).toHaveLength(1);
  expect(stickies(scene, pull)[0]).toContain('octo-airports');
});

test.concurrent('approve all is for the pipelines that are one’s own, and says what it left alone', async () => {
  const { pull } = await failing(EDITS.failTwice);

  const { reaction, run, answers } = await command(scene, pull, 'octo-member', '/weir approve all agreed with legal');

  expect(reaction).toBe('rocket');
  expect(run.conclusion).toBe('failure');
  expect(answers).toEqual([expect.stringContaining('`board` is not for `octo-member` to approve')]);
});

test.concurrent('two owners who approve in the same second both count', async () => {
  const { pull } = await failing(EDITS.failTwice);

  await nextSecond();
  const first = github.comment(pull, 'octo-claims', '/weir approve compensation agreed');
  const second = github.comment(pull, 'octo-airports', '/weir approve board agreed');

  expect((await answered(scene, pull, first)).reaction).toBe('rocket');
  const { reaction, run } = await answered(scene, pull, second);
  expect(reaction).toBe('rocket');
  expect(run.conclusion).toBe('success');
});

test.concurrent('an approval is taken back by whoever gave it', async () => {
  const { pull } = await failing();
  const approved = await command(scene, pull, 'octo-deputy', '/weir approve compensation agreed');
  expect(approved.run.conclusion).toBe('success');

  const revoked = await command(scene, pull, 'octo-deputy', '/weir revoke compensation');

  expect(revoked.reaction).toBe('rocket');
  expect(revoked.run.conclusion).toBe('failure');
});

test.concurrent('explain and help answer in a comment and leave the check as it is', async () => {
  const { pull, run } = await failing();

  const explained = await command(scene, pull, 'octo-claims', '/weir explain compensation');
  const helped = await command(scene, pull, 'octo-anybody', '/weir help');

  expect(explained.answers).toEqual([expect.stringMatching(/none .* 50 % .* 60 %/)]);
  expect(helped.answers).toEqual([expect.stringContaining('`/weir approve <pipeline\\|all> [@sha] <reason>`')]);
  await github.settled();
  expect(conclusions(scene, run)).toBe(1);
});

test.concurrent('what is wrong or not allowed gets one answer, and nothing is done', async () => {
  const asked = [
    ['octo-claims', '/weir aprove compensation agreed', 'Did you mean `approve`?'],
    ['octo-claims', '/weir approve compensation', 'An approval needs a reason'],
    ['octo-claims', '/weir approve claims agreed', 'no pipeline `claims`'],
    ['octo-claims', '/weir approve board agreed', '`board` passes or is unaffected'],
    ['octo-airports', '/weir approve compensation agreed', 'is not for `octo-airports` to approve'],
    ['octo-claims', '/weir rerun', 'not open to `octo-claims`'],
    ['octo-dev', '/weir approve compensation agreed', 'The author of a pull request cannot approve'],
    ['octo-dev', '/weir run', 'Nothing to allow'],
    ['octo-stranger', '/weir explain compensation', 'not open to `octo-stranger`'],
  ] as const;
  const { pull, run } = await failing();
  await nextSecond();
  const comments = asked.map(([login, body]) => github.comment(pull, login, body));

  for (const [index, [, body, expected]] of asked.entries()) {
    const { reaction, answers } = await answered(scene, pull, comments[index] ?? 0);
    expect(reaction, body).toBe('confused');
    expect(answers, body).toEqual([expect.stringContaining(expected)]);
  }
  await github.settled();
  expect(conclusions(scene, run)).toBe(1);
});

test('what is quoted, fenced, edited or written by a bot is no command', async () => {
  const { pull, run } = await failing();
  await nextSecond();
  const comments = [
    github.comment(pull, 'octo-claims', '> /weir approve compensation agreed\n\nShould we?'),
    github.comment(pull, 'octo-claims', '```\n/weir approve compensation agreed\n```'),
    github.comment(pull, 'octo-claims', 'One could `/weir approve compensation agreed` here'),
    github.comment(pull, 'octo-claims[bot]', '/weir approve compensation agreed'),
    github.comment(pull, 'octo-claims', 'Let me think'),
  ];
  github.editComment(pull, comments.at(-1) ?? 0, 'octo-claims', '/weir approve compensation agreed');
  // Edited before the App has read it.
  github.faults.deliveries({ delay: 300 });
  comments.push(github.comment(pull, 'octo-claims', '/weir approve compensation agreed'));
  github.editComment(pull, comments.at(-1) ?? 0, 'octo-writer', '/weir approve compensation agreed!');
  await scene.idle();
  github.faults.deliveries({});

  for (const comment of comments) expect(github.reactions(pull, comment)).toEqual([]);
  expect(run.conclusion).toBe('failure');
  expect(github.comments(pull)).toHaveLength(comments.length + 1);
});

test('where GitHub shows neither comments nor reactions, one can have a check run again, and take an approval back', async () => {
  const { pull } = await failing();
  await command(scene, pull, 'octo-claims', '/weir approve compensation agreed');
  expect(github.required(repository, pull.head.sha)).toBe('green');
  const hidden = new RegExp(`^GET /repos/acme/claims/issues/(${pull.number}/comments|comments/\\d+/reactions)`);
  github.faults.add({ what: 'status', status: 403, on: hidden });

  const again = await command(scene, pull, 'octo-dev', '/weir rerun');
  const revoked = await command(scene, pull, 'octo-claims', '/weir revoke compensation');

  expect([again.reaction, revoked.reaction]).toEqual(['rocket', 'rocket']);
  expect(github.required(repository, pull.head.sha)).toBe('red');
  await scene.idle();
  github.faults.clear();
  expect((await command(scene, pull, 'octo-dev', '/weir rerun')).run.conclusion).toBe('failure');
});
