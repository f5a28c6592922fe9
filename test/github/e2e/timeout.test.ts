/** A replay that takes longer than it may. */
import { afterAll, expect, test } from 'vitest';
import { EDITS, flights, slowly } from './claims.ts';
import { concludedAgain } from './people.ts';
import { openScene } from './scene.ts';

// 6 seconds, where the slow rule takes more than ten.
const scene = await openScene({
  files: { 'traffic/flights.jsonl': flights(5000) },
  env: { WEIR_CHECK_TIMEOUT: '0.1' },
});
afterAll(() => scene.close());

test('a check ends as timed out, and the next one is not held up by it', async () => {
  const slow = await scene.propose({ 'rules/board.json': slowly(30, 2000) });
  const quick = await scene.propose(EDITS.unaffected);

  const [timedOut, judged] = [await scene.concluded(slow), await scene.concluded(quick)];

  expect(timedOut.conclusion).toBe('timed_out');
  expect(timedOut.output.title).toBe('timed out after 0.1 minutes');
  expect(judged.conclusion).toBe('success');
});

test('with more time the same check is judged when it runs again', async () => {
  const run = await scene.concluded(await scene.propose({ 'rules/board.json': slowly(31, 2000) }));
  expect(run.conclusion).toBe('timed_out');
  await scene.app().stop();
  await scene.start({ env: { WEIR_CHECK_TIMEOUT: '30' } });

  const after = await concludedAgain(scene, run, () => scene.github.rerequest(scene.repository, run, 'octo-dev'));

  expect(after.conclusion).toBe('failure');
  expect(run.output.summary).toContain('`status.changed` 16 %');
});
