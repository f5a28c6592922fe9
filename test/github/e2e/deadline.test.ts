/** WEIR_CHECK_TIMEOUT bounds a check as a whole: whatever GitHub leaves unanswered, for however long. */
import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { EDITS, FILES, late } from './claims.ts';
import { openOwnProcess } from './own-process.ts';

/** 12 seconds. GitHub is waited for as patiently as ever: half a minute for each answer, six times. */
const scene = await openOwnProcess({ WEIR_CHECK_TIMEOUT: '0.2', WEIR_CONCURRENCY: '1' });
afterAll(() => scene.close());

const SECONDS = 12;
const recording = Buffer.from(FILES['traffic/flights.jsonl']);
const recordingId = createHash('sha1').update(`blob ${recording.length}\0`).update(recording).digest('hex');
const titled = (rest: string): string => `timed out after 0.2 minutes: ${rest}`;

test('a check whose requests hang is concluded at its deadline, and holds up nobody', async () => {
  const reading = titled('GitHub did not say in time what changed');
  const hanging = await Promise.all(
    Object.entries({
      comparison: [/^GET .*\/compare\//, reading],
      branch: [/^GET .*\/git\/ref\//, reading],
      tree: [/^GET .*\/git\/trees\//, reading],
      file: [/^GET .*\/git\/blobs\//, reading],
      comments: [/^GET .*\/issues\/\d+\/comments/, reading],
      'pull-request': [/^GET .*\/pulls\/\d+$/, reading],
      recording: [new RegExp(`^GET .*/git/blobs/${recordingId}`), titled('the recordings did not arrive')],
    } as const).map(async ([name, [on, title]]) => ({
      name,
      title,
      pull: await scene.propose(name, EDITS.fail, { what: 'silence', on }),
    })),
  );
  // The only turn to replay is not taken by the one that waits for its recording.
  const other = await scene.propose('other', { 'rules/board.json': late(30) }, undefined, {
    'traffic/flights.jsonl': `${FILES['traffic/flights.jsonl']}\n`,
  });
  const held = hanging.find(({ name }) => name === 'recording')?.pull;
  await scene.github.until(() => scene.check(other)?.status === 'completed', { within: 60_000 });
  const meanwhile = held && scene.check(held)?.status;
  const open = () => hanging.filter(({ pull }) => scene.check(pull)?.status !== 'completed').map(({ name }) => name);
  await scene.github.until(() => open().length === 0, { within: 90_000 }).catch(() => {});
  expect(open()).toEqual([]);

  expect(scene.check(other)).toMatchObject({ conclusion: 'failure' });
  expect(meanwhile).toBe('in_progress');
  for (const { name, title, pull } of hanging) {
    const { id, conclusion, output, startedAt = '' } = scene.check(pull) ?? {};
    expect({ name, conclusion, title: output?.title }).toEqual({ name, conclusion: 'timed_out', title });
    const patched = scene.github.requests.find(
      ({ method, path, body }) => method === 'PATCH' && path.endsWith(`/check-runs/${id}`) && /"conclusion"/.test(body),
    );
    const seconds = ((patched?.at ?? Number.NaN) - Date.parse(startedAt)) / 1000;
    // GitHub's times are whole seconds. How much more it takes is the machine's business; without a limit it is half an hour.
    expect(seconds, name).toBeGreaterThan(SECONDS - 1);
  }
}, 120_000);

test('what timed out for GitHub is judged after all once GitHub answers', async () => {
  const pull = await scene.propose('later', EDITS.fail, { what: 'silence', on: /^GET .*\/compare\// });
  await scene.github.until(() => scene.check(pull)?.status === 'completed', { within: 60_000 });
  expect(scene.check(pull)?.conclusion).toBe('timed_out');
  scene.github.faults.clear();

  await scene.restart({ WEIR_CHECK_TIMEOUT: '5' });

  await scene.github.until(() => scene.check(pull)?.conclusion === 'failure', { within: 60_000 });
}, 120_000);
