/** What is left to say about a check costs it nothing: its conclusion stands, however long GitHub does not take the rest. */
import { afterAll, afterEach, expect, test } from 'vitest';
import { readState } from '../../../src/github/check/state.ts';
import type { Pull } from '../../emulated-github/index.ts';
import { EDITS } from './claims.ts';
import { openOwnProcess } from './own-process.ts';

const client = { pauses: { fault: 5, limit: 5, longest: 1000, retries: 1 }, timeout: 60_000, fileTimeout: 60_000 };
const scene = await openOwnProcess(
  { WEIR_CHECK_TIMEOUT: '0.1' },
  { client, queue: { pause: (failures) => [20, 20, 7000][failures - 1] } },
);
const { github } = scene;
afterEach(() => github.faults.clear());
afterAll(() => scene.close());

const COMMENT = /^(POST|PATCH) .*\/issues\/(\d+\/comments|comments\/\d+)$/;

/** A pull request whose check has failed, and whose next head passes while no comment is taken. */
async function withoutComment(name: string): Promise<Pull> {
  const pull = await scene.propose(name, EDITS.fail);
  await scene.idle();
  expect(scene.check(pull)?.conclusion).toBe('failure');
  github.faults.add({ what: 'server-error', on: COMMENT });
  await github.commit(pull.head.repository, pull.head.branch, EDITS.pass);
  return pull;
}

function conclusions(pull: Pull): (string | null)[] {
  return github.checkRuns(pull.head.repository, pull.head.sha).map(({ conclusion }) => conclusion);
}

test('a comment that is out of reach until its job is given up, and past the deadline, leaves the verdict as it is', async () => {
  const pull = await withoutComment('given-up');

  await scene.idle();

  expect(conclusions(pull)).toEqual(['success']);
  expect(readState(scene.check(pull)?.output.summary)?.todo).toBe('words');
  github.faults.clear();
  await scene.restart();
  await scene.idle();
  expect(conclusions(pull)).toEqual(['success']);
  expect(readState(scene.check(pull)?.output.summary)?.todo).toBeUndefined();
}, 120_000);

test('a verdict whose words are looked for again is not replaced by what goes wrong meanwhile', async () => {
  const pull = await withoutComment('looked-for');
  await scene.idle();
  expect(conclusions(pull)).toEqual(['success']);
  github.faults.add({ what: 'silence', on: /^GET .*\/looked-for\/compare\// });

  await scene.restart();
  await scene.idle();

  expect(conclusions(pull)).toEqual(['success']);
}, 120_000);

test('a last word that GitHub refuses leaves nothing to say', async () => {
  const pull = await scene.propose('refused', EDITS.unaffected);
  await scene.idle();
  const body = /^\{"output":\{"title":"✖(?:(?!"annotations").)*$/s;
  github.faults.add({ what: 'refused', on: /^PATCH .*\/check-runs\/\d+$/, body, times: 1 });
  const before = github.faults.count;

  await github.commit(pull.head.repository, pull.head.branch, EDITS.fail);
  await scene.idle();

  expect(github.faults.count).toBe(before + 1);
  const { conclusion, output, annotations } = scene.check(pull) ?? {};
  expect({ conclusion, todo: readState(output?.summary)?.todo }).toEqual({ conclusion: 'failure', todo: undefined });
  expect(annotations).toHaveLength(1);
});
