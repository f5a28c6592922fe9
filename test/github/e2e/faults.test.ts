/** Whatever goes wrong between the App and GitHub's API, a check is concluded in the end, rightly and once. */
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Fault } from '../../emulated-github/faults.ts';
import { EDITS } from './claims.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github } = scene;
beforeEach(() => scene.idle());
afterAll(() => scene.close());

test.for<[string, Fault]>([
  ['502 for the check itself', { what: 'server-error', on: /^POST .*\/check-runs$/ }],
  ['the answer to its creation is lost', { what: 'cut', on: /^POST .*\/check-runs$/, when: 'after' }],
  ['the connection breaks off in the middle of a tree', { what: 'half', on: /\/git\/trees\// }],
  ['the connection breaks off in the middle of a file', { what: 'half', on: /\/git\/blobs\// }],
  ['the connection is cut before a file comes', { what: 'cut', on: /\/git\/blobs\// }],
  ['429 with a time to wait', { what: 'too-many', on: /^GET .*\/pulls\// }],
  ['a secondary limit', { what: 'secondary-limit', on: /^PATCH .*\/check-runs\// }],
  ['the primary limit', { what: 'primary-limit', on: /\/git\/ref\// }],
  ['an answer that comes late', { what: 'slow', on: /\/compare\// }],
  ['the annotations arrive, their answer does not', { what: 'cut', body: /"annotations"/, when: 'after' }],
  ['502 for the conclusion', { what: 'server-error', body: /"conclusion":"failure"/ }],
  ['the conclusion arrives, its answer does not', { what: 'cut', body: /"conclusion":"failure"/, when: 'after' }],
  ['502 for the comment', { what: 'server-error', on: /^POST .*\/comments$/ }],
])('%s', async ([, fault]) => {
  const before = github.faults.count;
  github.faults.add({ ...fault, times: 1, seconds: 1 });

  const pull = await scene.propose(EDITS.fail);
  const run = await scene.concluded(pull);
  await scene.idle();
  github.faults.clear();

  expect(github.faults.count).toBe(before + 1);
  expect(run.conclusion).toBe('failure');
  expect(run.annotations).toHaveLength(1);
  const stickies = github.comments(pull).filter(({ byApp }) => byApp);
  expect(stickies.map(({ body }) => body)).toEqual([expect.stringContaining('compensation')]);
});

test('output that GitHub refuses is replaced by less, with the same conclusion', async () => {
  github.faults.add({ what: 'refused', body: /"conclusion":"failure"/, times: 1 });

  const run = await scene.concluded(await scene.propose(EDITS.fail));

  expect(run.conclusion).toBe('failure');
  expect(run.output.title).toContain('compensation: tier.changed');
  expect(run.output.summary).toContain('GitHub did not take the whole report');
});

test('a tenth of all requests fails, and all pull requests end as they should', async () => {
  github.faults.add(
    { what: 'server-error', rate: 0.04 },
    { what: 'cut', rate: 0.03, when: 'after' },
    { what: 'half', rate: 0.03 },
  );
  const edits = [EDITS.pass, EDITS.unaffected, EDITS.inconclusive, EDITS.unaffected, EDITS.unaffected];

  const pulls = await Promise.all(edits.map((edit) => scene.propose(edit)));
  const runs = await Promise.all(pulls.map((pull) => scene.concluded(pull)));
  github.faults.clear();

  expect(runs.map(({ conclusion }) => conclusion)).toEqual([
    'success',
    'success',
    'action_required',
    'success',
    'success',
  ]);
});
