/** Between any two steps the App may be killed, and the next push may come: nothing is forgotten for that. */
import { afterAll, expect, test } from 'vitest';
import { readState } from '../../../src/github/check/state.ts';
import { EDITS } from './claims.ts';
import { nextSecond } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github, repository } = scene;
afterAll(() => scene.close());

test('the conclusion comes first, and the check remembers that its comment and its notes are still to come', async () => {
  const before = github.requests.length;
  const pull = await scene.propose(EDITS.fail);
  await scene.concluded(pull);

  const writes = github.requests.slice(before).filter(({ method }) => method !== 'GET');
  const commented = writes.findIndex(({ path }) => path.endsWith(`/issues/${pull.number}/comments`));
  const concluded = writes.findIndex(({ body }) => body.includes('"conclusion":"failure"'));
  const annotated = writes.findIndex(({ body }) => body.includes('"annotations"'));
  expect(concluded).toBeGreaterThan(-1);
  expect(concluded).toBeLessThan(commented);
  expect(concluded).toBeLessThan(annotated);
  const summaries = writes.map(({ body }) => (body === '' ? undefined : JSON.parse(body).output?.summary));
  expect(readState(summaries[concluded])?.todo).toBe('words');
  expect(readState(summaries.findLast((summary) => summary !== undefined))?.todo).toBeUndefined();
});

test('a check concludes without a comment where GitHub takes none', async () => {
  github.faults.add({ what: 'refused', on: /^POST .*\/comments$/, times: 1 });
  const pull = await scene.propose(EDITS.fail);

  expect((await scene.concluded(pull)).conclusion).toBe('failure');
  expect(github.comments(pull)).toEqual([]);
});

test('an approval that was just given outlives a push that comes before it shows', async () => {
  const pull = await scene.propose(EDITS.fail);
  const older = pull.head.sha;
  await scene.concluded(pull);
  await nextSecond();
  // The command is still being carried out when the push comes.
  github.faults.add({ what: 'slow', when: 'after', body: /rocket/, times: 1, seconds: 1 });
  const comment = github.comment(pull, 'octo-claims', '/weir approve compensation late flights are rare');
  await scene.until(() => github.reactions(pull, comment).some(({ content }) => content === 'rocket'));

  await github.commit(repository, pull.head.branch, { 'README.md': 'Claims, continued\n' });

  expect((await scene.concluded(pull)).conclusion).toBe('success');
  const overtaken = await scene.concluded(pull, older);
  expect(overtaken.conclusion).toBe('cancelled');
  // Whoever is killed now finds it there again.
  expect(readState(overtaken.output.summary)?.decisions).toHaveLength(1);
});

test('the check of a head is concluded that was pushed over, unheard, while the App was down', async () => {
  github.faults.add({ what: 'slow', on: /\/git\/trees\//, times: 1, seconds: 2 });
  const pull = await scene.propose(EDITS.fail);
  const older = pull.head.sha;
  await scene.until(() => scene.check(pull)?.status === 'in_progress');
  await scene.app().kill();

  github.faults.deliveries({ drop: 1 });
  const newer = await github.commit(repository, 'elsewhere', EDITS.pass);
  await github.push(repository, pull.head.branch, newer);
  github.faults.deliveries({});
  await scene.start();

  expect((await scene.concluded(pull, older)).conclusion).toBe('cancelled');
  expect((await scene.concluded(pull)).conclusion).toBe('success');
});
