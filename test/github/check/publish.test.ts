import { describe, expect, test } from 'vitest';
import { placeAnnotations } from '../../../src/github/check/annotate.ts';
import type { CheckOutput, CheckRun } from '../../../src/github/check/check-run.ts';
import { amend, announce, conclude, findRun, readRun, requeue, start } from '../../../src/github/check/publish.ts';
import { type CheckState, writeState } from '../../../src/github/check/state.ts';
import type { Annotation } from '../../../src/github/port/checks.ts';
import { setUpGitHub } from './github.ts';

const { api, repository, warnings } = setUpGitHub();

const head = '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c';
const target = { head, externalId: 'pull/12' };
const state: CheckState = { version: 1, baseRef: 'main', decisions: ['a.b'] };
const list = `/repos/acme/claims/commits/${head}/check-runs`;
const query = { check_name: 'weir', app_id: 7, filter: 'all', per_page: 100 };

const run: CheckRun = {
  id: 5,
  target,
  url: 'https://github.com/acme/claims/runs/5',
  status: 'queued',
  conclusion: null,
  startedAt: '2026-07-01T09:30:00Z',
  completedAt: undefined,
  state,
};
const output: CheckOutput = {
  conclusion: 'failure',
  title: '✖ fail: a fails',
  summary: 'The whole story.',
  annotations: [],
  actions: [{ label: 'Re-run', description: 'Replay the recorded traffic once more', identifier: 'rerun' }],
};

/** As GitHub answers, https://docs.github.com/rest/checks/runs */
function answer(rest: Record<string, unknown> = {}) {
  return {
    id: 5,
    head_sha: head,
    external_id: 'pull/12',
    html_url: 'https://github.com/acme/claims/runs/5',
    status: 'queued',
    conclusion: null,
    started_at: '2026-07-01T09:30:00Z',
    completed_at: null,
    app: { id: 7, slug: 'weir' },
    output: { title: null, summary: `Earlier.\n\n${writeState(state)}`, text: null, annotations_count: 0 },
    ...rest,
  };
}

function annotation(line: number): Annotation {
  return { path: 'a.json', start: line, end: line, level: 'failure', title: 'a: fail', message: `line ${line}` };
}

function sent(line: number) {
  const place = { path: 'a.json', start_line: line, end_line: line };
  return { ...place, annotation_level: 'failure', title: 'a: fail', message: `line ${line}` };
}

const concluding = {
  status: 'completed',
  conclusion: 'failure',
  output: { title: '✖ fail: a fails', summary: `The whole story.\n\n${writeState(state)}` },
  actions: [{ label: 'Re-run', description: 'Replay the recorded traffic once more', identifier: 'rerun' }],
};

describe('announcing a check', () => {
  test('creates it queued where there is none', async () => {
    api().get(list).query(query).reply(200, { total_count: 0, check_runs: [] });
    api()
      .post('/repos/acme/claims/check-runs', { name: 'weir', head_sha: head, external_id: 'pull/12', status: 'queued' })
      .reply(201, answer());
    expect(await announce(repository, target, { app: 7 })).toEqual(run);
  });

  test('takes the newest of its place, on whatever page it stands, and none of another App or place', async () => {
    const next = `<https://api.github.com${list}?page=2>; rel="next"`;
    api()
      .get(list)
      .query(query)
      .reply(
        200,
        { total_count: 4, check_runs: [answer({ id: 3 }), answer({ id: 9, app: { id: 8 } })] },
        { link: next },
      );
    api()
      .get(list)
      .query({ page: 2 })
      .reply(200, { total_count: 4, check_runs: [answer(), answer({ id: 8, external_id: 'pull/13' })] });
    expect((await announce(repository, target, { app: 7 })).id).toBe(5);
  });

  test('finds it without creating one', async () => {
    api()
      .get(list)
      .query(query)
      .reply(200, { total_count: 1, check_runs: [answer({ external_id: 'pull/13' })] });
    expect(await findRun(repository, target, { app: 7 })).toBeUndefined();
  });

  test('says where the details are', async () => {
    api().get(list).query(query).reply(200, { total_count: 0, check_runs: [] });
    api()
      .post('/repos/acme/claims/check-runs', (body) => body.details_url === 'https://weir.acme.example/7')
      .reply(201, answer());
    await announce(repository, target, { app: 7, detailsUrl: () => 'https://weir.acme.example/7' });
  });
});

describe('a check under way', () => {
  test('is read with what it remembers', async () => {
    const done = { status: 'completed', conclusion: 'stale', completed_at: '2026-07-01T09:31:00Z' };
    api().get('/repos/acme/claims/check-runs/5').reply(200, answer(done));
    expect(await readRun(repository, 5)).toEqual({
      ...run,
      status: 'completed',
      conclusion: 'stale',
      completedAt: '2026-07-01T09:31:00Z',
    });
  });

  test('starts with a title and keeps what it remembers', async () => {
    api()
      .patch('/repos/acme/claims/check-runs/5', {
        status: 'in_progress',
        output: { title: 'Reading the change', summary: `The verdict will stand here.\n\n${writeState(state)}` },
      })
      .reply(200, answer({ status: 'in_progress' }));
    expect((await start(repository, run, 'Reading the change')).status).toBe('in_progress');
  });

  test('goes back to the queue', async () => {
    api()
      .patch('/repos/acme/claims/check-runs/5', {
        status: 'queued',
        output: { title: 'Queued again', summary: `The verdict will stand here.\n\n${writeState(state)}` },
      })
      .reply(200, answer());
    expect((await requeue(repository, { ...run, status: 'in_progress' }, { app: 7 })).id).toBe(5);
  });

  test.each([
    { status: 'completed', conclusion: 'success' },
    { status: 'completed', conclusion: 'stale' },
    // Set back by an earlier version; GitHub may go by the conclusion all the same.
    { status: 'in_progress', conclusion: 'success' },
  ] as const)(
    'that has a conclusion ($status, $conclusion) is left alone, and a newer one blocks the merge',
    async (over) => {
      const later: CheckState = { ...state, decisions: ['a.b', 'c.d'] };
      api()
        .post('/repos/acme/claims/check-runs', {
          name: 'weir',
          head_sha: head,
          external_id: 'pull/12',
          status: 'queued',
          output: { title: 'Queued again', summary: `The verdict will stand here.\n\n${writeState(later)}` },
        })
        .reply(201, answer({ id: 6 }));
      expect((await requeue(repository, { ...run, ...over }, { app: 7 }, later)).id).toBe(6);
    },
  );

  test('that is queued is told what to remember', async () => {
    const later: CheckState = { ...state, decisions: ['a.b', 'c.d'] };
    api()
      .patch('/repos/acme/claims/check-runs/5', {
        status: 'queued',
        output: { title: 'Queued again', summary: `The verdict will stand here.\n\n${writeState(later)}` },
      })
      .reply(200, answer());
    await requeue(repository, run, { app: 7 }, later);
  });

  test('that is queued stays so without a request', async () => {
    expect(await requeue(repository, run, { app: 7 })).toBe(run);
  });
});

describe('concluding a check', () => {
  test('is one request, whatever else there is to say', async () => {
    api()
      .patch('/repos/acme/claims/check-runs/5', concluding)
      .reply(200, answer({ status: 'completed' }));
    const annotated = { ...output, annotations: [annotation(1)] };
    expect(await conclude(repository, run, annotated, state)).toBe(annotated);
  });

  test.for([400, 401, 403, 404, 413, 422, 429, 500, 502])(
    'is done with less where GitHub answers %d',
    async (status) => {
      api().patch('/repos/acme/claims/check-runs/5', concluding).reply(status, { message: 'It is too much' });
      api()
        .patch(
          '/repos/acme/claims/check-runs/5',
          (body) =>
            body.conclusion === 'failure' &&
            body.output.title === '✖ fail: a fails' &&
            body.output.summary.endsWith(`\n\n${writeState(state)}`) &&
            body.output.summary.length < 1000,
        )
        .reply(200, answer({ status: 'completed' }));
      const shown = await conclude(repository, run, { ...output, annotations: [annotation(1)] }, state);
      expect(shown).toMatchObject({ conclusion: 'failure', annotations: [] });
      expect(warnings).toEqual([expect.stringContaining('GitHub did not take its output, posting less: ')]);
    },
  );

  test('fails where GitHub is out of reach, so that it is tried again', async () => {
    api().patch('/repos/acme/claims/check-runs/5', concluding).reply(502);
    api().patch('/repos/acme/claims/check-runs/5').reply(502);
    await expect(conclude(repository, run, output, state)).rejects.toMatchObject({ status: 502 });
  });
});

describe('what a concluded check says beside its lines', () => {
  const annotations = '/repos/acme/claims/check-runs/5/annotations';
  const stands = { ...sent(1), blob_href: 'https://github.com/acme/claims/blob/a.json', raw_details: null };

  test('is sent fifty at a time, without what stands there', async () => {
    const order: string[] = [];
    const page = (from: number, to: number) => ({
      output: {
        ...concluding.output,
        annotations: Array.from({ length: to - from + 1 }, (_, index) => sent(from + index)),
      },
    });
    const note = (name: string) => () => {
      order.push(name);
      return answer();
    };
    api().get(annotations).query({ per_page: 100 }).reply(200, [stands]);
    api().patch('/repos/acme/claims/check-runs/5', page(2, 51)).reply(200, note('first'));
    api().patch('/repos/acme/claims/check-runs/5', page(52, 60)).reply(200, note('second'));
    const all = Array.from({ length: 60 }, (_, index) => annotation(index + 1));
    await placeAnnotations(repository, run, { ...output, annotations: all }, state);
    expect(order).toEqual(['first', 'second']);
  });

  test('is not repeated in the milder light of an approval', async () => {
    api().get(annotations).query({ per_page: 100 }).reply(200, [stands]);
    const milder = { ...annotation(1), level: 'warning', title: 'a: fail, approved by @octo-owner' } as const;
    await placeAnnotations(repository, run, { ...output, annotations: [milder] }, state);
  });

  test('asks nothing where there is nothing', async () => {
    await placeAnnotations(repository, run, output, state);
  });

  test('leaves the conclusion alone when the rest of it changes', async () => {
    api().patch('/repos/acme/claims/check-runs/5', { output: concluding.output }).reply(200, answer());
    await amend(repository, run, output, state);
  });
});
