/** Pull requests from forks: what a stranger wrote is replayed only after somebody who can write has read it. */
import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { compensation, EDITS, FILES, flights, weirYml } from './claims.ts';
import { answered, command, nextSecond, stickies } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github, repository } = scene;
github.grant('octo-writer', repository, 'write');
afterAll(() => scene.close());

const fork = 'octo-stranger';

/** As git names the file's content. */
function blobId(content: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(content)}\0${content}`)
    .digest('hex');
}

test('a fork’s change waits, and no recording is so much as downloaded for it', async () => {
  const pull = await scene.propose(EDITS.fail, { fork });

  const { conclusion, output } = await scene.concluded(pull);

  expect(conclusion).toBe('action_required');
  expect(output.title).toBe('waits for a maintainer to let this fork be replayed');
  await scene.until(() => stickies(scene, pull)[0]?.includes('/weir run'));
  const recording = blobId(FILES['traffic/flights.jsonl']);
  expect(github.requests.filter(({ path }) => path.includes(recording))).toEqual([]);
});

test('a fork’s change of nothing that is governed needs nobody’s leave', async () => {
  const pull = await scene.propose(EDITS.unaffected, { fork });

  expect((await scene.concluded(pull)).conclusion).toBe('success');
});

test('a recording that a fork brings is not so much as downloaded before somebody has read the change', async () => {
  const brought = flights(7);
  const pull = await scene.propose({ 'traffic/flights.jsonl': brought }, { fork });

  expect((await scene.concluded(pull)).conclusion).toBe('action_required');
  const asked = blobId(brought);
  expect(github.requests.filter(({ path }) => path.includes(asked))).toEqual([]);

  const allowed = await command(scene, pull, 'octo-writer', '/weir run');
  expect(allowed.run.conclusion).toBe('success');
  expect(allowed.run.output.summary).toContain('1,000 records became 7');
});

test('a maintainer lets one head be replayed, its author does not, and the next head waits again', async () => {
  const pull = await scene.propose(EDITS.fail, { fork });
  await scene.concluded(pull);

  const refused = await command(scene, pull, fork, '/weir run');
  expect(refused.reaction).toBe('confused');
  expect(refused.run.conclusion).toBe('action_required');

  const allowed = await command(scene, pull, 'octo-writer', '/weir run');
  expect(allowed.reaction).toBe('rocket');
  expect(allowed.run.conclusion).toBe('failure');
  expect(allowed.run.output.summary).toContain('`tier.changed` 10 %');

  const head = await github.commit(pull.head.repository, pull.head.branch, {
    'config/compensation.yaml': compensation(61),
  });
  expect((await scene.concluded(pull, head)).conclusion).toBe('action_required');

  const named = await command(scene, pull, 'octo-writer', `/weir run ${head.slice(0, 7)}`);
  expect(named.run.conclusion).toBe('failure');
});

test('leave that was given before the head was pushed is not leave for it', async () => {
  const pull = await scene.propose(EDITS.fail, { fork });
  const read = pull.head.sha;
  await scene.concluded(pull);
  await nextSecond();
  // The comment comes to the App when the push has been made.
  github.faults.deliveries({ delay: 500 });

  const comments = [
    github.comment(pull, 'octo-writer', '/weir run'),
    github.comment(pull, 'octo-writer', `/weir run ${read}`),
  ];
  const pushed = await github.commit(pull.head.repository, pull.head.branch, EDITS.pass);

  for (const comment of comments) {
    const { reaction, answers } = await answered(scene, pull, comment);
    expect(reaction).toBe('confused');
    expect(answers).toEqual([expect.stringContaining(pushed.slice(0, 12))]);
  }
  github.faults.deliveries({});
  expect((await scene.concluded(pull, pushed)).conclusion).toBe('action_required');
});

test('the limits, owners and recordings of a fork judge nothing', async () => {
  const pull = await scene.propose(
    {
      ...EDITS.fail,
      '.github/weir.yml': weirYml({ percent: 99 }).replaceAll('@octo-claims', `@${fork}`),
      'traffic/flights.jsonl': flights(7),
    },
    { fork },
  );
  await scene.concluded(pull);

  const { run } = await command(scene, pull, 'octo-writer', '/weir run');

  expect(run.conclusion).toBe('failure');
  expect(run.output.summary).toContain('`tier.changed` 10 % | 2 % | 1,000 |');
  expect(run.output.summary).not.toContain(`\`@${fork}\``);
});
