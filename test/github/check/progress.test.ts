import { describe, expect, test } from 'vitest';
import { reportProgress } from '../../../src/github/check/progress.ts';
import { setUpGitHub } from './github.ts';

const { api, repository, warnings } = setUpGitHub();
const run = {
  id: 5,
  target: { head: '9f8e7d6c', externalId: 'pull/12' },
  status: 'in_progress',
  conclusion: null,
  startedAt: undefined,
  completedAt: undefined,
  state: undefined,
} as const;

/** As much of GitHub's answer as is read. */
const taken = { id: 5, head_sha: '9f8e7d6c', output: { summary: null } };

function expectTitle(title: string): { reply: (status: number) => void } {
  const body = { output: { title, summary: 'The verdict will stand here.' } };
  return { reply: (status) => void api().patch('/repos/acme/claims/check-runs/5', body).reply(status, taken) };
}

describe('progress in the title', () => {
  test('drops what comes too soon, and what comes while a title is under way', async () => {
    let now = 0;
    const progress = reportProgress(repository, run, { seconds: 5, clock: () => now });
    expectTitle('10 %').reply(200);
    progress.update('10 %');
    now = 6000;
    progress.update('20 %');
    await progress.finish();
    expect(warnings).toEqual([]);
  });

  test('is sent again once the time has passed', async () => {
    let now = 0;
    let arrived: () => void = () => {};
    const first = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const progress = reportProgress(repository, run, { seconds: 5, clock: () => now });
    api()
      .patch('/repos/acme/claims/check-runs/5')
      .reply(200, () => {
        arrived();
        return taken;
      });
    expectTitle('30 %').reply(200);
    progress.update('10 %');
    await first;
    now = 4999;
    progress.update('20 %');
    now = 5000;
    // The answer to the first is still on its way to us.
    for (let turn = 0; turn < 100; turn += 1) {
      progress.update('30 %');
      await new Promise((resolve) => setImmediate(resolve));
    }
    await progress.finish();
    expect(warnings).toEqual([]);
  });

  test('is silent once it is finished, so that nothing overwrites the verdict', async () => {
    const progress = reportProgress(repository, run);
    await progress.finish();
    progress.update('10 %');
    await progress.finish();
    // A request that nobody expects fails, and is told of.
    expect(warnings).toEqual([]);
  });

  test('that GitHub does not take is logged and disturbs nobody', async () => {
    const progress = reportProgress(repository, run);
    expectTitle('10 %').reply(500);
    progress.update('10 %');
    await progress.finish();
    expect(warnings).toEqual([expect.stringContaining('check run 5: its progress was not posted')]);
  });
});
